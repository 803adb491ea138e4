// Turns a transition of the state machine into one commit: rows, messages and events.
// Pure but for new ids and the time, which come in with TransitionContext.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "models/agents/limits.hpp"
#include "ports/effects.hpp"
#include "ports/state_store.hpp"
#include "project/generation.hpp"
#include "usecases/addresses.hpp"

namespace sitewright::usecases {

struct TransitionContext {
  ports::Clock& clock;
  ports::IdSource& ids;
  const Addresses& addresses;
};

/// Of a step: choosing its context for each answer, vectors and stores included.
inline constexpr ports::Millis kContextTime = 120'000;

/// How long work may take before it counts as stalled; nothing makes it longer. A plan is one
/// answer of a model (120 s) and at most the votes of a council (60 or 120 s); a step is at most
/// three answers of the coder and two reviews (write_step.hpp); a build has the runner's wall limit
/// plus its queue.
inline constexpr ports::Millis kPlanLease = 300'000;
inline constexpr ports::Millis kStepLease =
    3 * models::limits_of(ports::Role::coder).milliseconds +
    2 * models::limits_of(ports::Role::reviewer).milliseconds + kContextTime;
inline constexpr ports::Millis kBuildLease = 600'000;

/// Collects one commit for a generation. Use: change view, then apply, then take.
class TransitionWriter {
 public:
  /// `view` as it was loaded; `key` makes the commit happen once.
  TransitionWriter(TransitionContext context, ports::GenerationView& view, std::string key);

  /// Adds what the caller decided by itself, before apply.
  void add(ports::Change change) { commit_.changes.push_back(std::move(change)); }
  void add(ports::ChannelEvent event) { commit_.events.push_back(std::move(event)); }
  /// A message of the thread, told to watchers.
  void say(std::string role, std::string content_type, std::string content);
  /// The step's row and its event.
  void change_step(const ports::StepRecord& step, std::uint32_t attempt);
  void change_build(const ports::BuildRecord& build);
  /// What the attempt that begins with this transition has changed; without it, it only waits.
  void repair_with(ports::RepairRecord repair) { repair_ = std::move(repair); }

  void apply(const project::Transition& transition);

  /// The commit, guarded by the revision the view was loaded with.
  [[nodiscard]] ports::Commit take();

  [[nodiscard]] ports::Millis now() const { return now_; }

 private:
  void carry_out(project::Action action);
  void request_plan(ports::Millis delay);
  void request_step();
  void record_version();
  void begin_attempt();
  void request_build(ports::Millis delay);
  void request_repair();
  void publish();
  void skip_steps();
  void cancel_build();
  void give_up_deployment(std::string_view reason);

  TransitionContext context_;
  ports::GenerationView& view_;
  ports::Millis now_;
  ports::Commit commit_;
  std::optional<ports::RepairRecord> repair_;
  ports::Millis delay_ = 0;  ///< before the work that was asked for begins
};

}  // namespace sitewright::usecases
