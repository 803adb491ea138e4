#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "project/generation.hpp"

using namespace sitewright;
using namespace sitewright::project;
using Category = FailureCategory;

namespace {

using Actions = std::vector<Action>;
using States = std::vector<State>;

Transition must(const Progress& progress, const Event& event) {
  auto transition = advance(progress, event);
  REQUIRE_MESSAGE(transition.has_value(), transition.error().detail);
  return *transition;
}

BuildFailed failed(const Progress& progress, Category category) {
  return {progress.build_attempt, category, Retry::worth_it, "it failed"};
}

Progress building() {
  return {.state = State::building, .steps_total = 2, .steps_done = 2};
}

Progress healing() {
  return must(building(), failed(building(), Category::type)).next;
}

}  // namespace

TEST_SUITE("project/generation healing") {
  TEST_CASE("a build that failed is healed: a repair is asked for, written, and built") {
    const auto broken = must(building(), failed(building(), Category::type));
    CHECK(broken.entered == States{State::healing});
    CHECK(broken.actions == Actions{Action::request_repair});
    CHECK(broken.next.repair_attempt == 1);
    CHECK(broken.next.retries == Retries{.total = 1});
    const auto repaired = must(broken.next, RepairWritten{1});
    CHECK(repaired.entered == States{State::building});
    CHECK(repaired.actions == Actions{Action::begin_attempt, Action::request_build});
    CHECK(repaired.next.build_attempt == 2);
    CHECK(must(repaired.next, BuildSucceeded{2}).next.state == State::complete);
  }

  TEST_CASE("what waiting may mend passes through healing and is built again later") {
    for (const auto category : {Category::network, Category::resource, Category::interrupted}) {
      const auto again = must(building(), failed(building(), category));
      CHECK(again.entered == States{State::healing, State::building});
      CHECK(again.actions == Actions{Action::begin_attempt, Action::request_build_later});
      CHECK(again.next.build_attempt == 2);
      CHECK(again.next.repair_attempt == 0);
    }
  }

  TEST_CASE("used-up retries escalate with the reason, and nothing is left to be done") {
    Progress progress = building();
    for (std::uint32_t i = 1; i <= kMaxDependencyRetries; ++i) {
      progress = must(progress, failed(progress, Category::dependency)).next;
      progress = must(progress, RepairWritten{i}).next;
    }
    const auto last = must(progress, failed(progress, Category::dependency));
    CHECK(last.next.state == State::escalated);
    CHECK(last.reason == "it failed");
    CHECK(last.actions == Actions{Action::skip_steps});
    CHECK(advance(last.next, RepairWritten{3}).error().code == Code::conflict);
  }

  TEST_CASE("a failure that neither waiting nor a repair can mend escalates at once") {
    const auto last =
        must(building(), BuildFailed{1, Category::configuration, Retry::pointless, "no runner"});
    CHECK(last.next.state == State::escalated);
    CHECK(last.reason == "no runner");
  }

  TEST_CASE("a repair that was given up escalates") {
    const auto given_up = must(healing(), RepairFailed{1, "nothing is left to try"});
    CHECK(given_up.entered == States{State::escalated});
    CHECK(given_up.reason == "nothing is left to try");
  }

  TEST_CASE("a repair of an older attempt is stale, one that nobody asked for a conflict") {
    CHECK(advance(healing(), RepairWritten{0}).error().code == Code::stale);
    CHECK(advance(healing(), RepairFailed{2, ""}).error().code == Code::stale);
    CHECK(advance(healing(), RepairHeld{2, ""}).error().code == Code::stale);
    Progress once = must(healing(), RepairWritten{1}).next;
    CHECK(advance(once, RepairWritten{1}).error().code == Code::conflict);
    CHECK(advance(healing(), BuildSucceeded{1}).error().code == Code::conflict);
  }

  TEST_CASE("paused while healing: a repair that comes is kept and built on resume") {
    const auto pause = must(healing(), Pause{});
    const auto written = must(pause.next, RepairWritten{1});
    CHECK(written.next.state == State::paused);
    CHECK(written.actions == Actions{Action::begin_attempt});
    const auto resumed = must(written.next, Resume{});
    CHECK(resumed.entered == States{State::building});
    CHECK(resumed.actions == Actions{Action::request_build});
    CHECK(resumed.next.build_attempt == 3);
  }

  TEST_CASE("paused while healing and resumed, the repair is asked for under a new attempt") {
    const auto resumed = must(must(healing(), Pause{}).next, Resume{});
    CHECK(resumed.entered == States{State::healing});
    CHECK(resumed.actions == Actions{Action::request_repair});
    CHECK(advance(resumed.next, RepairWritten{1}).error().code == Code::stale);
    CHECK(must(resumed.next, RepairWritten{2}).next.state == State::building);
  }

  TEST_CASE("a build that fails while paused is healed on resume") {
    const auto pause = must(building(), Pause{});
    const auto broken = must(pause.next, failed(building(), Category::type));
    CHECK(broken.next.state == State::paused);
    CHECK(broken.actions.empty());
    const auto resumed = must(broken.next, Resume{});
    CHECK(resumed.entered == States{State::healing});
    CHECK(resumed.actions == Actions{Action::request_repair});
  }

  TEST_CASE("a used-up budget pauses a repair with its reason") {
    const auto held = must(healing(), RepairHeld{1, "The budget is used up."});
    CHECK(held.entered == States{State::paused});
    CHECK(held.reason == "The budget is used up.");
    CHECK(must(held.next, Resume{}).actions == Actions{Action::request_repair});
  }

  TEST_CASE("a repair that stopped moving is asked for again, until the retries are used up") {
    Progress progress = healing();
    for (std::uint32_t used = 2; used <= kMaxRetries; ++used) {
      const auto again = must(progress, Stalled{});
      CHECK(again.actions == Actions{Action::request_repair});
      progress = again.next;
    }
    CHECK(must(progress, Stalled{}).next.state == State::escalated);
  }

  TEST_CASE("a build that stopped moving counts as a retry and escalates in the end") {
    Progress progress = building();
    for (std::uint32_t used = 1; used <= kMaxRetries; ++used) {
      progress = must(progress, Stalled{}).next;
      CHECK(progress.build_attempt == used + 1);
    }
    CHECK(must(progress, Stalled{}).next.state == State::escalated);
  }

  TEST_CASE("after a restart the repair is asked for again under the same attempt") {
    const auto awake = must(healing(), Reawoken{});
    CHECK(awake.next == healing());
    CHECK(awake.actions == Actions{Action::request_repair});
  }

  TEST_CASE("cancelling while healing ends it; no build is under way") {
    CHECK(must(healing(), Cancel{}).actions == Actions{Action::skip_steps});
    CHECK(must(healing(), Cancel{}).next.state == State::cancelled);
  }
}

namespace {

/// Any event, current or stale, with the chances of a bad day.
Event any_event(std::mt19937& random, const Progress& now) {
  const auto pick = [&random](std::uint32_t count) {
    return static_cast<std::uint32_t>(random() % count);
  };
  const auto near = [&](std::uint32_t attempt) { return pick(4) == 0 ? pick(4) : attempt; };
  const auto retry = pick(12) == 0 ? Retry::pointless : Retry::worth_it;
  switch (pick(19)) {
    case 0:
      return PlanBegun{near(now.plan_attempt)};
    case 1:
      return PlanReady{near(now.plan_attempt), 1 + pick(5)};
    case 2:
      return PlanFailed{near(now.plan_attempt), retry, "plan"};
    case 3:
    case 4:
      return StepWritten{near(now.steps_done), near(now.step_attempt)};
    case 5:
      return StepFailed{near(now.steps_done), near(now.step_attempt), retry, "step"};
    case 6:
      return TestsBegun{near(now.build_attempt)};
    case 7:
      return BuildSucceeded{near(now.build_attempt)};
    case 8:
    case 9:
    case 10:
      return BuildFailed{near(now.build_attempt), static_cast<Category>(pick(9)), retry, "build"};
    case 11:
    case 12:
      return RepairWritten{near(now.repair_attempt)};
    case 13:
      return RepairFailed{near(now.repair_attempt), "repair"};
    case 14:
      return RepairHeld{near(now.repair_attempt), "budget"};
    case 15:
      return pick(8) == 0 ? Event(Cancel{}) : Event(Pause{});
    case 16:
      return Resume{};
    case 17:
      return Stalled{};
    default:
      return Reawoken{};
  }
}

bool follows(State from, State to) {
  using enum State;
  if (to == cancelled || to == paused) return !ended(from);
  switch (from) {
    case queued:
      return to == planning || to == building || to == failed;
    case planning:
      return to == coding || to == failed;
    case coding:
      return to == building || to == failed;
    case building:
      return to == testing || to == deploying || to == healing || to == escalated;
    case testing:
      return to == building || to == deploying || to == healing || to == escalated;
    case healing:
      return to == building || to == escalated;
    case deploying:
      return to == complete;
    case paused:
      return to != complete && to != testing;
    case complete:
    case failed:
    case escalated:
    case cancelled:
      return false;
  }
  return false;
}

/// One work at most is asked for, and only the one that the new state is about.
void check_actions(const Transition& transition) {
  const auto state = transition.next.state;
  const auto asks = [&](Action action) {
    return std::ranges::find(transition.actions, action) != transition.actions.end();
  };
  if (asks(Action::request_repair)) CHECK(state == State::healing);
  if (asks(Action::request_build) || asks(Action::request_build_later)) {
    CHECK(state == State::building);
  }
  if (asks(Action::request_step)) CHECK(state == State::coding);
  if (asks(Action::publish)) CHECK(state == State::complete);
  const auto requests = std::ranges::count_if(transition.actions, [](Action action) {
    return action == Action::request_plan || action == Action::request_step ||
           action == Action::request_build || action == Action::request_build_later ||
           action == Action::request_repair;
  });
  CHECK(requests <= 1);
  if (ended(state) || state == State::paused) CHECK(requests == 0);
}

}  // namespace

TEST_SUITE("project/generation properties") {
  TEST_CASE("whatever happens, states follow the table, budgets hold, and it ends") {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
      CAPTURE(seed);
      std::mt19937 random(seed);
      Progress now;
      int taken = 0;
      for (int i = 0; i < 3000 && !ended(now.state); ++i) {
        const auto transition = advance(now, any_event(random, now));
        if (!transition) continue;
        ++taken;
        State from = now.state;
        for (const auto to : transition->entered) {
          CHECK_MESSAGE(follows(from, to), to_string(from) << " -> " << to_string(to));
          from = to;
        }
        CHECK(from == transition->next.state);
        check_actions(*transition);
        const auto& retries = transition->next.retries;
        CHECK(retries.total <= kMaxRetries);
        CHECK(retries.dependency <= kMaxDependencyRetries);
        CHECK(retries.resource <= kMaxResourceRetries);
        CHECK(retries.unknown <= kMaxUnknownRetries);
        CHECK(transition->next.build_attempt >= now.build_attempt);
        CHECK(transition->next.repair_attempt >= now.repair_attempt);
        now = transition->next;
      }
      CHECK_MESSAGE(ended(now.state), to_string(now.state) << " after " << taken);
    }
  }

  TEST_CASE("after the end nothing is taken any more") {
    std::mt19937 random(7);
    for (const auto state : {State::complete, State::failed, State::escalated, State::cancelled}) {
      const Progress over{.state = state, .steps_total = 2, .steps_done = 1, .repair_attempt = 1};
      for (int i = 0; i < 500; ++i) CHECK_FALSE(advance(over, any_event(random, over)).has_value());
    }
  }
}
