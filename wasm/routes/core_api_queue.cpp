#include "routes/core_api_queue.hpp"

#include <utility>

#include "usecases/record_repair.hpp"
#include "usecases/record_status.hpp"

namespace sitewright::routes {

namespace {

constexpr std::string_view kDeadLetters = "-dlq";

using usecases::PlanPorts;

usecases::RecordPorts record_ports(PlanPorts ports) {
  return {ports.deliver, ports.blobs, ports.context};
}

Task<Done> give_up_step(PlanPorts ports, wire::StepRequested message) {
  const auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
  wire::StepStatus status{.generation_id = message.generation_id,
                          .project_id = message.project_id,
                          .plan_id = message.plan_id,
                          .step_id = message.step_id,
                          .index = view.generation.progress.steps_done,
                          .total = static_cast<std::int64_t>(view.steps.size()),
                          .attempt = message.attempt,
                          .status = wire::StepStatusStatus::failed,
                          .error = "The step could not be written; its message was given up.",
                          .usage = {.model = view.generation.usage.model}};
  co_return co_await or_return(
      usecases::record_step_status(record_ports(ports), std::move(status)));
}

Task<Done> give_up_repair(PlanPorts ports, wire::RepairRequested message) {
  const auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
  wire::RepairStatus status{.generation_id = message.generation_id,
                            .project_id = message.project_id,
                            .build_id = message.build_id,
                            .version_number = view.generation.version_number.value_or(1),
                            .repair = message.repair,
                            .status = wire::RepairStatusStatus::given_up,
                            .summary = "A repair could not be written; its message was given up.",
                            .usage = {.model = view.generation.usage.model}};
  co_return co_await or_return(
      usecases::record_repair_status(record_ports(ports), std::move(status)));
}

Task<Done> give_up_build(PlanPorts ports, wire::BuildRequested message) {
  wire::BuildStatus status{.generation_id = message.generation_id,
                           .project_id = message.project_id,
                           .build_id = message.build_id,
                           .attempt = message.attempt,
                           .version_number = 1,
                           .status = wire::BuildStatusStatus::failed};
  status.errors.push_back({.category = wire::ErrorCategory::configuration,
                           .code = "runner-unreachable",
                           .message = "The build runner could not be reached."});
  co_return co_await or_return(
      usecases::record_build_status(record_ports(ports), std::move(status)));
}

/// A message that was tried too often: kept where it can be seen and replayed, and what waits for
/// it is told.
Task<Done> bury(PlanPorts ports, std::string queue, QueueMessage message) {
  co_await or_return(ports.deliver.state.keep_dead_letter(message.id, queue, message.body));
  ports.deliver.log.write(ports::Log::Level::error, "dead_letter",
                          {{"queue", queue}, {"messageId", message.id}});
  if (queue == "plan-requests-queue-dlq") {
    auto dead = co_await or_return(wire::decode<wire::PlanRequested>(message.body));
    co_await or_return(
        usecases::give_up_plan(ports, std::move(dead), "The plan could not be made."));
  } else if (queue == "plan-steps-queue-dlq") {
    if (auto repair = wire::decode<wire::RepairRequested>(message.body)) {
      co_return co_await or_return(give_up_repair(ports, std::move(*repair)));
    }
    auto dead = co_await or_return(wire::decode<wire::StepRequested>(message.body));
    co_await or_return(give_up_step(ports, std::move(dead)));
  } else if (queue == "project-builds-queue-dlq") {
    auto dead = co_await or_return(wire::decode<wire::BuildRequested>(message.body));
    co_await or_return(give_up_build(ports, std::move(dead)));
  }
  co_return Done{};
}

Task<Done> take(PlanPorts ports, std::string queue, QueueMessage message) {
  if (queue.ends_with(kDeadLetters)) {
    co_return co_await or_return(bury(ports, std::move(queue), std::move(message)));
  }
  if (queue == "plan-requests-queue") {
    auto request = co_await or_return(wire::decode<wire::PlanRequested>(message.body));
    co_return co_await or_return(usecases::plan_generation(ports, std::move(request)));
  }
  if (queue == "step-status-to-db-queue") {
    if (auto repair = wire::decode<wire::RepairStatus>(message.body)) {
      co_return co_await or_return(
          usecases::record_repair_status(record_ports(ports), std::move(*repair)));
    }
    auto status = co_await or_return(wire::decode<wire::StepStatus>(message.body));
    co_return co_await or_return(
        usecases::record_step_status(record_ports(ports), std::move(status)));
  }
  if (queue == "build-status-to-db-queue") {
    auto status = co_await or_return(wire::decode<wire::BuildStatus>(message.body));
    co_return co_await or_return(
        usecases::record_build_status(record_ports(ports), std::move(status)));
  }
  co_return fail(Code::broken_invariant, "core-api consumes no queue " + queue);
}

}  // namespace

Task<wire::QueueOutcome> consume_core_api(PlanPorts ports, QueueBatch batch) {
  return consume(ports, &ports.deliver.log, std::move(batch), take);
}

}  // namespace sitewright::routes
