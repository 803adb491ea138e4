#include <algorithm>
#include <cstdlib>

#include "host/d1_rows.hpp"
#include "host/d1_state_store.hpp"

namespace sitewright::host {

namespace {

using ports::Page;
using ports::PageQuery;

/// Cursors of lists by descending id. "~" sorts after every id.
std::string id_cursor(const PageQuery& page) {
  return page.cursor.empty() ? "~" : page.cursor;
}

}  // namespace

Task<ports::ProjectRecord> D1StateStore::project(std::string id) {
  const auto rows = co_await or_return(
      d1_.query(project_where("p.id = ?1 AND p.deleted_at IS NULL", {scalar(id)})));
  if (rows.empty()) co_return fail(Code::not_found, "There is no project " + id + ".");
  co_return project_from(rows[0]);
}

Task<Page<ports::ProjectRecord>> D1StateStore::projects(std::string user_id, PageQuery page) {
  const auto rows = co_await or_return(d1_.query(project_where(
      "p.user_id = ?1 AND p.id < ?2 AND p.deleted_at IS NULL ORDER BY p.id DESC LIMIT ?3",
      {scalar(user_id), scalar(id_cursor(page)), scalar(page.limit + 1)})));
  co_return page_of<ports::ProjectRecord>(rows, page.limit, project_from,
                                          [](const auto& last) { return last.id; });
}

Task<bool> D1StateStore::slug_taken(std::string slug) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT 1 AS taken FROM projects WHERE slug = ?1", {scalar(slug)}}));
  co_return !rows.empty();
}

Task<ports::ProjectRecord> D1StateStore::project_of_thread(std::string thread_id) {
  const auto rows = co_await or_return(d1_.query(project_where(
      "p.id = (SELECT project_id FROM threads WHERE id = ?1) AND p.deleted_at IS NULL",
      {scalar(thread_id)})));
  if (rows.empty()) co_return fail(Code::not_found, "There is no thread " + thread_id + ".");
  co_return project_from(rows[0]);
}

Task<std::vector<ports::MessageRecord>> D1StateStore::messages(std::string thread_id) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kMessageColumns,
                         " FROM messages WHERE thread_id = ?1 ORDER BY id LIMIT 5000"}),
                 {scalar(thread_id)}}));
  std::vector<ports::MessageRecord> messages;
  messages.reserve(rows.size());
  for (const auto& row : rows) messages.push_back(message_from(row));
  co_return messages;
}

Task<std::pair<ports::PlanRecord, std::vector<ports::StepRecord>>> D1StateStore::plan(
    std::string id) {
  std::vector<Statement> reads;
  reads.push_back({joined({"SELECT ", kPlanColumns,
                           " FROM plans WHERE id = ?1 AND project_id IN (SELECT id FROM projects"
                           " WHERE projects.id = plans.project_id AND deleted_at IS NULL)"}),
                   {scalar(id)}});
  reads.push_back(
      {joined({"SELECT ", kStepColumns, " FROM plan_steps WHERE plan_id = ?1 ORDER BY position"}),
       {scalar(id)}});
  const auto results = co_await or_return(d1_.batch(std::move(reads)));
  if (results[0].empty()) co_return fail(Code::not_found, "There is no plan " + id + ".");
  std::pair<ports::PlanRecord, std::vector<ports::StepRecord>> plan{plan_from(results[0][0]), {}};
  for (const auto& row : results[1]) plan.second.push_back(step_from(row));
  co_return plan;
}

Task<ports::VersionRecord> D1StateStore::version(std::string project_id, std::int64_t number) {
  const auto rows =
      co_await or_return(d1_.query({joined({"SELECT ", kVersionColumns, kVersionTables,
                                            " WHERE v.project_id = ?1 AND v.number = ?2"}),
                                    {scalar(project_id), scalar(number)}}));
  if (rows.empty()) {
    co_return fail(Code::not_found, "The project has no version " + std::to_string(number) + ".");
  }
  co_return version_from(rows[0]);
}

Task<Page<ports::VersionRecord>> D1StateStore::versions(std::string project_id, PageQuery page) {
  // The cursor is the number of the last version seen; numbers are small, so a text compares badly.
  const std::int64_t before =
      page.cursor.empty() ? INT64_C(1) << 40 : std::atoll(page.cursor.c_str());
  const auto rows =
      co_await or_return(d1_.query({joined({"SELECT ", kVersionColumns, kVersionTables,
                                            " WHERE v.project_id = ?1 AND v.number < ?2"
                                            " ORDER BY v.number DESC LIMIT ?3"}),
                                    {scalar(project_id), scalar(before), scalar(page.limit + 1)}}));
  co_return page_of<ports::VersionRecord>(
      rows, page.limit, version_from, [](const auto& last) { return std::to_string(last.number); });
}

Task<std::optional<ports::BuildRecord>> D1StateStore::build_of_tree(std::string project_id,
                                                                    std::string tree_hash) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kBuildColumns,
                         " FROM builds WHERE status = 'succeeded' AND id IN (SELECT build_id FROM"
                         " versions WHERE project_id = ?1 AND tree_hash = ?2) LIMIT 1"}),
                 {scalar(project_id), scalar(tree_hash)}}));
  if (rows.empty()) co_return std::nullopt;
  co_return build_from(rows[0]);
}

Task<ports::BuildRecord> D1StateStore::build(std::string id) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kBuildColumns, " FROM builds WHERE id = ?1"}), {scalar(id)}}));
  if (rows.empty()) co_return fail(Code::not_found, "There is no build " + id + ".");
  co_return build_from(rows[0]);
}

Task<Page<ports::BuildRecord>> D1StateStore::builds(std::string project_id, PageQuery page) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kBuildColumns,
                         " FROM builds WHERE project_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT "
                         "?3"}),
                 {scalar(project_id), scalar(id_cursor(page)), scalar(page.limit + 1)}}));
  co_return page_of<ports::BuildRecord>(rows, page.limit, build_from,
                                        [](const auto& last) { return last.id; });
}

Task<ports::DeploymentRecord> D1StateStore::deployment(std::string id) {
  const auto rows = co_await or_return(d1_.query(
      {joined({"SELECT ", kDeploymentColumns, " FROM deployments WHERE id = ?1"}), {scalar(id)}}));
  if (rows.empty()) co_return fail(Code::not_found, "There is no deployment " + id + ".");
  co_return deployment_from(rows[0]);
}

Task<std::optional<ports::Answer>> D1StateStore::answer(std::string user_id, std::string key) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT request_hash, status, location, body FROM idempotency_keys"
                 " WHERE user_id = ?1 AND key = ?2",
                 {scalar(user_id), scalar(key)}}));
  if (rows.empty()) co_return std::nullopt;
  Columns at(rows[0]);
  co_return ports::Answer{
      .request_hash = at.text(), .status = at.integer(), .location = at.text(), .body = at.text()};
}

Task<std::vector<std::string>> D1StateStore::stalled_generations(ports::Millis now,
                                                                 bool lost_messages) {
  const ports::Millis due = lost_messages ? INT64_C(1) << 52 : now;
  const auto rows = co_await or_return(
      d1_.query({"SELECT id FROM generations WHERE finished_at IS NULL AND wake_at < ?1"
                 " AND state <> 'paused' ORDER BY wake_at LIMIT 200",
                 {scalar(due)}}));
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(Columns(row).text());
  co_return ids;
}

Task<std::vector<std::pair<std::string, std::int64_t>>> D1StateStore::counts() {
  const auto rows = co_await or_return(d1_.query(
      {"SELECT 'generations_running' AS name, (SELECT COUNT(*) FROM generations"
       " WHERE finished_at IS NULL) AS value"
       " UNION ALL SELECT 'outbox_unsent', (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL)"
       " UNION ALL SELECT 'events_unpublished', (SELECT COUNT(*) FROM events"
       " WHERE published_at IS NULL)"
       " UNION ALL SELECT 'dead_letters_open', (SELECT COUNT(*) FROM dead_letters"
       " WHERE replayed_at IS NULL)"}));
  std::vector<std::pair<std::string, std::int64_t>> counts;
  for (const auto& row : rows) {
    Columns at(row);
    auto name = at.text();
    counts.emplace_back(std::move(name), at.integer());
  }
  co_return counts;
}

}  // namespace sitewright::host
