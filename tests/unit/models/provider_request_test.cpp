// Requests byte for byte, as tests/golden/models/ has them.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "models/provider/wire_format.hpp"
#include "models/provider/writing.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

std::string golden(const std::string& name) {
  std::ifstream file(std::string(SITEWRIGHT_SOURCE_DIR) + "/tests/golden/models/" + name +
                     ".request");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

const std::string kSchema =
    R"({"$schema":"x","title":"T","type":"object","additionalProperties":false,"required":["name"],)"
    R"("properties":{"name":{"type":"string","maxLength":80,"description":"A \"name\""},)"
    R"("kind":{"oneOf":[{"type":"string","enum":["a","b"]},{"type":"null"}]},)"
    R"("steps":{"type":"array","maxItems":3,"items":{"type":"object","required":["n"],)"
    R"("properties":{"n":{"type":"integer","minimum":0}}}}}})";

ChatRequest request() {
  return {
      .system = {{"You plan sites.", true}, {"Be short.\n"}},
      .messages = {{Author::user, {ChatText{"A bakery in Porto — “Aurora”", true}}},
                   {Author::assistant, {ChatText{"Which menu?"}}},
                   {Author::user, {ChatText{"This one:"}, ChatImage{"image/png", "iVBORw0KGgo="}}}},
      .schema = OutputSchema{"plan reply", kSchema},
      .max_output_tokens = 16'000,
      .temperature = 0.7};
}

CallTarget target(std::string model) {
  return {.model = std::move(model),
          .max_output_tokens = 8'000,
          .images = true,
          .schema = true,
          .temperature = true};
}

using enum wire::WireFormatName;

}  // namespace

TEST_SUITE("models/provider request") {
  TEST_CASE("every format writes the same request as it always did") {
    CHECK(wire_format(anthropic_messages).encode(target("claude-x"), request()) ==
          golden("anthropic_messages"));
    CHECK(wire_format(openai_chat).encode(target("gpt-x"), request()) == golden("openai_chat"));
    CHECK(wire_format(openai_responses).encode(target("gpt-x"), request()) ==
          golden("openai_responses"));
    CHECK(wire_format(gemini).encode(target("gemini-x"), request()) == golden("gemini"));
    // Whatever the model takes: its JSON mode does not stream.
    CHECK(wire_format(workers_ai).encode(target("@cf/x"), request()) == golden("workers_ai"));
  }

  TEST_CASE("a model that takes neither images, schemas nor temperatures is sent none") {
    CallTarget plain{.model = "local", .max_output_tokens = 100, .max_tokens_field = true};
    auto asked = request();
    asked.max_output_tokens = 50;
    CHECK(wire_format(openai_chat).encode(plain, asked) == golden("openai_chat_plain"));
    CHECK(wire_format(anthropic_messages).encode(plain, asked) ==
          golden("anthropic_messages_plain"));
  }

  TEST_CASE("the last four cache marks are kept: more are refused") {
    ChatRequest asked{.max_output_tokens = 10};
    for (const char* text : {"1", "2", "3", "4", "5"}) {
      asked.messages.push_back({Author::user, {ChatText{text, true}}});
    }
    const auto body = wire_format(anthropic_messages).encode(target("claude-x"), asked);
    std::size_t marks = 0;
    for (auto at = body.find("ephemeral"); at != std::string::npos;
         at = body.find("ephemeral", at + 1)) {
      ++marks;
    }
    CHECK(marks == 4);
    CHECK(body.contains(R"({"type":"text","text":"1"})"));
  }

  TEST_CASE("addresses take the API's version along unless the base has it") {
    const auto path = [](wire::WireFormatName name, std::string_view base, std::string_view model) {
      return wire_format(name).path(base, model);
    };
    CHECK(path(anthropic_messages, "https://a.example", "m") == "https://a.example/v1/messages");
    CHECK(path(anthropic_messages, "https://a.example/v1/", "m") ==
          "https://a.example/v1/messages");
    CHECK(path(openai_chat, "http://localhost:11434/v1", "m") ==
          "http://localhost:11434/v1/chat/completions");
    CHECK(path(openai_responses, "https://a.example/openai", "m") ==
          "https://a.example/openai/responses");
    CHECK(path(gemini, "https://a.example", "gemini-x?y") ==
          "https://a.example/v1beta/models/gemini-x%3Fy:streamGenerateContent?alt=sse");
    CHECK(path(gemini, "https://a.example/v1beta", "m") ==
          "https://a.example/v1beta/models/m:streamGenerateContent?alt=sse");
    CHECK(path(workers_ai, "ai:", "@cf/m") == "ai:@cf/m");
  }

  TEST_CASE("a schema keeps what all providers take") {
    const auto schema = trimmed(kSchema);
    CHECK_FALSE(schema.all_required);
    CHECK(schema.json ==
          R"({"type":"object","required":["name"],"properties":{"name":{"type":"string",)"
          R"("description":"A \"name\""},"kind":{"anyOf":[{"type":"string","enum":["a","b"]},)"
          R"({"type":"null"}]},"steps":{"type":"array","items":{"type":"object","required":["n"],)"
          R"("properties":{"n":{"type":"integer"}},"additionalProperties":false}}},)"
          R"("additionalProperties":false})");
    CHECK(trimmed(R"({"type":"object","required":["a"],"properties":{"a":{"type":"string"}}})")
              .all_required);
  }
}
