#include "usecases/council.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace sitewright;
using namespace sitewright::usecases;

namespace {

constexpr const char* kYes = R"({"approve":true,"reasons":["It is needed."],"concerns":[]})";
constexpr const char* kNo = R"({"approve":false,"reasons":[],"concerns":["Nobody knows it."]})";

constexpr const char* kTooDear = "!budget";

struct Hours final : ports::Clock {
  ports::Millis now() override { return time; }
  ports::Millis time = 1'000;
};

struct Silent final : ports::Log {
  void write(Level, std::string_view,
             std::vector<std::pair<std::string_view, std::string>>) override {}
};

struct Seat {
  std::string model;
  std::string text;  ///< empty: no answer
  ports::Millis takes = 0;
};

class Council final : public ports::Model {
 public:
  Council(Hours& hours, std::vector<Seat> seats) : hours_(hours), seats_(std::move(seats)) {}

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink*) override {
    const auto& seat = seats_.at(asked.size());
    asked.push_back(std::move(request));
    hours_.time += seat.takes;
    if (seat.text.empty()) co_return fail(Code::unavailable, "nobody there");
    if (seat.text == kTooDear) co_return fail(Code::conflict, "The budget is used up.");
    co_return ports::ModelReply{.text = seat.text,
                                .usage = {.model = seat.model, .input_tokens = 5}};
  }
  ports::Window window(const ports::Attribution&, ports::TaskClass) override { return {}; }
  std::string name() override { return "council"; }

  std::vector<ports::ModelRequest> asked;

 private:
  Hours& hours_;
  std::vector<Seat> seats_;
};

struct Held {
  Verdict verdict;
  std::vector<ports::ModelRequest> asked;
};

Result<Held> outcome_of(std::vector<Seat> seats) {
  Hours hours;
  Silent log;
  Council council(hours, std::move(seats));
  auto task =
      ask_council({council, hours, log}, {{ports::PartKind::action, "x", "{}"}}, {}, 60'000);
  task.start();
  REQUIRE(task.finished());
  auto verdict = task.take();
  if (!verdict) return std::unexpected(verdict.error());
  return Held{std::move(*verdict), std::move(council.asked)};
}

Held held(std::vector<Seat> seats) {
  auto outcome = outcome_of(std::move(seats));
  REQUIRE(outcome.has_value());
  return std::move(*outcome);
}

}  // namespace

TEST_SUITE("usecases/council") {
  TEST_CASE("two different models that agree approve, and the second is asked for by exclusion") {
    const auto [verdict, asked] = held({{"a/1", kYes}, {"b/1", kYes}});
    CHECK(verdict.approved);
    REQUIRE(verdict.votes.size() == 2);
    CHECK(verdict.votes[1].model == "b/1");
    CHECK(verdict.usage.input_tokens == 10);
    CHECK(asked[0].role == ports::Role::councillor);
    CHECK(asked[0].not_by.empty());
    CHECK(asked[1].not_by == "a/1");
    CHECK_FALSE(asked[0].whose.builtin_allowed);
    CHECK(asked[0].within_ms == 60'000);
  }

  TEST_CASE("one vote against it refuses, with its concerns in the minutes") {
    const auto second = held({{"a/1", kYes}, {"b/1", kNo}}).verdict;
    CHECK_FALSE(second.approved);
    CHECK(second.votes.at(1).concerns.at(0) == "Nobody knows it.");
    const auto [first, asked] = held({{"a/1", kNo}});
    CHECK_FALSE(first.approved);
    CHECK(asked.size() == 1);
  }

  TEST_CASE("the same model twice is no second opinion") {
    const auto verdict = held({{"a/1", kYes}, {"a/1", kYes}}).verdict;
    CHECK_FALSE(verdict.approved);
    CHECK(verdict.reason.contains("Two different models"));
  }

  TEST_CASE("no model, or no second one, refuses and says so") {
    CHECK(held({{"a/1", ""}}).verdict.reason.contains("No model could be asked"));
    const auto verdict = held({{"a/1", kYes}, {"b/1", ""}}).verdict;
    CHECK_FALSE(verdict.approved);
    CHECK(verdict.reason.contains("No second, different model"));
  }

  TEST_CASE("a vote that no budget is left for is nobody's no") {
    for (const auto& seats : {std::vector<Seat>{{"a/1", kTooDear}},
                              std::vector<Seat>{{"a/1", kYes}, {"b/1", kTooDear}}}) {
      const auto outcome = outcome_of(seats);
      REQUIRE_FALSE(outcome.has_value());
      CHECK(outcome.error().code == Code::conflict);
      CHECK(outcome.error().detail == "The budget is used up.");
    }
  }

  TEST_CASE("a vote that cannot be read refuses") {
    const auto verdict = held({{"a/1", kYes}, {"b/1", "I think yes!"}}).verdict;
    CHECK_FALSE(verdict.approved);
    CHECK(verdict.reason.contains("no vote that can be read"));
  }

  TEST_CASE("votes that come too late refuse, each and together") {
    CHECK_FALSE(held({{"a/1", kYes, 60'001}}).verdict.approved);
    const auto [verdict, asked] = held({{"a/1", kYes, 40'000}, {"b/1", kYes, 20'001}});
    CHECK_FALSE(verdict.approved);
    CHECK(asked[1].within_ms == 20'000);
    CHECK(verdict.reason == "The votes took too long.");
  }
}
