// Answers that nobody waits for any more, at every provider.
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

/// A stream of signs of life, a piece each `every` milliseconds.
GivenUp thinking(std::string_view provider, std::string_view model, std::string_view sign,
                 std::int64_t every, int lasts) {
  ScriptedUpstream upstream;
  for (int i = 0; i < 100; ++i) upstream.pieces.emplace_back(sign);
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

}  // namespace

TEST_SUITE("models/given up") {
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
      REQUIRE(!given_up.result.has_value());
      CHECK(given_up.result.error().code == Code::stale);
      CHECK(given_up.closed == 1);
      CHECK(given_up.asked == 2);
    }
  }

  TEST_CASE("whether anybody waits is asked at most once a second") {
    const auto waited = thinking("compatible", "qwen3-coder", ": keep-alive\n\n", 100, 1'000);
    CHECK(waited.result.has_value());
    CHECK(waited.asked >= 9);
    CHECK(waited.asked <= 10);
  }
}
