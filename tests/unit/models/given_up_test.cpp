// Answers that nobody waits for any more, at every provider, and those without an end.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "models/catalogue/catalogue.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

struct GivenUp {
  Result<ChatOutcome> result;
  int closed;
  int asked;
};

/// `every`: milliseconds from one look at the clock to the next.
GivenUp asked_of(ScriptedUpstream& upstream, std::string_view provider, std::string_view model,
                 std::int64_t every, int lasts) {
  ScriptedClock clock;
  clock.step = every;
  ScriptedInterest interest;
  interest.lasts = lasts;
  const auto* row = find_provider(provider);
  REQUIRE(row != nullptr);
  HttpProvider client(upstream, clock, *row, "https://models.example", {.name = "KEY"});
  auto task = client.chat(std::string(model), {.interest = &interest}, nullptr);
  task.start();
  REQUIRE(task.finished());
  return {task.take(), upstream.closed, interest.asked};
}

/// A stream of signs of life, a piece each `every` milliseconds.
GivenUp thinking(std::string_view provider, std::string_view model, std::string_view sign,
                 std::int64_t every, int lasts) {
  ScriptedUpstream upstream;
  for (int i = 0; i < 100; ++i) upstream.pieces.emplace_back(sign);
  return asked_of(upstream, provider, model, every, lasts);
}

ChatFailure failure_of(const GivenUp& call) {
  REQUIRE(call.result.has_value());
  REQUIRE(std::holds_alternative<ChatFailure>(*call.result));
  return std::get<ChatFailure>(*call.result);
}

}  // namespace

TEST_SUITE("models/given up") {
  TEST_CASE("what a call had told of its usage is known when nobody waits for the rest") {
    ScriptedUpstream upstream;
    upstream.pieces.emplace_back(
        "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"usage\":{"
        "\"input_tokens\":25,\"cache_read_input_tokens\":90000,\"output_tokens\":1}}}\n\n");
    for (int i = 0; i < 100; ++i) upstream.pieces.emplace_back("data: {\"type\":\"ping\"}\n\n");
    const auto failure = failure_of(asked_of(upstream, "anthropic", "claude-sonnet-5-5", 400, 1));
    CHECK(failure.status == kBegun);
    CHECK(failure.usage == ChatUsage{90'025, 90'000, 0, 1});
    CHECK(failure.request_id == "msg_1");
  }

  TEST_CASE("a call without a word is ended when nobody waits for it") {
    const std::string ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    const std::string reasoning =
        "data: {\"type\":\"response.reasoning_summary_text.delta\",\"delta\":\"hm\"}\n\n";
    const std::string comment = ": keep-alive\n\n";
    struct Case {
      std::string_view provider;
      std::string_view model;
      std::string sign;
    };
    for (const auto& [provider, model, sign] :
         {Case{"anthropic", "claude-sonnet-5-5", ping}, Case{"openai", "gpt-6.1-sol", reasoning},
          Case{"gemini", "gemini-3-flash-preview", comment},
          Case{"compatible", "qwen3-coder", comment}}) {
      CAPTURE(provider);
      const auto given_up = thinking(provider, model, sign, 400, 1);
      CHECK(failure_of(given_up).kind == ChatFailure::Kind::broken_off);
      CHECK(failure_of(given_up).detail == "Nobody waits.");
      CHECK(given_up.closed == 1);
      CHECK(given_up.asked == 2);
    }
  }

  TEST_CASE("a call is ended also while nothing comes at all") {
    struct Case {
      std::string_view says;
      int late_heads;
      int quiet_reads;
    };
    for (const auto& [says, late_heads, quiet_reads] :
         {Case{"no head", 100, 0}, Case{"a head and no byte", 0, 100}}) {
      CAPTURE(says);
      ScriptedUpstream upstream;
      upstream.late_heads = late_heads;
      upstream.quiet_reads = quiet_reads;
      const auto given_up = asked_of(upstream, "openai", "gpt-6.1-sol", 1'000, 3);
      CHECK(failure_of(given_up).kind == ChatFailure::Kind::broken_off);
      CHECK(failure_of(given_up).detail == "Nobody waits.");
      CHECK(given_up.closed == 1);
      CHECK(given_up.asked == 4);
      CHECK(upstream.waited == 4'000);
    }
  }

  TEST_CASE("an answer whose head and first byte come late is read whole") {
    ScriptedUpstream upstream;
    upstream.late_heads = 3;
    upstream.quiet_reads = 3;
    upstream.answer(
        "data: {\"choices\":[{\"delta\":{\"content\":\"well\"},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n",
        7);
    const auto answered = asked_of(upstream, "compatible", "qwen3-coder", 1'000, 100);
    REQUIRE(answered.result.has_value());
    REQUIRE(std::holds_alternative<ChatReply>(*answered.result));
    CHECK(std::get<ChatReply>(*answered.result).text == "well");
  }

  TEST_CASE("whether anybody waits is asked at most once a second") {
    const auto waited = thinking("compatible", "qwen3-coder", ": keep-alive\n\n", 100, 1'000);
    CHECK(waited.result.has_value());
    CHECK(waited.asked >= 9);
    CHECK(waited.asked <= 10);
  }

  TEST_CASE(
      "an answer that is longer than anything asked for is ended before it fills the memory") {
    ScriptedUpstream upstream;
    const std::string piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" +
                              std::string(100'000, 'x') + "\"}}]}\n\n";
    for (int i = 0; i < 60; ++i) upstream.pieces.push_back(piece);
    const auto ended = asked_of(upstream, "compatible", "qwen3-coder", 1, 1'000);
    CHECK(failure_of(ended).kind == ChatFailure::Kind::unreadable);
    CHECK(failure_of(ended).detail == "the answer is too long");
    CHECK(ended.closed == 1);
  }
}
