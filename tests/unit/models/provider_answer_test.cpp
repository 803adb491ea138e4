// Answers as providers stream them, through the client, cut into pieces of every size.
#include <doctest/doctest.h>

#include <string>

#include "models/catalogue/catalogue.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

struct Called {
  ChatOutcome outcome;
  std::string shown;
  int closed;
};

Called call(std::string_view provider, std::string_view model, std::string_view stream,
            std::size_t piece, ChatRequest request = {}) {
  ScriptedUpstream upstream;
  upstream.answer(stream, piece);
  ScriptedClock clock;
  ScriptedSink sink;
  const auto* row = find_provider(provider);
  REQUIRE(row != nullptr);
  HttpProvider client(upstream, clock, *row, "https://models.example", {.name = "KEY"});
  auto task = client.chat(std::string(model), std::move(request), &sink);
  task.start();
  REQUIRE(task.finished());
  auto result = task.take();
  REQUIRE(result.has_value());
  REQUIRE(upstream.asked.size() == 1);
  return {std::move(*result), sink.written, upstream.closed};
}

struct Way {
  std::string_view provider;
  std::string_view model;
};

constexpr Way kAnthropic{"anthropic", "claude-sonnet-5-5"};
constexpr Way kOpenAi{"openai", "gpt-6.1-sol"};
constexpr Way kGemini{"gemini", "gemini-3-flash-preview"};
constexpr Way kCompatible{"compatible", "qwen3-coder"};
constexpr Way kWorkersAi{"workers-ai", "@cf/meta/llama-3.3-70b-instruct-fp8-fast"};

/// The same reply whatever the pieces.
ChatReply reply_of(const Way& way, std::string_view stream, ChatRequest request = {}) {
  auto whole = call(way.provider, way.model, stream, stream.size(), request);
  REQUIRE(std::holds_alternative<ChatReply>(whole.outcome));
  auto reply = std::get<ChatReply>(whole.outcome);
  CHECK(whole.closed == 1);
  for (std::size_t piece = 1; piece < 40; ++piece) {
    CAPTURE(piece);
    auto cut = call(way.provider, way.model, stream, piece, request);
    REQUIRE(std::holds_alternative<ChatReply>(cut.outcome));
    const auto& other = std::get<ChatReply>(cut.outcome);
    CHECK(other.text == reply.text);
    CHECK(other.usage == reply.usage);
    CHECK(other.stop == reply.stop);
    CHECK(cut.shown == whole.shown);
  }
  return reply;
}

ChatFailure failure_of(const Way& way, std::string_view stream, ChatRequest request = {}) {
  auto called = call(way.provider, way.model, stream, 7, std::move(request));
  REQUIRE(std::holds_alternative<ChatFailure>(called.outcome));
  auto failure = std::get<ChatFailure>(called.outcome);
  CHECK(failure.delivered == !called.shown.empty());
  return failure;
}

const std::string kAnthropicStart =
    "event: message_start\r\ndata: "
    "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":"
    "\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_"
    "tokens\":25,"
    "\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":1000,\"output_tokens\":1}}}"
    "\r\n\r\n"
    "event: ping\r\ndata: {\"type\": \"ping\"}\r\n\r\n";

const ChatRequest kWithSchema{
    .schema = OutputSchema{"plan", R"({"type":"object","properties":{"a":{"type":"integer"}}})"}};

}  // namespace

TEST_SUITE("models/provider answer") {
  TEST_CASE("Anthropic: text, thinking passed over, usage with the cache counted in") {
    const auto reply = reply_of(
        kAnthropic,
        kAnthropicStart +
            R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hello \"w\u00f6rld\" \ud83d"}}

data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\ude42 日本\n"}}

data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}

data: {"type":"message_stop"}

)");
    CHECK(reply.text == "Hello \"wörld\" 🙂 日本\n");
    CHECK(reply.stop == Stop::end);
    CHECK(reply.usage == ChatUsage{1125, 1000, 100, 15});
    CHECK(reply.request_id == "msg_1");
  }

  TEST_CASE("OpenAI Responses: text, refusal, usage and what was cut off") {
    const auto reply = reply_of(kOpenAi,
                                R"(event: response.created
data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","output":[]}}

event: response.reasoning_summary_text.delta
data: {"type":"response.reasoning_summary_text.delta","delta":"thinking"}

event: response.output_text.delta
data: {"type":"response.output_text.delta","sequence_number":4,"delta":"Hi","logprobs":[],"obfuscation":"xyz"}

data: {"delta":" there","type":"response.output_text.delta"}

data: {"type":"response.incomplete","response":{"id":"resp_1","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[{"type":"message","content":[{"type":"output_text","text":"Hi there"}]}],"usage":{"input_tokens":36,"input_tokens_details":{"cache_write_tokens":20,"cached_tokens":6},"output_tokens":87,"output_tokens_details":{"reasoning_tokens":80},"total_tokens":123}}}

)");
    CHECK(reply.text == "Hi there");
    CHECK(reply.stop == Stop::max_tokens);
    CHECK(reply.usage == ChatUsage{36, 6, 20, 87});
    const auto refused = reply_of(kOpenAi,
                                  R"(data: {"type":"response.refusal.delta","delta":"I will not."}

data: {"type":"response.completed","response":{"id":"r","status":"completed","output":[]}}

)");
    CHECK(refused.stop == Stop::refusal);
    CHECK(refused.text == "I will not.");
  }

  TEST_CASE(
      "OpenAI Responses: the last event has it all when no deltas came, without the reasoning") {
    const auto reply = reply_of(
        kOpenAi,
        R"(data: {"type":"response.completed","response":{"status":"completed","output":[{"type":"reasoning","content":[{"type":"reasoning_text","text":"no"}]},{"content":[{"type":"output_text","text":"yes"}],"type":"message"}]}}

)");
    CHECK(reply.text == "yes");
  }

  TEST_CASE("Gemini: thoughts are left out and counted") {
    const auto reply = reply_of(
        kGemini,
        R"(data: {"candidates":[{"content":{"role":"model","parts":[{"text":"thinking","thought":true}]},"index":0}],"usageMetadata":{"promptTokenCount":10}}

data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hello"},{"thoughtSignature":"x","text":" you"}]}}]}

data: {"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":5,"thoughtsTokenCount":7,"totalTokenCount":22},"responseId":"abc"}

)");
    CHECK(reply.text == "Hello you");
    CHECK(reply.usage == ChatUsage{10, 4, 0, 12});
    CHECK(reply.request_id == "abc");
    const auto blocked =
        reply_of(kGemini, "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n");
    CHECK(blocked.stop == Stop::refusal);
  }

  TEST_CASE("Chat Completions: usage in a chunk of its own, reasoning in the total only") {
    const auto reply = reply_of(
        kCompatible,
        R"(data: {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":null}}],"usage":null}

data:{"id":"c1","choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}

data:{"id":"c1","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}

data: {"id":"c1","choices":[{"index":0,"delta":{"content":" you"},"finish_reason":"length"}]}

data: {"id":"c1","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":20,"prompt_tokens_details":{"cache_write_tokens":5,"cached_tokens":3}}}

data: [DONE]

)");
    CHECK(reply.text == "Hello you");
    CHECK(reply.stop == Stop::max_tokens);
    CHECK(reply.usage == ChatUsage{11, 3, 5, 9});
  }

  TEST_CASE("events alike but for their text are read like any, and so are those in between") {
    std::string stream = kAnthropicStart;
    const auto say = [&stream](std::string_view line_end, std::string_view text,
                               std::string_view more = "") {
      stream += "event: content_block_delta" + std::string(line_end) +
                R"(data: {"type":"content_block_delta","index":1,"delta":{"text":)" +
                std::string(text) + std::string(more) + "}}" + std::string(line_end) +
                std::string(line_end);
    };
    for (const std::string_view line_end : {"\n", "\r\n"}) {
      for (const std::string_view text :
           {R"("one")", R"(" two")", R"("")", R"(" \"}}\n\n \\")", R"(" \ud83d")", R"("\ude42")"}) {
        say(line_end, text);
      }
      say(line_end, R"(" three")", R"(,"stop_reason":"max_tokens")");
      say(line_end, R"(" four")");
      say(line_end, R"(" five")", R"(,"input":"{}")");
      say(line_end, R"(" six\n")");
    }
    const auto reply = reply_of(kAnthropic, stream + "data: {\"type\":\"message_stop\"}\n\n");
    // One that differs in nothing but that its text is no JSON is an error like any.
    const std::string good = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    const std::string bad = "data: {\"choices\":[{\"delta\":{\"content\":\"\\x\"}}]}\n\n";
    const auto failure = failure_of(kCompatible, good + good + good + bad);
    CHECK(failure.kind == ChatFailure::Kind::unreadable);
    const std::string once = "one two \"}}\n\n \\ 🙂 three four five six\n";
    CHECK(reply.text == once + once);
    CHECK(reply.stop == Stop::max_tokens);
  }

  TEST_CASE(
      "servers that are compatible in part: no [DONE], no last empty line, no usage, parts for a "
      "text") {
    CHECK(reply_of(
              kCompatible,
              "data: "
              "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}}]}\r\r"
              "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}")
              .text == "Hi");
    CHECK(reply_of(kCompatible,
                   "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n")
              .text == "Hi");
  }

  TEST_CASE("a whole answer instead of a stream is taken as it is") {
    CHECK(
        reply_of(
            kCompatible,
            R"({"id":"c","choices":[{"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],)"
            R"("usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}})")
            .usage == ChatUsage{1, 0, 0, 2});
    CHECK(
        reply_of(
            kAnthropic,
            R"({"type":"message","id":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"max_tokens",)"
            R"("usage":{"input_tokens":1,"output_tokens":2}})")
            .stop == Stop::max_tokens);
    CHECK(
        reply_of(
            kOpenAi,
            R"({"object":"response","status":"completed","output":[{"type":"message","content":[{"text":"Hi"}]}]})")
            .text == "Hi");
    CHECK(
        reply_of(
            kGemini,
            R"([{"candidates":[{"content":{"parts":[{"text":"H"}]}}]},{"candidates":[{"content":{"parts":[{"text":"i"}]},"finishReason":"STOP"}]}])")
            .text == "Hi");
    CHECK(reply_of(kWorkersAi,
                   "data: {\"response\":\"H\"}\n\ndata: "
                   "{\"response\":\"i\",\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2}}"
                   "\n\ndata: [DONE]\n\n")
              .usage == ChatUsage{4, 0, 0, 2});
  }

  TEST_CASE("Workers AI: a document that was not streamed is whole, as a text or as itself") {
    CHECK(reply_of(kWorkersAi, R"({"response":"Hi","usage":{"prompt_tokens":4}})").text == "Hi");
    CHECK(reply_of(kWorkersAi, R"({"response":{"a":[1,"}"]},"usage":{}})", kWithSchema).text ==
          R"({"a":[1,"}"]})");
    CHECK(reply_of(kWorkersAi, "data: {\"response\":{\"a\":1}}\n\ndata: [DONE]\n\n", kWithSchema)
              .text == R"({"a":1})");
    // An event says nothing of the end, and what was cut is not whole.
    CHECK(failure_of(kWorkersAi, "data: {\"response\":\"Hi\"}\n\n").kind ==
          ChatFailure::Kind::broken_off);
    CHECK(failure_of(kWorkersAi, R"({"response":"Hi)").kind == ChatFailure::Kind::unreadable);
    CHECK(failure_of(kWorkersAi, R"({"response":null})").kind == ChatFailure::Kind::broken_off);
  }

  TEST_CASE("a tool call that nobody asked for is the answer where a document was asked for") {
    const auto anthropic = reply_of(
        kAnthropic,
        kAnthropicStart +
            R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"plan","input":{}}}

data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\""}}

data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":":1}"}}

data: {"type":"message_stop"}

)",
        kWithSchema);
    CHECK(anthropic.text == R"({"a":1})");
    const auto chat = reply_of(
        kCompatible,
        R"(data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"plan","arguments":"{\"a\":"}}]}}]}

data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"2}"}},{"index":1,"function":{"arguments":"{}"}}]},"finish_reason":"tool_calls"}]}

)",
        kWithSchema);
    CHECK(chat.text == R"({"a":2})");
    const auto gemini = reply_of(
        kGemini,
        R"(data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"plan","args":{"a":3}}}]},"finishReason":"STOP"}]}

)",
        kWithSchema);
    CHECK(gemini.text == R"({"a":3})");
    const auto responses = reply_of(
        kOpenAi,
        R"(data: {"type":"response.function_call_arguments.delta","output_index":1,"delta":"{\"a\":4}"}

data: {"type":"response.completed","response":{"status":"completed"}}

)",
        kWithSchema);
    CHECK(responses.text == R"({"a":4})");
  }

  TEST_CASE("a document in a code fence comes without it") {
    CHECK(reply_of(kCompatible,
                   "data: "
                   "{\"choices\":[{\"delta\":{\"content\":\"```json\\n{\\\"a\\\":1,}\\n```\"},"
                   "\"finish_reason\":\"stop\"}]}\n\n",
                   kWithSchema)
              .text == R"({"a":1})");
  }

  TEST_CASE("an error after a 200 says what broke off, and what it cost so far") {
    const auto failure =
        failure_of(kAnthropic, kAnthropicStart +
                                   "data: "
                                   "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{"
                                   "\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n"
                                   "event: error\ndata: "
                                   "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                                   "\"message\":\"Overloaded\"}}\n\n");
    CHECK(failure.kind == ChatFailure::Kind::overloaded);
    CHECK(failure.status == 200);
    CHECK(failure.delivered);
    CHECK(failure.detail == "overloaded_error: Overloaded");
    CHECK(failure.usage.input_tokens == 1125);
    CHECK(
        failure_of(kOpenAi,
                   "data: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Sorry\"}\n\n")
            .detail == "Sorry");
    CHECK(failure_of(kOpenAi,
                     "data: "
                     "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{"
                     "\"code\":\"x\",\"message\":\"No\"}}}\n\n")
              .detail == "failed: No");
    CHECK(failure_of(kGemini,
                     "data: "
                     "{\"error\":{\"code\":503,\"message\":\"Busy\",\"status\":\"UNAVAILABLE\","
                     "\"details\":[{\"retryDelay\":\"1.5s\"}]}}\n\n")
              .retry_after_ms == 1500);
    CHECK(failure_of(kCompatible, "data: {\"error\":\"model stopped\"}\n\n").detail ==
          "model stopped");
    CHECK(failure_of(kCompatible, "{\"error\":\"model not loaded\"}").detail == "model not loaded");
  }

  TEST_CASE("a stream without its last word is broken off, also in the middle of an event") {
    for (const std::string& stream :
         {kAnthropicStart,
          kAnthropicStart + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_re",
          std::string()}) {
      CHECK(failure_of(kAnthropic, stream).kind == ChatFailure::Kind::broken_off);
    }
    CHECK(failure_of(kCompatible, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n")
              .kind == ChatFailure::Kind::broken_off);
  }

  TEST_CASE("what is no answer of the format at all is unreadable") {
    CHECK(failure_of(kAnthropic, "<html>login</html>\n\n").kind == ChatFailure::Kind::broken_off);
    CHECK(failure_of(kAnthropic, "data: <html>\n\n").kind == ChatFailure::Kind::unreadable);
    CHECK(failure_of(kAnthropic, "{\"type\": nonsense").kind == ChatFailure::Kind::unreadable);
  }
}
