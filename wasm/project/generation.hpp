// The state machine of a generation: one pure function (progress, event) -> (progress, actions).
//
//   queued --PlanBegun--> planning --PlanReady--> coding --last StepEnded--> building
//   building --TestsBegun--> testing --BuildSucceeded--> deploying --> complete
//   building --BuildFailed--> healing --RepairWritten--> building
//   healing --RepairFailed, or retries used up--> escalated
//   any running state: Pause <-> Resume (paused), Cancel (cancelled), attempts used up (failed)
//   planning, coding, healing: a budget is used up (paused, with the reason)
//
// Healing: a failed build that waiting may mend passes through healing and is built again later;
// any
//          other waits there for a repair of its files. project/retry.hpp has the limits.
// Fencing: plan, steps, build and repair each carry an attempt number. An event of an older attempt
// is
//          Code::stale and changes nothing; an event that the state does not allow is
//          Code::conflict.
// Pausing: work under way may still end and is kept, but nothing new is asked for until Resume.
// Pure:    no clock, no ids; callers turn actions into rows and messages, in one D1 batch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "project/retry.hpp"
#include "result/result.hpp"

namespace sitewright::project {

enum class State : std::uint8_t {
  queued,
  planning,
  coding,
  building,
  testing,
  deploying,
  complete,
  healing,
  paused,
  failed,
  escalated,
  cancelled,
};

[[nodiscard]] std::string_view to_string(State state);
[[nodiscard]] Result<State> state_from(std::string_view name);

/// Whether nothing more will happen.
[[nodiscard]] bool ended(State state);

/// Attempts of one plan or step before the generation fails; builds have project/retry.hpp.
inline constexpr std::uint32_t kMaxAttempts = 5;

struct Progress {
  State state = State::queued;
  State resume_to = State::queued;  ///< meaningful while paused
  std::uint32_t steps_total = 0;
  std::uint32_t steps_done = 0;
  std::uint32_t plan_attempt = 1;
  std::uint32_t step_attempt = 1;  ///< of the step that is being written
  std::uint32_t build_attempt = 1;
  std::uint32_t repair_attempt = 0;  ///< of the repair under way, or of the last one; 0: none yet
  Retries retries = {};              ///< of builds
  bool publishes = true;             ///< false: a finished build stays a preview

  bool operator==(const Progress&) const = default;
};

/// Whether work that began at `begun` is still what a generation waits for at `now`. Paused, it may
/// still end and is kept; after Resume it is another attempt's.
[[nodiscard]] bool still_due(const Progress& begun, const Progress& now);

enum class Retry : std::uint8_t { worth_it, pointless };

struct PlanBegun {
  std::uint32_t attempt;
};
struct PlanReady {
  std::uint32_t attempt;
  std::uint32_t steps;
};
struct PlanFailed {
  std::uint32_t attempt;
  Retry retry;
  std::string reason;
};
/// A budget does not allow to go on: it waits for a person, like after Pause, and says why.
struct PlanHeld {
  std::uint32_t attempt;
  std::string reason;
};
struct StepWritten {
  std::uint32_t index;
  std::uint32_t attempt;
};
struct StepFailed {
  std::uint32_t index;
  std::uint32_t attempt;
  Retry retry;
  std::string reason;
};
struct StepHeld {
  std::uint32_t index;
  std::uint32_t attempt;
  std::string reason;
};
struct TestsBegun {
  std::uint32_t attempt;
};
struct BuildSucceeded {
  std::uint32_t attempt;
};
struct BuildFailed {
  std::uint32_t attempt;
  FailureCategory category;
  Retry retry;  ///< pointless: neither waiting nor a repair of the files can help
  std::string reason;
};
/// The version has other files from now on.
struct RepairWritten {
  std::uint32_t attempt;
};
/// Nothing is left to try.
struct RepairFailed {
  std::uint32_t attempt;
  std::string reason;
};
struct RepairHeld {
  std::uint32_t attempt;
  std::string reason;
};
struct Cancel {};
struct Pause {};
struct Resume {};
struct Stalled {};   ///< the lease of the work under way ran out
struct Reawoken {};  ///< messages were lost (a restart): ask again, same attempt

using Event = std::variant<PlanBegun, PlanReady, PlanFailed, PlanHeld, StepWritten, StepFailed,
                           StepHeld, TestsBegun, BuildSucceeded, BuildFailed, RepairWritten,
                           RepairFailed, RepairHeld, Cancel, Pause, Resume, Stalled, Reawoken>;

enum class Action : std::uint8_t {
  request_plan,         ///< send plan_requested for plan_attempt
  request_plan_later,   ///< the same after project::patience
  request_step,         ///< send step_requested for step number steps_done, step_attempt
  record_version,       ///< the tree of the last step becomes the next version, with a queued build
  begin_attempt,        ///< the version has another build from now on, its row is build_attempt's
  request_build,        ///< send build_requested for build_attempt
  request_build_later,  ///< the same after project::backoff
  request_repair,       ///< send repair_requested for repair_attempt
  publish,              ///< the built version goes live: deployment row and host pointer
  skip_steps,           ///< steps not written yet are marked skipped
  cancel_build,         ///< a build under way is marked cancelled
};

struct Transition {
  Progress next;
  std::vector<State> entered;  ///< states passed through, in order; the last one is next.state
  std::vector<Action> actions;
  std::string reason = {};  ///< why it failed or is on hold, for people; empty otherwise
};

[[nodiscard]] Result<Transition> advance(const Progress& progress, const Event& event);

/// A generation that begins with a tree that is there already (a revert, a rebuild).
/// `built`: that tree has a finished build, so only publishing is left.
[[nodiscard]] Transition begin_with_tree(Progress progress, bool built);

}  // namespace sitewright::project
