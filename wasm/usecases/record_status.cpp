#include "usecases/record_status.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "usecases/attempts.hpp"
#include "usecases/channel_events.hpp"
#include "usecases/record_repair.hpp"
#include "usecases/review_step.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/stand_in.hpp"
#include "usecases/version_tree.hpp"
#include "wire/generated/build.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

namespace {

using project::Retry;

/// Decisions on a row that changed meanwhile are taken anew; more often than this it is contention.
constexpr int kMaxDecisions = 8;

/// Of core_api_queue.cpp, for a build whose message was given up.
constexpr std::string_view kRunnerUnreachable = "runner-unreachable";

/// More are no help in a conversation.
constexpr std::size_t kMaxFindingsSaid = 5;

std::unexpected<Error> contended() {
  return fail(Code::unavailable, "the generation kept changing");
}

/// Commits; true when the decision stands, false when it must be taken anew.
Task<bool> settled(RecordPorts ports, ports::Commit commit) {
  const auto committed = co_await commit_and_deliver(ports.deliver, std::move(commit));
  if (committed) co_return true;
  if (committed.error().code == Code::stale) co_return false;
  co_return std::unexpected(committed.error());
}

void drop(RecordPorts ports, std::string_view what, const std::string& id, const Error& error) {
  ports.deliver.log.write(ports::Log::Level::info, "status_dropped",
                          {{"what", std::string(what)}, {"id", id}, {"detail", error.detail}});
}

project::Event event_of(const wire::StepStatus& message) {
  const auto index = static_cast<std::uint32_t>(message.index);
  const auto attempt = static_cast<std::uint32_t>(message.attempt);
  if (message.status == wire::StepStatusStatus::complete) {
    return project::StepWritten{index, attempt};
  }
  if (message.status == wire::StepStatusStatus::held) {
    return project::StepHeld{index, attempt,
                             message.error.value_or("The budget of this generation is used up.")};
  }
  return project::StepFailed{index, attempt, message.retryable ? Retry::worth_it : Retry::pointless,
                             message.error.value_or("The step could not be written.")};
}

void update_step(ports::StepRecord& step, const wire::StepStatus& message, ports::Millis now) {
  const bool complete = message.status == wire::StepStatusStatus::complete;
  step.status = complete ? "complete" : "failed";
  step.files = files_json(message.files);
  step.tree_hash = message.tree_hash;
  step.file_count = message.file_count;
  step.bytes = message.bytes;
  step.finished_at = now;
}

void add_usage(ports::Usage& sum, const wire::Usage& usage) {
  sum.model = usage.model;
  sum.input_tokens += usage.input_tokens;
  sum.output_tokens += usage.output_tokens;
  sum.cost_micros += usage.cost_micros;
}

/// Says how a step was made where that is not as it should be, and what its review left open.
void say_findings(TransitionWriter& writer, const ports::GenerationView& view,
                  const ports::StepRecord& step, const wire::StepStatus& message) {
  if (message.status != wire::StepStatusStatus::complete) return;
  for (const auto& note : message.notes.value_or(std::vector<std::string>())) {
    if (told_already(view.messages, view.generation.id, note)) continue;
    writer.say("ai", "text", note);
  }
  if (!message.findings || message.findings->empty()) return;
  writer.say("ai", "text",
             "To look at in “" + step.title + "”:\n" +
                 findings_in_words(*message.findings, kMaxFindingsSaid));
}

project::Event event_of(const wire::BuildStatus& message) {
  using Status = wire::BuildStatusStatus;
  const auto attempt = static_cast<std::uint32_t>(message.attempt);
  switch (message.status) {
    case Status::running:
    case Status::testing:
      return project::TestsBegun{attempt};
    case Status::succeeded:
      return project::BuildSucceeded{attempt};
    case Status::cancelled:
      return project::BuildFailed{attempt, project::FailureCategory::interrupted, Retry::worth_it,
                                  "The build was interrupted."};
    case Status::failed:
      break;
  }
  // What stands between the product and its runner is nothing that other files would mend.
  const bool unreachable = std::ranges::any_of(
      message.errors, [](const auto& error) { return error.code == kRunnerUnreachable; });
  return project::BuildFailed{attempt, category_of(message.errors),
                              unreachable ? Retry::pointless : Retry::worth_it,
                              failure_words(message.errors)};
}

void update_build(ports::BuildRecord& build, const wire::BuildStatus& message, ports::Millis now) {
  using Status = wire::BuildStatusStatus;
  const bool running = message.status == Status::running || message.status == Status::testing;
  build.status = running ? "running" : std::string(wire::to_string(message.status));
  build.attempt = message.attempt;
  build.exit_code = message.exit_code;
  build.duration_ms = message.duration_ms;
  build.errors = errors_json(message.errors);
  build.files = message.files;
  build.bytes = message.bytes;
  build.thumbnail = message.thumbnail.value_or(false) ? 1 : 0;
  if (!running) build.finished_at = now;
}

/// The log's chunks as events: what the fast path brought already is dropped by its key.
Task<std::vector<ports::ChannelEvent>> log_events(RecordPorts ports, wire::BuildStatus message) {
  std::vector<std::string> keys;
  keys.push_back(log_key(message.build_id));
  const auto found = co_await or_return(ports.blobs.get_many(std::move(keys)));
  std::vector<ports::ChannelEvent> events;
  if (!found.at(0)) co_return events;
  auto log = wire::decode<wire::BuildLogChunks>(*found[0]);
  if (!log || log->attempt != message.attempt) co_return events;
  std::int64_t number = 0;
  for (auto& chunk : log->chunks) {
    events.push_back(log_event(message.project_id, message.build_id, message.attempt, number++,
                               chunk.stream, std::move(chunk.lines)));
  }
  co_return events;
}

/// running: only the row changes, no transition.
ports::Commit note_running(RecordPorts ports, ports::GenerationView& view, std::string key) {
  TransitionWriter writer(ports.context, view, std::move(key));
  ports::BuildRecord build = *view.build;
  build.status = "running";
  writer.change_build(build);
  return writer.take();
}

}  // namespace

Task<Done> record_step_status(RecordPorts ports, wire::StepStatus message) {
  const std::string key = "step/" + message.step_id + "/" + std::to_string(message.attempt);
  for (int decision = 0; decision < kMaxDecisions; ++decision) {
    auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
    const auto step = std::ranges::find(view.steps, message.step_id, &ports::StepRecord::id);
    auto transition = project::advance(view.generation.progress, event_of(message));
    if (step == view.steps.end() || !transition) {
      drop(ports, "step", message.step_id,
           transition ? Error{Code::not_found, "no such step"} : transition.error());
      co_return Done{};
    }
    TransitionWriter writer(ports.context, view, key);
    if (message.status != wire::StepStatusStatus::held) {
      update_step(*step, message, writer.now());
      writer.change_step(*step, static_cast<std::uint32_t>(message.attempt));
    }
    add_usage(view.generation.usage, message.usage);
    if (std::ranges::find(transition->actions, project::Action::record_version) !=
        transition->actions.end()) {
      co_await or_return(copy_manifest({ports.blobs}, view.project.id, step->tree_hash.value_or(""),
                                       view.project.latest_version + 1));
    }
    say_findings(writer, view, *step, message);
    writer.apply(*transition);
    if (co_await or_return(settled(ports, writer.take()))) co_return Done{};
  }
  co_return contended();
}

Task<Done> record_build_status(RecordPorts ports, wire::BuildStatus message) {
  using Status = wire::BuildStatusStatus;
  const std::string key = "build/" + message.build_id + "/" + std::to_string(message.attempt) +
                          "/" + std::string(wire::to_string(message.status));
  const bool final = message.status != Status::running && message.status != Status::testing;
  for (int decision = 0; decision < kMaxDecisions; ++decision) {
    auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
    auto transition = project::advance(view.generation.progress, event_of(message));
    if (!transition || !view.build || view.build->id != message.build_id) {
      drop(ports, "build", message.build_id,
           transition ? Error{Code::not_found, "no such build"} : transition.error());
      co_return Done{};
    }
    if (message.status == Status::running) {
      if (co_await or_return(settled(ports, note_running(ports, view, key)))) co_return Done{};
      continue;
    }
    TransitionWriter writer(ports.context, view, key);
    if (final) {
      for (auto& event : co_await or_return(log_events(ports, message))) {
        writer.add(std::move(event));
      }
      ports::BuildRecord build = *view.build;
      update_build(build, message, writer.now());
      writer.change_build(build);
      count_fixes(writer, view);
      if (ends_unbuilt(transition->next.state)) {
        co_await or_return(keep_best(&ports.blobs, &writer, &view));
      }
    }
    writer.apply(*transition);
    if (co_await or_return(settled(ports, writer.take()))) co_return Done{};
  }
  co_return contended();
}

}  // namespace sitewright::usecases
