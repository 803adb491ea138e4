// What goes wrong in an answer that had begun well, as each provider tells it.
#include <doctest/doctest.h>

#include <string>

#include "models/catalogue/catalogue.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

using Kind = ChatFailure::Kind;

std::string model_of(std::string_view provider) {
  if (provider == "anthropic") return "claude-sonnet-5-5";
  if (provider == "openai") return "gpt-6.1-sol";
  if (provider == "gemini") return "gemini-3-flash-preview";
  return "qwen3-coder";
}

ChatOutcome outcome_of(std::string_view provider, std::string_view stream) {
  ScriptedUpstream upstream;
  upstream.answer(stream, 7);
  ScriptedClock clock;
  const auto* row = find_provider(provider);
  REQUIRE(row != nullptr);
  HttpProvider client(upstream, clock, *row, "https://models.example", {.name = "KEY"});
  auto task = client.chat(model_of(provider), {}, nullptr);
  task.start();
  REQUIRE(task.finished());
  return task.take().value();
}

ChatFailure failure_of(std::string_view provider, std::string_view stream) {
  const auto outcome = outcome_of(provider, stream);
  REQUIRE(std::holds_alternative<ChatFailure>(outcome));
  CHECK(std::get<ChatFailure>(outcome).status == kBegun);
  return std::get<ChatFailure>(outcome);
}

}  // namespace

TEST_SUITE("models/answer fault") {
  TEST_CASE("an answer that ends for a reason which is none of an answer's has broken off") {
    for (const std::string reason :
         {"OTHER", "LANGUAGE", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"}) {
      CAPTURE(reason);
      const auto failure = failure_of(
          "gemini",
          R"(data: {"candidates":[{"content":{"parts":[{"text":"Hel"}]},"finishReason":")" +
              reason + R"("}],"usageMetadata":{"promptTokenCount":10}})" + "\n\n");
      CHECK(failure.kind == Kind::broken_off);
      CHECK(failure.detail == reason + ": the answer ended without a result");
      CHECK(failure.usage.input_tokens == 10);
    }
    const auto failure = failure_of(
        "compatible",
        R"(data: {"choices":[{"delta":{"content":"Hel"}}]})"
        "\n\n"
        R"(data: {"error":{"code":"server_error","message":"Disconnected"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]})"
        "\n\ndata: [DONE]\n\n");
    CHECK(failure.kind == Kind::broken_off);
    CHECK(failure.detail == "Disconnected");
    CHECK(failure_of("compatible",
                     R"({"choices":[{"message":{"content":"Hel"},"finish_reason":"error"}]})")
              .detail == "the answer ended in an error");
  }

  TEST_CASE("an error after the last word takes nothing back") {
    const auto outcome = outcome_of(
        "gemini",
        R"(data: {"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})"
        "\n\n"
        R"(data: {"error":{"code":503,"message":"Busy","status":"UNAVAILABLE"}})"
        "\n\n");
    REQUIRE(std::holds_alternative<ChatReply>(outcome));
    CHECK(std::get<ChatReply>(outcome).text == "Hi");
  }
}
