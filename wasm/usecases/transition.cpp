#include "usecases/transition.hpp"

#include <algorithm>
#include <utility>

#include "usecases/attempts.hpp"
#include "usecases/channel_events.hpp"
#include "usecases/decide.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

namespace {

using project::Action;
using project::State;

constexpr std::string_view kPreview = "preview";

ports::Millis lease_of(State state) {
  switch (state) {
    case State::queued:
    case State::planning:
      return kPlanLease;
    case State::coding:
    case State::healing:
      return kStepLease;
    case State::building:
    case State::testing:
    case State::deploying:
      return kBuildLease;
    case State::paused:
    case State::complete:
    case State::failed:
    case State::escalated:
    case State::cancelled:
      return 0;
  }
  std::unreachable();
}

/// What the thread is told at the end; empty: nothing.
std::string closing_words(const ports::GenerationView& view, State end, std::string_view reason,
                          const Addresses& addresses) {
  const auto& generation = view.generation;
  switch (end) {
    case State::complete: {
      const std::string version =
          "Version " + std::to_string(generation.version_number.value_or(0));
      if (view.deployment && view.deployment->target != kPreview) {
        return version + " is live at " + addresses.live(view.project.slug);
      }
      return version + " is ready to look at: " +
             addresses.preview(view.project.slug, generation.version_number.value_or(0));
    }
    case State::escalated:
      return escalation_words(view.attempts, reason) +
             (view.project.active_deployment_id ? "\nWhat was live stays live." : "");
    case State::failed:
      return "This did not work out: " + std::string(reason) +
             (view.project.active_deployment_id ? " What was live stays live." : "");
    case State::cancelled:
      return view.project.active_deployment_id ? "Cancelled. What was live stays live."
                                               : "Cancelled.";
    case State::queued:
    case State::planning:
    case State::coding:
    case State::building:
    case State::testing:
    case State::deploying:
    case State::healing:
    case State::paused:
      return {};
  }
  std::unreachable();
}

}  // namespace

TransitionWriter::TransitionWriter(TransitionContext context, ports::GenerationView& view,
                                   std::string key)
    : context_(context), view_(view), now_(context.clock.now()) {
  commit_.key = std::move(key);
  commit_.project_id = view.project.id;
}

void TransitionWriter::say(std::string role, std::string content_type, std::string content) {
  ports::MessageRecord message{.id = context_.ids.make("msg"),
                               .thread_id = view_.project.thread_id,
                               .generation_id = view_.generation.id,
                               .role = std::move(role),
                               .content_type = std::move(content_type),
                               .content = std::move(content),
                               .created_at = now_};
  add(message_event(view_.project.id, message));
  add(ports::InsertMessage{std::move(message)});
}

void TransitionWriter::change_step(const ports::StepRecord& step, std::uint32_t attempt) {
  add(ports::UpdateStep{step});
  add(step_event(view_.project.id, step, view_.steps.size(), attempt));
}

void TransitionWriter::change_build(const ports::BuildRecord& build) {
  view_.build = build;
  if (!view_.attempts.empty() && view_.attempts.back().id == build.id) {
    view_.attempts.back() = build;
  }
  add(ports::UpdateBuild{build});
  const auto status =
      wire::from_string<wire::BuildState>(build.status).value_or(wire::BuildState::queued);
  const std::int64_t percent = status == wire::BuildState::succeeded ? 100 : 0;
  add(build_event(view_.project.id, build.id, build.version_number, status, percent,
                  build.attempt));
}

void TransitionWriter::apply(const project::Transition& transition) {
  auto& generation = view_.generation;
  generation.progress = transition.next;
  if (!transition.entered.empty()) generation.error.reset();
  for (const Action action : transition.actions) {
    // Publishing belongs between the states around it; everything else leads to the state.
    if (action != Action::publish) carry_out(action);
  }
  const bool publishes =
      std::ranges::find(transition.actions, Action::publish) != transition.actions.end();
  for (std::size_t i = 0; i < transition.entered.size(); ++i) {
    const State state = transition.entered[i];
    if (state == State::complete && publishes) publish();
    if (state == State::paused && !transition.reason.empty()) {
      generation.error = transition.reason;
      say("ai", "text", "Paused. " + transition.reason);
    }
    if (project::ended(state)) {
      generation.finished_at = now_;
      if (!transition.reason.empty()) generation.error = transition.reason;
      if (state != State::complete) give_up_deployment(transition.reason);
      if (auto words = closing_words(view_, state, transition.reason, context_.addresses);
          !words.empty()) {
        say("ai", "text", std::move(words));
      }
    }
    add(state_event(generation, state, i, transition.reason));
  }
  generation.wake_at = now_ + delay_ + lease_of(generation.progress.state);
}

void TransitionWriter::carry_out(Action action) {
  switch (action) {
    case Action::request_plan:
      return request_plan(0);
    case Action::request_plan_later:
      return request_plan(
          project::patience(view_.generation.progress.plan_attempt, view_.generation.id));
    case Action::request_step:
      return request_step();
    case Action::record_version:
      return record_version();
    case Action::begin_attempt:
      return begin_attempt();
    case Action::request_build:
      return request_build(0);
    case Action::request_build_later:
      return request_build(
          project::backoff(view_.generation.progress.retries.total, view_.generation.id));
    case Action::request_repair:
      return request_repair();
    case Action::publish:
      return publish();
    case Action::skip_steps:
      return skip_steps();
    case Action::cancel_build:
      return cancel_build();
  }
}

void TransitionWriter::request_plan(ports::Millis delay) {
  delay_ = delay;
  commit_.messages.push_back(
      {"plan-requests-queue",
       wire::encode(wire::PlanRequested{.generation_id = view_.generation.id,
                                        .project_id = view_.project.id,
                                        .attempt = view_.generation.progress.plan_attempt}),
       (delay + 999) / 1000});
}

void TransitionWriter::request_step() {
  const auto& progress = view_.generation.progress;
  auto& step = view_.steps.at(progress.steps_done);
  step.status = "in_progress";
  if (!step.started_at) step.started_at = now_;
  change_step(step, progress.step_attempt);
  commit_.messages.push_back(
      {"plan-steps-queue", wire::encode(wire::StepRequested{.generation_id = view_.generation.id,
                                                            .project_id = view_.project.id,
                                                            .plan_id = step.plan_id,
                                                            .step_id = step.id,
                                                            .attempt = progress.step_attempt})});
}

void TransitionWriter::record_version() {
  auto& generation = view_.generation;
  const auto& last = view_.steps.back();
  ports::BuildRecord build{.id = context_.ids.make("bld"),
                           .project_id = view_.project.id,
                           .generation_id = generation.id,
                           .version_number = view_.project.latest_version + 1,
                           .status = "queued",
                           .attempt = generation.progress.build_attempt,
                           .created_at = now_,
                           .tree_hash = last.tree_hash.value_or("")};
  ports::VersionRecord version{.project_id = view_.project.id,
                               .number = build.version_number,
                               .plan_id = generation.plan_id,
                               .triggering_message_id = generation.message_id,
                               .generation_id = generation.id,
                               .tree_hash = last.tree_hash.value_or(""),
                               .file_count = last.file_count,
                               .bytes = last.bytes,
                               .build_id = build.id,
                               .created_at = now_};
  generation.version_number = version.number;
  generation.build_id = build.id;
  view_.project.latest_version = version.number;
  view_.version = version;
  view_.build = build;
  view_.attempts.push_back(build);
  add(ports::InsertBuild{build});
  add(ports::InsertVersion{std::move(version)});
  add(ports::AdvanceVersion{view_.project.id, build.version_number});
}

void TransitionWriter::begin_attempt() {
  auto& generation = view_.generation;
  ports::BuildRecord build{.id = context_.ids.make("bld"),
                           .project_id = view_.project.id,
                           .generation_id = generation.id,
                           .version_number = view_.version->number,
                           .status = "queued",
                           .attempt = generation.progress.build_attempt,
                           .created_at = now_,
                           .tree_hash = view_.version->tree_hash,
                           .repair = std::move(repair_)};
  repair_.reset();
  if (!build.repair) build.repair = waiting(*view_.build);
  generation.build_id = build.id;
  view_.version->build_id = build.id;
  if (view_.deployment) view_.deployment->build_id = build.id;
  add(ports::InsertBuild{build});
  add(ports::SetVersionBuild{view_.project.id, build.version_number, build.id});
  view_.attempts.push_back(build);
  view_.build = std::move(build);
}

void TransitionWriter::request_build(ports::Millis delay) {
  const auto& progress = view_.generation.progress;
  ports::BuildRecord build = *view_.build;
  build.status = "queued";
  build.attempt = progress.build_attempt;
  build.finished_at = std::nullopt;
  change_build(build);
  delay_ = delay;
  commit_.messages.push_back(
      {"project-builds-queue",
       wire::encode(wire::BuildRequested{.generation_id = view_.generation.id,
                                         .project_id = view_.project.id,
                                         .build_id = build.id,
                                         .attempt = progress.build_attempt}),
       (delay + 999) / 1000});
}

void TransitionWriter::request_repair() {
  const auto repair = view_.generation.progress.repair_attempt;
  add(repair_event(view_.project.id, {.generation_id = view_.generation.id,
                                      .build_id = view_.build->id,
                                      .version = view_.build->version_number,
                                      .repair = repair,
                                      .status = wire::RepairStatusEventStatus::started}));
  commit_.messages.push_back(
      {"plan-steps-queue", wire::encode(wire::RepairRequested{.generation_id = view_.generation.id,
                                                              .project_id = view_.project.id,
                                                              .build_id = view_.build->id,
                                                              .repair = repair})});
}

void TransitionWriter::publish() {
  auto& generation = view_.generation;
  const bool asked_for = view_.deployment.has_value();
  if (!asked_for) {
    view_.deployment = {.id = context_.ids.make("dep"),
                        .project_id = view_.project.id,
                        .generation_id = generation.id,
                        .version_number = generation.version_number.value_or(0),
                        .build_id = generation.build_id,
                        .status = {},
                        .created_at = now_};
  }
  auto& deployment = *view_.deployment;
  const bool preview = deployment.target == kPreview;
  deployment.status = "live";
  deployment.build_id = generation.build_id;  // a repair may have made another than it began with
  deployment.url = preview
                       ? context_.addresses.preview(view_.project.slug, deployment.version_number)
                       : context_.addresses.live(view_.project.slug);
  deployment.finished_at = now_;
  generation.deployment_id = deployment.id;
  add(deployment_event(deployment));
  add(asked_for ? ports::Change(ports::EndDeployment{deployment})
                : ports::Change(ports::InsertDeployment{deployment}));
  // A preview has an address of its own: the pointer stays where it is.
  if (preview) return;
  const auto asker = asked_for ? project::Asker::person : project::Asker::model;
  if (auto minutes = noted_publication(context_.ids, now_, view_.project, deployment, asker)) {
    add(ports::InsertDecision{std::move(*minutes)});
  }
  add(ports::SwitchLive{view_.project.id, deployment.id});
}

void TransitionWriter::give_up_deployment(std::string_view reason) {
  if (!view_.deployment || view_.deployment->status != "building") return;
  auto& deployment = *view_.deployment;
  deployment.status = "failed";
  deployment.error = reason.empty() ? "Cancelled." : std::string(reason);
  deployment.finished_at = now_;
  add(deployment_event(deployment));
  add(ports::EndDeployment{deployment});
}

void TransitionWriter::skip_steps() {
  if (!view_.plan) return;
  for (auto& step : view_.steps) {
    if (step.status != "pending" && step.status != "in_progress") continue;
    step.status = "skipped";
    step.finished_at = now_;
    add(step_event(view_.project.id, step, view_.steps.size(),
                   view_.generation.progress.step_attempt));
  }
  add(ports::SkipOpenSteps{view_.plan->id});
}

void TransitionWriter::cancel_build() {
  if (!view_.build) return;
  ports::BuildRecord build = *view_.build;
  build.status = "cancelled";
  build.finished_at = now_;
  change_build(build);
}

ports::Commit TransitionWriter::take() {
  commit_.guarded = ports::UpdateGeneration{view_.generation};
  return std::move(commit_);
}

}  // namespace sitewright::usecases
