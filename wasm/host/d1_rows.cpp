#include "host/d1_rows.hpp"

#include <utility>

namespace sitewright::host {

ports::ProjectRecord project_from(const Row& row) {
  Columns at(row);
  ports::ProjectRecord record{.id = at.text(),
                              .user_id = at.text(),
                              .name = at.text(),
                              .slug = at.text(),
                              .settings = at.text(),
                              .thread_id = at.text(),
                              .current_generation_id = at.optional_text(),
                              .active_deployment_id = at.optional_text(),
                              .latest_version = at.integer(),
                              .revision = at.integer(),
                              .created_at = at.integer(),
                              .updated_at = at.integer()};
  if (const auto state = project::state_from(at.text())) record.generation_state = *state;
  record.live_version = at.integer();
  record.own_keys = at.integer();
  record.thumbnail_build_id = at.optional_text();
  return record;
}

ports::MessageRecord message_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .thread_id = at.text(),
          .generation_id = at.optional_text(),
          .role = at.text(),
          .content_type = at.text(),
          .content = at.text(),
          .status = at.text(),
          .created_at = at.integer(),
          .images = at.text()};
}

Result<ports::GenerationRecord> generation_from(const Row& row) {
  Columns at(row);
  ports::GenerationRecord record{.id = at.text(),
                                 .project_id = at.text(),
                                 .kind = at.text(),
                                 .message_id = at.optional_text(),
                                 .base_version = at.integer()};
  const auto state = project::state_from(at.text());
  const auto resume_to = project::state_from(at.text());
  if (!state) return std::unexpected(state.error());
  if (!resume_to) return std::unexpected(resume_to.error());
  const auto counter = [&] { return static_cast<std::uint32_t>(at.integer()); };
  record.progress = {.state = *state,
                     .resume_to = *resume_to,
                     .steps_total = counter(),
                     .steps_done = counter(),
                     .plan_attempt = counter(),
                     .step_attempt = counter(),
                     .build_attempt = counter(),
                     .publishes = at.integer() != 0};
  record.plan_id = at.optional_text();
  record.version_number = at.optional_integer();
  record.build_id = at.optional_text();
  record.deployment_id = at.optional_text();
  record.error = at.optional_text();
  record.usage = {.model = at.text(),
                  .input_tokens = at.integer(),
                  .output_tokens = at.integer(),
                  .cost_micros = at.integer()};
  record.revision = at.integer();
  record.started_at = at.integer();
  record.finished_at = at.optional_integer();
  record.wake_at = at.integer();
  record.progress.repair_attempt = counter();
  record.progress.retries = {.total = counter(),
                             .dependency = counter(),
                             .resource = counter(),
                             .network = counter(),
                             .unknown = counter()};
  return record;
}

ports::PlanRecord plan_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .project_id = at.text(),
          .generation_id = at.text(),
          .title = at.text(),
          .summary = at.text(),
          .reply = at.text(),
          .created_at = at.integer()};
}

ports::StepRecord step_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .plan_id = at.text(),
          .position = at.integer(),
          .title = at.text(),
          .subtitle = at.text(),
          .description = at.text(),
          .status = at.text(),
          .files = at.text(),
          .tree_hash = at.optional_text(),
          .file_count = at.integer(),
          .bytes = at.integer(),
          .started_at = at.optional_integer(),
          .finished_at = at.optional_integer()};
}

ports::VersionRecord version_from(const Row& row) {
  Columns at(row);
  return {.project_id = at.text(),
          .number = at.integer(),
          .plan_id = at.optional_text(),
          .triggering_message_id = at.optional_text(),
          .generation_id = at.text(),
          .tree_hash = at.text(),
          .file_count = at.integer(),
          .bytes = at.integer(),
          .build_id = at.optional_text(),
          .created_at = at.integer(),
          .build_status = at.text(),
          .thumbnail = at.integer()};
}

ports::BuildRecord build_from(const Row& row) {
  Columns at(row);
  ports::BuildRecord build{.id = at.text(),
                           .project_id = at.text(),
                           .generation_id = at.text(),
                           .version_number = at.integer(),
                           .status = at.text(),
                           .attempt = at.integer(),
                           .exit_code = at.optional_integer(),
                           .duration_ms = at.optional_integer(),
                           .errors = at.text(),
                           .files = at.integer(),
                           .bytes = at.integer(),
                           .thumbnail = at.integer(),
                           .created_at = at.integer(),
                           .finished_at = at.optional_integer(),
                           .tree_hash = at.text()};
  auto by = at.optional_text();
  ports::RepairRecord repair{.by = by.value_or(""),
                             .summary = at.text(),
                             .files = at.text(),
                             .base = at.optional_text(),
                             .fix_id = at.optional_text(),
                             .lessons = at.text()};
  if (by) build.repair = std::move(repair);
  return build;
}

ports::DeploymentRecord deployment_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .project_id = at.text(),
          .generation_id = at.optional_text(),
          .version_number = at.integer(),
          .build_id = at.optional_text(),
          .target = at.text(),
          .status = at.text(),
          .url = at.optional_text(),
          .error = at.optional_text(),
          .created_at = at.integer(),
          .finished_at = at.optional_integer()};
}

ports::FixRecord fix_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .category = at.text(),
          .code = at.text(),
          .signature = at.text(),
          .pattern = at.text(),
          .tries = at.integer(),
          .successes = at.integer(),
          .created_at = at.integer(),
          .used_at = at.integer()};
}

ports::DecisionRecord decision_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .project_id = at.text(),
          .generation_id = at.optional_text(),
          .action = at.text(),
          .risk = at.text(),
          .asked_by = at.text(),
          .subject = at.text(),
          .packages = at.text(),
          .state = at.text(),
          .reason = at.text(),
          .votes = at.text(),
          .note = at.optional_text(),
          .created_at = at.integer(),
          .expires_at = at.optional_integer(),
          .answered_at = at.optional_integer()};
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string sql;
  for (const auto part : parts) sql += part;
  return sql;
}

Statement project_where(std::string_view condition, std::vector<Scalar> params) {
  return {joined({"SELECT ", kProjectColumns, kProjectTables, " WHERE ", condition}),
          std::move(params)};
}

}  // namespace sitewright::host
