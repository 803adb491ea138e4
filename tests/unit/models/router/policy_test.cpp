#include "models/router/policy.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

#include "models/router/breaker.hpp"

using namespace sitewright;
using namespace sitewright::models;
using Kind = ChatFailure::Kind;

TEST_SUITE("models/router/policy") {
  TEST_CASE("what follows a failed call") {
    struct Row {
      const char* says;
      Setback setback;
      Move move;
    };
    const Setback limited{.kind = Kind::rate_limited, .attempts = 3, .left_ms = 100'000};
    const auto with = [&](auto change) {
      Setback setback = limited;
      change(setback);
      return setback;
    };
    for (const auto& row : std::initializer_list<Row>{
             {"a rate limit without advice waits a second", limited, {Next::same, 1'000}},
             {"the second wait is twice as long",
              with([](auto& s) { s.attempt = 2; }),
              {Next::same, 2'000}},
             {"attempts used up: the next candidate",
              with([](auto& s) { s.attempt = 3, s.others = true; }),
              {Next::other, 0}},
             {"attempts used up and nobody left", with([](auto& s) { s.attempt = 3; }), {}},
             {"the provider's advice is followed, and not by all at the same moment",
              with([](auto& s) { s.retry_after_ms = 7'000; }),
              {Next::same, 7'350}},
             {"never earlier than advised",
              with([](auto& s) { s.retry_after_ms = 7'000, s.random = 0; }),
              {Next::same, 7'000}},
             {"and never beyond the deadline",
              with([](auto& s) { s.retry_after_ms = 7'000, s.left_ms = 8'100; }),
              {Next::same, 7'100}},
             {"advice as long as our patience is followed still",
              with([](auto& s) { s.retry_after_ms = kPatience, s.others = true; }),
              {Next::same, 10'500}},
             {"to come at once is to come at once",
              with([](auto& s) { s.retry_after_ms = 0; }),
              {Next::same, 0}},
             {"advice beyond our patience: another candidate",
              with([](auto& s) { s.retry_after_ms = 30'000, s.others = true; }),
              {Next::other, 0}},
             {"without another candidate, long advice is followed",
              with([](auto& s) { s.retry_after_ms = 30'000; }),
              {Next::same, 31'500}},
             {"no wait goes beyond the deadline",
              with([](auto& s) { s.retry_after_ms = 30'000, s.left_ms = 30'500; }),
              {}},
             {"no time is left for another candidate either",
              with([](auto& s) { s.attempt = 3, s.others = true, s.left_ms = 900; }),
              {}},
             {"a broken answer is asked of another",
              with([](auto& s) { s.kind = Kind::broken_off, s.others = true; }),
              {Next::other, 0}},
             {"a limit is waited for here, though there is another",
              with([](auto& s) { s.others = true; }),
              {Next::same, 1'000}},
             {"one that ends an answer of which text had come sends on, as what broke off does",
              with([](auto& s) { s.others = true, s.begun = true; }),
              {Next::other, 0}},
             {"unless there is no other",
              with([](auto& s) { s.retry_after_ms = 7'000, s.begun = true; }),
              {Next::same, 7'350}},
             {"a broken answer is asked of the same when there is no other",
              with([](auto& s) { s.kind = Kind::broken_off; }),
              {Next::same, 1'000}},
             {"time that ran out is not spent on the same again",
              with([](auto& s) { s.kind = Kind::timed_out; }),
              {}},
             {"a refused key is asked of another",
              with([](auto& s) { s.kind = Kind::unauthorized, s.others = true; }),
              {Next::other, 0}},
             {"a refused request is never repeated",
              with([](auto& s) { s.kind = Kind::refused; }),
              {}},
         }) {
      CAPTURE(row.says);
      CHECK(after(row.setback) == row.move);
    }
  }

  TEST_CASE("waits double up to a minute, and jitter moves them by a tenth") {
    CHECK(backoff(1, 0.5) == 1'000);
    CHECK(backoff(4, 0.5) == 8'000);
    CHECK(backoff(7, 0.5) == 60'000);
    CHECK(backoff(90, 0.5) == 60'000);
    CHECK(backoff(1, 0.0) == 900);
    CHECK(backoff(1, 0.9999) < 1'100);
  }

  TEST_CASE("silence takes half of the time that is left, so that another has the other half") {
    CHECK(silence_before_another(60'000) == 30'000);
    CHECK(silence_before_another(180'000) == kLongestSilence);
    CHECK(silence_before_another(1'200) == kLeastTime);
  }

  TEST_CASE("who had as long as a first choice has, less what it takes to ask, had its time") {
    constexpr std::int64_t vote = 60'000;
    CHECK(had_its_time(vote, vote));
    CHECK(had_its_time(silence_before_another(vote - 200), vote));
    CHECK_FALSE(had_its_time(20'000, vote));
    CHECK_FALSE(had_its_time(2'000, vote));
  }
}

TEST_SUITE("models/router/breaker") {
  TEST_CASE("failures in a row open it, and after a pause one probe goes out") {
    ports::ProviderHealth health{.provider = "xai"};
    for (int i = 0; i < kFailures; ++i) {
      CHECK(admit(health, 100) == Admission::go);
      health = after_failure(std::move(health), Kind::overloaded, 100);
    }
    CHECK(health.circuit == ports::Circuit::open);
    CHECK(admit(health, 100 + kFirstPause - 1) == Admission::wait);
    CHECK(admit(health, 100 + kFirstPause) == Admission::probe);
    health = probing(std::move(health), 100 + kFirstPause, 100 + 2 * kFirstPause);
    CHECK(admit(health, 101 + kFirstPause) == Admission::wait);
    // The isolate of the probe is gone: another one goes out.
    CHECK(admit(health, 100 + 2 * kFirstPause) == Admission::probe);
  }

  TEST_CASE("a probe that fails doubles the pause, one that succeeds closes it") {
    ports::ProviderHealth health{.circuit = ports::Circuit::half_open, .failures = 5, .opened = 1};
    const auto worse = after_failure(health, Kind::server, 0);
    CHECK(worse.circuit == ports::Circuit::open);
    CHECK(worse.open_until == 2 * kFirstPause);
    const auto better = after_success(health, 7);
    CHECK(better.circuit == ports::Circuit::closed);
    CHECK(better.failures == 0);
    CHECK(better.opened == 0);
  }

  TEST_CASE("a probe that is called off is given back, as if nobody had asked") {
    const ports::ProviderHealth probe{.circuit = ports::Circuit::half_open,
                                      .failures = 5,
                                      .opened = 2,
                                      .open_until = 10,
                                      .probe_until = 900};
    const auto free = without_probe(probe, 100);
    CHECK(admit(free, 100) == Admission::probe);
    CHECK(free.failures == 5);
    CHECK(free.opened == 2);
    const ports::ProviderHealth open{.circuit = ports::Circuit::open, .open_until = 900};
    CHECK(without_probe(open, 100) == open);
    CHECK(without_probe({}, 100) == ports::ProviderHealth{});
  }

  TEST_CASE("keys, quotas, limits and requests are nobody's outage") {
    const ports::ProviderHealth fine;
    for (const auto kind :
         {Kind::rate_limited, Kind::unauthorized, Kind::out_of_quota, Kind::refused}) {
      CHECK(after_failure(fine, kind, 9) == fine);
      const ports::ProviderHealth probe{.circuit = ports::Circuit::half_open, .failures = 5};
      CHECK(after_failure(probe, kind, 9).circuit == ports::Circuit::closed);
    }
  }

  TEST_CASE("success of a healthy provider changes nothing") {
    const ports::ProviderHealth fine{.provider = "openai", .revision = 3};
    CHECK(after_success(fine, 9) == fine);
  }
}
