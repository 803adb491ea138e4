#include "usecases/channel_events.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::usecases {

namespace {

/// Later statuses of one attempt have higher ranks; the next attempt's are above all of them.
constexpr std::int64_t kRanksPerAttempt = 1000;

std::int64_t rank_of(wire::StepState status) {
  switch (status) {
    case wire::StepState::pending:
      return 0;
    case wire::StepState::in_progress:
      return 1;
    case wire::StepState::failed:
    case wire::StepState::skipped:
      return 2;
    case wire::StepState::complete:  // an attempt that is repeated may succeed the second time
      return 3;
  }
  std::unreachable();
}

std::int64_t rank_of(wire::BuildState status, std::int64_t percent) {
  switch (status) {
    case wire::BuildState::queued:
      return 0;
    case wire::BuildState::running:
      return 1 + std::clamp<std::int64_t>(percent, 0, 100);
    case wire::BuildState::failed:
    case wire::BuildState::cancelled:
      return kRanksPerAttempt - 2;
    case wire::BuildState::succeeded:
      return kRanksPerAttempt - 1;
  }
  std::unreachable();
}

std::string text(std::int64_t number) {
  return std::to_string(number);
}

}  // namespace

ports::ChannelEvent state_event(const ports::GenerationRecord& generation, project::State state,
                                std::size_t position, std::string_view reason) {
  wire::GenerationStateEvent data{
      .generation_id = generation.id,
      .state = wire::from_string<wire::GenerationState>(project::to_string(state)).value()};
  if (!reason.empty()) data.reason = std::string(reason);
  return {.project_id = generation.project_id,
          .key = "state/" + generation.id + "/" + text(generation.revision) + "/" +
                 std::to_string(position),
          .type = std::string(wire::event_name<wire::GenerationStateEvent>),
          .data = wire::encode(data)};
}

ports::ChannelEvent plan_event(const ports::PlanRecord& plan,
                               std::span<const ports::StepRecord> steps) {
  return {.project_id = plan.project_id,
          .key = "plan/" + plan.id,
          .type = "plan.created",
          .data = wire::encode(plan_view(plan, steps))};
}

ports::ChannelEvent message_event(std::string_view project_id,
                                  const ports::MessageRecord& message) {
  return {.project_id = std::string(project_id),
          .key = "message/" + message.id,
          .type = "message.created",
          .data = wire::encode(message_view(message))};
}

ports::ChannelEvent step_event(std::string_view project_id, const ports::StepRecord& step,
                               std::size_t total, std::uint32_t attempt) {
  const auto status =
      wire::from_string<wire::StepState>(step.status).value_or(wire::StepState::pending);
  wire::StepStatusEvent data{.plan_id = step.plan_id,
                             .step_id = step.id,
                             .index = step.position,
                             .total = static_cast<std::int64_t>(total),
                             .status = status};
  if (auto files = files_of(step); !files.empty()) data.files = std::move(files);
  const std::int64_t rank = attempt * kRanksPerAttempt + rank_of(status);
  return {.project_id = std::string(project_id),
          .key = "step/" + step.id + "/" + text(rank),
          .subject = "step/" + step.id,
          .rank = rank,
          .type = std::string(wire::event_name<wire::StepStatusEvent>),
          .data = wire::encode(data)};
}

ports::ChannelEvent build_event(std::string_view project_id, std::string_view build_id,
                                std::int64_t version, wire::BuildState status, std::int64_t percent,
                                std::int64_t attempt) {
  const wire::BuildStatusEvent data{.build_id = std::string(build_id),
                                    .version_id = version_id(project_id, version),
                                    .version = version,
                                    .status = status,
                                    .percent = percent};
  const std::int64_t rank = attempt * kRanksPerAttempt + rank_of(status, percent);
  const std::string subject = "build/" + std::string(build_id);
  return {.project_id = std::string(project_id),
          .key = subject + "/" + text(rank),
          .subject = subject,
          .rank = rank,
          .type = std::string(wire::event_name<wire::BuildStatusEvent>),
          .data = wire::encode(data)};
}

ports::ChannelEvent log_event(std::string_view project_id, std::string_view build_id,
                              std::int64_t attempt, std::int64_t chunk, wire::LogStream stream,
                              std::vector<std::string> lines) {
  return {.project_id = std::string(project_id),
          .key = "log/" + std::string(build_id) + "/" + text(attempt) + "/" + text(chunk),
          .type = std::string(wire::event_name<wire::BuildLogEvent>),
          .data = wire::encode(wire::BuildLogEvent{
              .build_id = std::string(build_id), .stream = stream, .lines = std::move(lines)})};
}

ports::ChannelEvent repair_event(std::string_view project_id, wire::RepairStatusEvent data) {
  data.version_id = version_id(project_id, data.version);
  const bool started = data.status == wire::RepairStatusEventStatus::started;
  const std::string subject = "repair/" + data.generation_id + "/" + text(data.repair);
  return {.project_id = std::string(project_id),
          .key = subject + (started ? "/started" : "/ended"),
          .subject = subject,
          .rank = started ? 0 : 1,
          .type = std::string(wire::event_name<wire::RepairStatusEvent>),
          .data = wire::encode(data)};
}

ports::ChannelEvent repair_event(const wire::RepairStatus& message) {
  using Event = wire::RepairStatusEventStatus;
  return repair_event(
      message.project_id,
      {.generation_id = message.generation_id,
       .build_id = message.build_id,
       .version = message.version_number,
       .repair = message.repair,
       .status =
           message.status == wire::RepairStatusStatus::written ? Event::written : Event::given_up,
       .by = message.by,
       .summary = message.summary,
       .files = message.files});
}

ports::ChannelEvent deployment_event(const ports::DeploymentRecord& deployment) {
  return {.project_id = deployment.project_id,
          .key = "deployment/" + deployment.id + "/" + deployment.status,
          .type = "deployment.status",
          .data = wire::encode(deployment_view(deployment))};
}

}  // namespace sitewright::usecases
