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

Kind kind_of(std::string_view provider, std::string_view event) {
  CAPTURE(event);
  return failure_of(provider, "data: " + std::string(event) + "\n\n").kind;
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

  TEST_CASE("a limit, a key, an account and a busy hour are told in an answer as before one") {
    const std::string limit = R"("code":"rate_limit_exceeded","message":"Rate limit reached")";
    CHECK(kind_of("openai", R"({"type":"response.failed","response":{"status":"failed","error":{)" +
                                limit + "}}}") == Kind::rate_limited);
    CHECK(kind_of("openai", R"({"type":"error",)" + limit + "}") == Kind::rate_limited);
    const auto anthropic = [](const std::string& type) {
      return kind_of("anthropic",
                     R"({"type":"error","error":{"type":")" + type + R"(","message":"No"}})");
    };
    CHECK(anthropic("rate_limit_error") == Kind::rate_limited);
    CHECK(anthropic("authentication_error") == Kind::unauthorized);
    CHECK(anthropic("permission_error") == Kind::unauthorized);
    CHECK(anthropic("billing_error") == Kind::out_of_quota);
    CHECK(anthropic("overloaded_error") == Kind::overloaded);
    CHECK(anthropic("api_error") == Kind::broken_off);
    const auto gemini = [](const std::string& status) {
      return kind_of("gemini", R"({"error":{"message":"No","status":")" + status + R"("}})");
    };
    CHECK(gemini("RESOURCE_EXHAUSTED") == Kind::rate_limited);
    CHECK(gemini("UNAUTHENTICATED") == Kind::unauthorized);
    CHECK(gemini("PERMISSION_DENIED") == Kind::unauthorized);
    CHECK(gemini("UNAVAILABLE") == Kind::overloaded);
    CHECK(gemini("INTERNAL") == Kind::broken_off);
    const auto compatible = [](const std::string& error) {
      return kind_of("compatible", R"({"error":{"message":"No",)" + error + "}}");
    };
    CHECK(compatible(R"("code":429)") == Kind::rate_limited);
    CHECK(compatible(R"("type":"None","code":"429")") == Kind::rate_limited);
    CHECK(compatible(R"("code":503)") == Kind::overloaded);
    CHECK(compatible(R"("code":500)") == Kind::broken_off);
    CHECK(compatible(R"("code":"invalid_api_key")") == Kind::unauthorized);
    CHECK(compatible(R"("type":"insufficient_quota","code":429)") == Kind::out_of_quota);
  }

  TEST_CASE("the wait that is advised in an answer is known") {
    const auto failure = failure_of(
        "gemini",
        R"(data: {"error":{"code":429,"message":"Slowly","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"26.5s"}]}})"
        "\n\n");
    CHECK(failure.kind == Kind::rate_limited);
    CHECK(failure.retry_after_ms == 26'500);
  }
}
