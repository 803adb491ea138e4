// Rows as the public contract shows them (schemas/http/, schemas/events/). Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ports/records.hpp"
#include "usecases/addresses.hpp"
#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// RFC 3339, UTC, with milliseconds.
[[nodiscard]] std::string rfc3339(ports::Millis time);

/// The id of a version, which D1 keys by project and number.
[[nodiscard]] std::string version_id(std::string_view project_id, std::int64_t number);

[[nodiscard]] wire::Project project_view(const ports::ProjectRecord& project,
                                         const Addresses& addresses);
[[nodiscard]] std::vector<wire::Image> images_of(const ports::MessageRecord& message);
[[nodiscard]] wire::Message message_view(const ports::MessageRecord& message);
[[nodiscard]] wire::Generation generation_view(const ports::GenerationRecord& generation);
[[nodiscard]] wire::Plan plan_view(const ports::PlanRecord& plan,
                                   std::span<const ports::StepRecord> steps);
[[nodiscard]] wire::Version version_view(const ports::VersionRecord& version, std::string_view slug,
                                         const Addresses& addresses);
[[nodiscard]] wire::Build build_view(const ports::BuildRecord& build);
[[nodiscard]] wire::Deployment deployment_view(const ports::DeploymentRecord& deployment);

/// `files` and `errors` are kept as JSON text in their rows.
[[nodiscard]] std::vector<wire::FileChange> files_of(const ports::StepRecord& step);
[[nodiscard]] std::vector<wire::BuildError> errors_of(const ports::BuildRecord& build);
[[nodiscard]] std::string files_json(const std::vector<wire::FileChange>& files);
[[nodiscard]] std::string errors_json(const std::vector<wire::BuildError>& errors);

}  // namespace sitewright::usecases
