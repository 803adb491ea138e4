#include "project/generation.hpp"

#include <doctest/doctest.h>

using namespace sitewright;
using namespace sitewright::project;

namespace {

Progress coding(std::uint32_t done, std::uint32_t total) {
  return {.state = State::coding, .steps_total = total, .steps_done = done};
}
Progress paused(State resume_to, std::uint32_t done = 0, std::uint32_t total = 0) {
  return {.state = State::paused, .resume_to = resume_to, .steps_total = total, .steps_done = done};
}
Transition must(const Progress& progress, const Event& event) {
  auto transition = advance(progress, event);
  REQUIRE_MESSAGE(transition.has_value(), transition.error().detail);
  return *transition;
}

using Actions = std::vector<Action>;
using States = std::vector<State>;

}  // namespace

TEST_SUITE("project/generation") {
  TEST_CASE("a plan leads to its first step") {
    const auto begun = must({}, PlanBegun{1});
    CHECK(begun.entered == States{State::planning});
    const auto ready = must(begun.next, PlanReady{1, 6});
    CHECK(ready.entered == States{State::coding});
    CHECK(ready.actions == Actions{Action::request_step});
    CHECK(ready.next.steps_total == 6);
  }

  TEST_CASE("each step leads to the next and the last one to a version and its build") {
    const auto second = must(coding(0, 2), StepWritten{0, 1});
    CHECK(second.actions == Actions{Action::request_step});
    CHECK(second.entered.empty());
    const auto last = must(second.next, StepWritten{1, 1});
    CHECK(last.entered == States{State::building});
    CHECK(last.actions == Actions{Action::record_version, Action::request_build});
  }

  TEST_CASE("a used-up budget pauses with its reason, and Resume asks again under a new attempt") {
    const auto held = must(coding(1, 3), StepHeld{1, 1, "The budget is used up."});
    CHECK(held.entered == States{State::paused});
    CHECK(held.reason == "The budget is used up.");
    CHECK(held.actions.empty());
    const auto resumed = must(held.next, Resume{});
    CHECK(resumed.actions == Actions{Action::request_step});
    CHECK(resumed.next.step_attempt == 2);
    CHECK(must({.state = State::planning}, PlanHeld{1, "no"}).next.resume_to == State::planning);
  }

  TEST_CASE("a hold of an older attempt, or of a paused generation, changes nothing") {
    CHECK(advance(coding(1, 3), StepHeld{0, 1, ""}).error().code == Code::stale);
    CHECK(advance({.state = State::planning, .plan_attempt = 2}, PlanHeld{1, ""}).error().code ==
          Code::stale);
    const auto still = must(paused(State::coding, 1, 3), StepHeld{1, 1, "used up"});
    CHECK(still.next == paused(State::coding, 1, 3));
    CHECK(still.entered.empty());
    CHECK(advance({.state = State::building}, StepHeld{1, 1, ""}).error().code == Code::conflict);
  }

  TEST_CASE("a build goes through testing and deploying to complete") {
    Progress progress{.state = State::building, .steps_total = 1, .steps_done = 1};
    progress = must(progress, TestsBegun{1}).next;
    const auto built = must(progress, BuildSucceeded{1});
    CHECK(built.entered == States{State::deploying, State::complete});
    CHECK(built.actions == Actions{Action::publish});
  }

  TEST_CASE("a build whose test message is late still completes") {
    const auto built = must({.state = State::building}, BuildSucceeded{1});
    CHECK(built.next.state == State::complete);
    CHECK(advance(built.next, TestsBegun{1}).error().code == Code::conflict);
  }

  TEST_CASE("without auto-publishing a finished build stays a preview") {
    const auto built = must({.state = State::testing, .publishes = false}, BuildSucceeded{1});
    CHECK(built.next.state == State::complete);
    CHECK(built.actions.empty());
  }

  TEST_CASE("a duplicated or late answer is stale and changes nothing") {
    CHECK(advance(coding(1, 3), StepWritten{0, 1}).error().code == Code::stale);
    Progress retried = coding(1, 3);
    retried.step_attempt = 2;
    CHECK(advance(retried, StepWritten{1, 1}).error().code == Code::stale);
    CHECK(advance(retried, StepFailed{1, 1, Retry::worth_it, "x"}).error().code == Code::stale);
    CHECK(advance({.state = State::building, .build_attempt = 2}, BuildSucceeded{1}).error().code ==
          Code::stale);
  }

  TEST_CASE("a step is tried five times and then the generation fails with the reason") {
    Progress progress = coding(0, 2);
    for (std::uint32_t attempt = 1; attempt < kMaxAttempts; ++attempt) {
      const auto again = must(progress, StepFailed{0, attempt, Retry::worth_it, "no"});
      CHECK(again.actions == Actions{Action::request_step});
      progress = again.next;
    }
    const auto failed = must(progress, StepFailed{0, kMaxAttempts, Retry::worth_it, "no luck"});
    CHECK(failed.next.state == State::failed);
    CHECK(failed.reason == "no luck");
    CHECK(failed.actions == Actions{Action::skip_steps});
  }

  TEST_CASE("a failure that a retry cannot mend ends the generation at once") {
    const auto failed =
        must({.state = State::coding, .steps_total = 1}, StepFailed{0, 1, Retry::pointless, "no"});
    CHECK(failed.next.state == State::failed);
  }

  TEST_CASE("cancelling ends any running state and fences nothing that has ended") {
    CHECK(must(coding(1, 3), Cancel{}).next.state == State::cancelled);
    CHECK(must(paused(State::coding, 1, 3), Cancel{}).next.state == State::cancelled);
    CHECK(must({.state = State::testing}, Cancel{}).actions ==
          Actions{Action::skip_steps, Action::cancel_build});
    CHECK(advance({.state = State::complete}, Cancel{}).error().code == Code::conflict);
    CHECK(advance({.state = State::cancelled}, StepWritten{0, 1}).error().code == Code::conflict);
  }

  TEST_CASE("while paused a step that ends is kept, and the next one waits for resume") {
    const auto pause = must(coding(0, 2), Pause{});
    CHECK(pause.entered == States{State::paused});
    const auto written = must(pause.next, StepWritten{0, 1});
    CHECK(written.actions.empty());
    CHECK(written.next.state == State::paused);
    const auto resumed = must(written.next, Resume{});
    CHECK(resumed.entered == States{State::coding});
    CHECK(resumed.actions == Actions{Action::request_step});
    CHECK(resumed.next.steps_done == 1);
  }

  TEST_CASE("the last step may end while paused") {
    const auto written = must(paused(State::coding, 1, 2), StepWritten{1, 1});
    CHECK(written.actions.empty());
    const auto resumed = must(written.next, Resume{});
    CHECK(resumed.entered == States{State::coding, State::building});
    CHECK(resumed.actions == Actions{Action::record_version, Action::request_build});
  }

  TEST_CASE("a build may end while paused and is published on resume") {
    const auto built = must(paused(State::testing), BuildSucceeded{1});
    CHECK(built.next.state == State::paused);
    const auto resumed = must(built.next, Resume{});
    CHECK(resumed.entered == States{State::deploying, State::complete});
    CHECK(resumed.actions == Actions{Action::publish});
  }

  TEST_CASE("resuming asks again under a new attempt, so that older work is fenced off") {
    const auto resumed = must(paused(State::coding, 1, 3), Resume{});
    CHECK(resumed.next.step_attempt == 2);
    CHECK(advance(resumed.next, StepWritten{1, 1}).error().code == Code::stale);
    const auto build = must(paused(State::testing), Resume{});
    CHECK(build.entered == States{State::building});
    CHECK(build.actions == Actions{Action::request_build});
  }

  TEST_CASE("work is due as long as its own attempt is, also while paused") {
    const auto begun = coding(1, 3);
    const auto pause = must(begun, Pause{}).next;
    CHECK(still_due(begun, begun));
    CHECK(still_due(begun, pause));
    CHECK_FALSE(still_due(begun, must(pause, Resume{}).next));
    CHECK_FALSE(still_due(begun, must(begun, Stalled{}).next));
    CHECK(still_due(begun, must(begun, Reawoken{}).next));
    CHECK_FALSE(still_due(begun, must(begun, StepWritten{1, 1}).next));
    CHECK_FALSE(still_due(begun, must(begun, Cancel{}).next));

    const Progress planning{.state = State::planning};
    CHECK(still_due(planning, must(planning, Pause{}).next));
    CHECK_FALSE(still_due(planning, must(planning, Stalled{}).next));
    CHECK_FALSE(still_due(planning, must(planning, PlanReady{1, 2}).next));
    const Progress healing{.state = State::healing, .repair_attempt = 1};
    CHECK_FALSE(still_due(healing, must(healing, RepairWritten{1}).next));
    CHECK_FALSE(still_due(healing, must(must(healing, Pause{}).next, Resume{}).next));
  }

  TEST_CASE("pausing twice, or after the end, is a conflict") {
    CHECK(advance(paused(State::coding), Pause{}).error().code == Code::conflict);
    CHECK(advance({.state = State::failed}, Pause{}).error().code == Code::conflict);
    CHECK(advance(coding(0, 1), Resume{}).error().code == Code::conflict);
  }

  TEST_CASE("work that stopped moving is asked for again, under a new attempt, five times") {
    Progress progress = coding(0, 2);
    for (std::uint32_t attempt = 2; attempt <= kMaxAttempts; ++attempt) {
      progress = must(progress, Stalled{}).next;
      CHECK(progress.step_attempt == attempt);
    }
    CHECK(must(progress, Stalled{}).next.state == State::failed);
  }

  TEST_CASE("after a restart lost messages are sent again under the same attempt") {
    const auto awake = must(coding(1, 3), Reawoken{});
    CHECK(awake.next == coding(1, 3));
    CHECK(awake.actions == Actions{Action::request_step});
    CHECK(must({}, Reawoken{}).actions == Actions{Action::request_plan});
    CHECK(must({.state = State::testing}, Reawoken{}).actions == Actions{Action::request_build});
  }

  TEST_CASE("a tree that has a build is published at once") {
    const auto begun = begin_with_tree({}, true);
    CHECK(begun.entered == States{State::deploying, State::complete});
    CHECK(begun.actions == Actions{Action::publish});
    CHECK(begin_with_tree({}, false).actions == Actions{Action::request_build});
  }

  TEST_CASE("every state has a name that reads back") {
    for (int i = 0; i <= static_cast<int>(State::cancelled); ++i) {
      const auto state = static_cast<State>(i);
      CHECK(state_from(to_string(state)).value() == state);
    }
    CHECK_FALSE(state_from("flying").has_value());
  }
}
