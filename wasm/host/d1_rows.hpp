// Column lists and how a row of each becomes a record. A list and its reader stand side by side:
// they must name the same columns in the same order.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "host/d1.hpp"
#include "ports/records.hpp"

namespace sitewright::host {

/// FROM clause of kProjectColumns.
inline constexpr std::string_view kProjectTables =
    " FROM projects p"
    " LEFT JOIN generations cg ON cg.id = p.current_generation_id"
    " LEFT JOIN deployments ad ON ad.id = p.active_deployment_id";
inline constexpr std::string_view kProjectColumns =
    "p.id AS id, p.user_id AS user_id, p.name AS name, p.slug AS slug, p.settings AS settings,"
    " p.thread_id AS thread_id, p.current_generation_id AS current_generation_id,"
    " p.active_deployment_id AS active_deployment_id, p.latest_version AS latest_version,"
    " p.revision AS revision, p.created_at AS created_at, p.updated_at AS updated_at,"
    " cg.state AS generation_state, ad.version_number AS live_version,"
    " (SELECT COUNT(*) FROM provider_keys WHERE user_id = p.user_id) AS own_keys,"
    " (SELECT b.id FROM versions v JOIN builds b ON b.id = v.build_id WHERE v.project_id = p.id"
    " AND b.thumbnail = 1 ORDER BY v.number DESC LIMIT 1) AS thumbnail_build_id";
ports::ProjectRecord project_from(const Row& row);

inline constexpr std::string_view kMessageColumns =
    "id, thread_id, generation_id, role, content_type, content, status, created_at, images";
ports::MessageRecord message_from(const Row& row);

inline constexpr std::string_view kGenerationColumns =
    "id, project_id, kind, message_id, base_version, state, resume_to, steps_total, steps_done,"
    " plan_attempt, step_attempt, build_attempt, publishes, plan_id, version_number, build_id,"
    " deployment_id, error, model, input_tokens, output_tokens, cost_micros, revision, started_at,"
    " finished_at, wake_at, repair_attempt, retries, dependency_retries, resource_retries,"
    " network_retries, unknown_retries";
Result<ports::GenerationRecord> generation_from(const Row& row);

inline constexpr std::string_view kPlanColumns =
    "id, project_id, generation_id, title, summary, reply, created_at";
ports::PlanRecord plan_from(const Row& row);

inline constexpr std::string_view kStepColumns =
    "id, plan_id, position, title, subtitle, description, status, files, tree_hash, file_count,"
    " bytes, started_at, finished_at";
ports::StepRecord step_from(const Row& row);

inline constexpr std::string_view kVersionColumns =
    "v.project_id AS project_id, v.number AS number, v.plan_id AS plan_id,"
    " v.triggering_message_id AS triggering_message_id, v.generation_id AS generation_id,"
    " v.tree_hash AS tree_hash, v.file_count AS file_count, v.bytes AS bytes,"
    " v.build_id AS build_id, v.created_at AS created_at, b.status AS build_status,"
    " b.thumbnail AS thumbnail";
inline constexpr std::string_view kVersionTables =
    " FROM versions v LEFT JOIN builds b ON b.id = v.build_id";
ports::VersionRecord version_from(const Row& row);

inline constexpr std::string_view kBuildColumns =
    "id, project_id, generation_id, version_number, status, attempt, exit_code, duration_ms,"
    " errors, files, bytes, thumbnail, created_at, finished_at, tree_hash, repair_by, "
    "repair_summary,"
    " repair_files, repair_base, fix_id, lessons";
ports::BuildRecord build_from(const Row& row);

inline constexpr std::string_view kDeploymentColumns =
    "id, project_id, generation_id, version_number, build_id, target, status, url, error,"
    " created_at, finished_at";
ports::DeploymentRecord deployment_from(const Row& row);

inline constexpr std::string_view kFixColumns =
    "id, category, code, signature, pattern, tries, successes, created_at, used_at";
ports::FixRecord fix_from(const Row& row);
inline constexpr std::string_view kDecisionColumns =
    "id, project_id, generation_id, action, risk, asked_by, subject, packages, state, reason,"
    " votes, note, created_at, expires_at, answered_at";
ports::DecisionRecord decision_from(const Row& row);

/// One row more than the page tells whether there is a next page.
template <class T, class Read, class Cursor>
ports::Page<T> page_of(const std::vector<Row>& rows, std::int64_t limit, Read read, Cursor cursor) {
  ports::Page<T> page;
  const auto count = std::min(rows.size(), static_cast<std::size_t>(limit));
  page.items.reserve(count);
  for (std::size_t i = 0; i < count; ++i) page.items.push_back(read(rows[i]));
  if (rows.size() > count && count > 0) page.next_cursor = cursor(page.items.back());
  return page;
}

/// One text of several parts.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> parts);
/// Reads the columns that project_from takes.
[[nodiscard]] Statement project_where(std::string_view condition, std::vector<Scalar> params);

}  // namespace sitewright::host
