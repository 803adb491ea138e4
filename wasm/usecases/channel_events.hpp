// What a project's watchers see, made from rows. Pure.
// Keys name the fact, so that the fast path over the *-to-bff queues and the durable path over D1
// meet in the channel; subject and rank keep a late older status from overtaking a newer one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/state_store.hpp"
#include "usecases/views.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

[[nodiscard]] ports::ChannelEvent state_event(const ports::GenerationRecord& generation,
                                              project::State state, std::size_t position,
                                              std::string_view reason);
[[nodiscard]] ports::ChannelEvent plan_event(const ports::PlanRecord& plan,
                                             std::span<const ports::StepRecord> steps);
[[nodiscard]] ports::ChannelEvent message_event(std::string_view project_id,
                                                const ports::MessageRecord& message);
/// `attempt`: of the step; a retried step goes back to in_progress under a higher rank.
[[nodiscard]] ports::ChannelEvent step_event(std::string_view project_id,
                                             const ports::StepRecord& step, std::size_t total,
                                             std::uint32_t attempt);
[[nodiscard]] ports::ChannelEvent build_event(std::string_view project_id,
                                              std::string_view build_id, std::int64_t version,
                                              wire::BuildState status, std::int64_t percent,
                                              std::int64_t attempt);
[[nodiscard]] ports::ChannelEvent log_event(std::string_view project_id, std::string_view build_id,
                                            std::int64_t attempt, std::int64_t chunk,
                                            wire::LogStream stream, std::vector<std::string> lines);
/// `data.version_id` is filled in.
[[nodiscard]] ports::ChannelEvent repair_event(std::string_view project_id,
                                               wire::RepairStatusEvent data);
[[nodiscard]] ports::ChannelEvent repair_event(const wire::RepairStatus& message);
[[nodiscard]] ports::ChannelEvent deployment_event(const ports::DeploymentRecord& deployment);

}  // namespace sitewright::usecases
