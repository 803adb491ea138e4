#include "project/generation.hpp"

#include <array>
#include <utility>

namespace sitewright::project {

namespace {

constexpr std::array<std::string_view, 12> kNames{"queued",  "planning",  "coding",    "building",
                                                  "testing", "deploying", "complete",  "healing",
                                                  "paused",  "failed",    "escalated", "cancelled"};

State phase(const Progress& progress) {
  return progress.state == State::paused ? progress.resume_to : progress.state;
}

/// Collects what one event leads to.
class Step {
 public:
  explicit Step(const Progress& progress) { transition_.next = progress; }

  Progress& next() { return transition_.next; }
  void ask(Action action) { transition_.actions.push_back(action); }

  /// Enters `state`, or remembers it for Resume while paused. Returns whether work may go on.
  bool enter(State state) {
    if (next().state == State::paused) {
      next().resume_to = state;
      return false;
    }
    if (next().state != state) {
      next().state = state;
      transition_.entered.push_back(state);
    }
    return true;
  }

  void end(State state, std::string reason = {}) {
    next().state = state;
    transition_.entered.push_back(state);
    transition_.reason = std::move(reason);
  }

  void leave_pause(State state) {
    next().state = state;
    next().resume_to = State::queued;
    transition_.entered.push_back(state);
  }

  /// Asks for the next step, or for the build when all are written.
  void proceed_coding() {
    if (!enter(State::coding)) return;
    if (next().steps_done < next().steps_total) {
      ask(Action::request_step);
    } else {
      enter(State::building);
      ask(Action::record_version);
      ask(Action::request_build);
    }
  }

  void finish_build() {
    if (!enter(State::deploying)) return;
    if (next().publishes) ask(Action::publish);
    end(State::complete);
  }

  void fail(std::string reason) {
    ask(Action::skip_steps);
    end(State::failed, std::move(reason));
  }

  /// A person must look at it.
  void escalate(std::string reason) {
    ask(Action::skip_steps);
    end(State::escalated, std::move(reason));
  }

  /// The version is built once more, as it stands now.
  void build_again(Action request) {
    ++next().build_attempt;
    ask(Action::begin_attempt);
    if (enter(State::building)) ask(request);
  }

  /// The version's files are to be repaired.
  void heal() {
    ++next().repair_attempt;
    if (enter(State::healing)) ask(Action::request_repair);
  }

  Result<Transition> done() { return std::move(transition_); }

 private:
  Transition transition_;
};

std::unexpected<Error> stale(std::string_view what) {
  return sitewright::fail(Code::stale, std::string(what) + " of an older attempt");
}

std::unexpected<Error> not_now(const Progress& progress, std::string_view what) {
  return sitewright::fail(Code::conflict, "cannot " + std::string(what) + " a generation that is " +
                                              std::string(to_string(progress.state)));
}

bool in_build(State state) {
  return state == State::building || state == State::testing;
}

/// The one rule for another try: counts up, or says that the attempts are used up.
bool try_again(std::uint32_t& attempt, Retry retry) {
  if (retry == Retry::pointless || attempt >= kMaxAttempts) return false;
  ++attempt;
  return true;
}

struct Advance {
  const Progress& now;

  Result<Transition> operator()(const PlanBegun& event) const {
    if (event.attempt != now.plan_attempt) return stale("plan");
    if (phase(now) != State::queued && phase(now) != State::planning) return not_now(now, "plan");
    Step step(now);
    step.enter(State::planning);
    return step.done();
  }

  Result<Transition> operator()(const PlanReady& event) const {
    if (event.attempt != now.plan_attempt) return stale("plan");
    if (phase(now) != State::planning) return not_now(now, "plan");
    Step step(now);
    step.next().steps_total = event.steps;
    step.next().steps_done = 0;
    step.next().step_attempt = 1;
    step.proceed_coding();
    return step.done();
  }

  Result<Transition> operator()(const PlanFailed& event) const {
    if (event.attempt != now.plan_attempt) return stale("plan");
    if (phase(now) != State::planning) return not_now(now, "plan");
    Step step(now);
    if (!try_again(step.next().plan_attempt, event.retry)) {
      step.fail(event.reason);
    } else if (now.state != State::paused) {
      step.ask(Action::request_plan_later);
    }
    return step.done();
  }

  Result<Transition> operator()(const PlanHeld& event) const {
    if (event.attempt != now.plan_attempt) return stale("plan");
    if (phase(now) != State::planning) return not_now(now, "plan");
    return hold(event.reason);
  }

  Result<Transition> operator()(const StepWritten& event) const {
    if (phase(now) != State::coding) return not_now(now, "write a step of");
    if (event.index != now.steps_done || event.attempt != now.step_attempt) return stale("step");
    Step step(now);
    ++step.next().steps_done;
    step.next().step_attempt = 1;
    step.proceed_coding();
    return step.done();
  }

  Result<Transition> operator()(const StepFailed& event) const {
    if (phase(now) != State::coding) return not_now(now, "write a step of");
    if (event.index != now.steps_done || event.attempt != now.step_attempt) return stale("step");
    Step step(now);
    if (!try_again(step.next().step_attempt, event.retry)) {
      step.fail(event.reason);
    } else if (now.state != State::paused) {
      step.ask(Action::request_step);
    }
    return step.done();
  }

  Result<Transition> operator()(const StepHeld& event) const {
    if (phase(now) != State::coding) return not_now(now, "write a step of");
    if (event.index != now.steps_done || event.attempt != now.step_attempt) return stale("step");
    return hold(event.reason);
  }

  Result<Transition> operator()(const TestsBegun& event) const {
    if (event.attempt != now.build_attempt) return stale("build");
    if (!in_build(phase(now))) return not_now(now, "test");
    Step step(now);
    step.enter(State::testing);
    return step.done();
  }

  Result<Transition> operator()(const BuildSucceeded& event) const {
    if (event.attempt != now.build_attempt) return stale("build");
    if (!in_build(phase(now))) return not_now(now, "build");
    Step step(now);
    step.finish_build();
    return step.done();
  }

  Result<Transition> operator()(const BuildFailed& event) const {
    if (event.attempt != now.build_attempt) return stale("build");
    if (!in_build(phase(now))) return not_now(now, "build");
    Step step(now);
    if (event.retry == Retry::pointless || !take_retry(step.next().retries, event.category)) {
      step.escalate(event.reason);
    } else if (remedy_of(event.category) == Remedy::repair) {
      step.heal();
    } else {
      step.enter(State::healing);
      step.build_again(Action::request_build_later);
    }
    return step.done();
  }

  Result<Transition> operator()(const RepairWritten& event) const {
    if (event.attempt != now.repair_attempt) return stale("repair");
    if (phase(now) != State::healing) return not_now(now, "repair");
    Step step(now);
    step.build_again(Action::request_build);
    return step.done();
  }

  Result<Transition> operator()(const RepairFailed& event) const {
    if (event.attempt != now.repair_attempt) return stale("repair");
    if (phase(now) != State::healing) return not_now(now, "repair");
    Step step(now);
    step.escalate(event.reason);
    return step.done();
  }

  Result<Transition> operator()(const RepairHeld& event) const {
    if (event.attempt != now.repair_attempt) return stale("repair");
    if (phase(now) != State::healing) return not_now(now, "repair");
    return hold(event.reason);
  }

  Result<Transition> operator()(const Cancel&) const {
    if (ended(now.state)) return not_now(now, "cancel");
    Step step(now);
    step.ask(Action::skip_steps);
    if (in_build(phase(now))) step.ask(Action::cancel_build);
    step.end(State::cancelled);
    return step.done();
  }

  Result<Transition> operator()(const Pause&) const {
    if (ended(now.state) || now.state == State::paused) return not_now(now, "pause");
    Step step(now);
    step.next().resume_to = now.state;
    step.end(State::paused);
    return step.done();
  }

  Result<Transition> operator()(const Resume&) const {
    if (now.state != State::paused) return not_now(now, "resume");
    // What was under way at Pause may still be running: the next attempt fences it off.
    const State due = in_build(now.resume_to) ? State::building : now.resume_to;
    return ask_again(due, 1);
  }

  Result<Transition> operator()(const Stalled&) const {
    if (ended(now.state) || now.state == State::paused) return not_now(now, "wake");
    return ask_again(now.state, 1);
  }

  Result<Transition> operator()(const Reawoken&) const {
    if (ended(now.state) || now.state == State::paused) return not_now(now, "wake");
    return ask_again(now.state, 0);
  }

 private:
  /// Paused already, it stays as it is.
  Result<Transition> hold(const std::string& reason) const {
    Step step(now);
    if (now.state != State::paused) {
      step.next().resume_to = now.state;
      step.end(State::paused, reason);
    }
    return step.done();
  }

  /// Asks again for whatever is due; `raise` is what the attempt under way goes up by.
  Result<Transition> ask_again(State due, std::uint32_t raise) const {
    Step step(now);
    if (now.state == State::paused) step.leave_pause(due);
    Progress& next = step.next();
    const auto within_limit = [&](std::uint32_t& attempt) {
      attempt += raise;
      return attempt <= kMaxAttempts || now.state == State::paused;
    };
    const auto build_may_repeat = [&] {
      return raise == 0 || now.state == State::paused ||
             take_retry(next.retries, FailureCategory::interrupted);
    };
    bool goes_on = true;
    if (due == State::queued || due == State::planning) {
      goes_on = within_limit(next.plan_attempt);
      step.ask(Action::request_plan);
    } else if (due == State::coding) {
      if (now.steps_done < now.steps_total) goes_on = within_limit(next.step_attempt);
      step.proceed_coding();
    } else if (in_build(due)) {
      goes_on = build_may_repeat();
      next.build_attempt += raise;
      step.enter(State::building);
      step.ask(Action::request_build);
    } else if (due == State::healing) {
      goes_on = build_may_repeat();
      next.repair_attempt += raise;
      step.ask(Action::request_repair);
    } else {
      step.finish_build();
    }
    if (goes_on) return step.done();
    Step given_up(now);
    constexpr const char* reason = "It stopped moving and did not recover.";
    if (in_build(due) || due == State::healing) {
      given_up.escalate(reason);
    } else {
      given_up.fail(reason);
    }
    return given_up.done();
  }
};

}  // namespace

std::string_view to_string(State state) {
  return kNames[static_cast<std::size_t>(state)];
}

Result<State> state_from(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<State>(i);
  }
  return sitewright::fail(Code::broken_invariant, "no generation state " + std::string(name));
}

bool ended(State state) {
  switch (state) {
    case State::complete:
    case State::failed:
    case State::escalated:
    case State::cancelled:
      return true;
    case State::queued:
    case State::planning:
    case State::coding:
    case State::building:
    case State::testing:
    case State::deploying:
    case State::healing:
    case State::paused:
      return false;
  }
  std::unreachable();
}

bool still_due(const Progress& begun, const Progress& now) {
  return !ended(now.state) && phase(begun) == phase(now) && begun.steps_done == now.steps_done &&
         begun.plan_attempt == now.plan_attempt && begun.step_attempt == now.step_attempt &&
         begun.build_attempt == now.build_attempt && begun.repair_attempt == now.repair_attempt;
}

Result<Transition> advance(const Progress& progress, const Event& event) {
  return std::visit(Advance{progress}, event);
}

Transition begin_with_tree(Progress progress, bool built) {
  Step step(progress);
  if (built) {
    step.enter(State::deploying);
    if (progress.publishes) step.ask(Action::publish);
    step.end(State::complete);
  } else {
    step.enter(State::building);
    step.ask(Action::request_build);
  }
  return *step.done();
}

}  // namespace sitewright::project
