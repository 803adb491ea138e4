#include "host/d1_rows.hpp"
#include "host/d1_state_store.hpp"

namespace sitewright::host {

namespace {

using ports::Millis;

Scalar flag(bool value) {
  return static_cast<std::int64_t>(value);
}
Scalar count(std::uint32_t value) {
  return static_cast<std::int64_t>(value);
}
Scalar state(project::State value) {
  return scalar(project::to_string(value));
}

/// Turns one change into the statements that carry it out.
struct ToSql {
  Millis now;
  std::vector<Statement>& out;

  void add(std::string sql, std::vector<Scalar> params) {
    out.push_back({std::move(sql), std::move(params)});
  }

  void operator()(const ports::InsertProject& change) {
    const auto& p = change.project;
    add("INSERT INTO projects (id, user_id, name, slug, settings, thread_id,"
        " current_generation_id, latest_version, revision, created_at, updated_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 1, ?8, ?8)",
        {scalar(p.id), scalar(p.user_id), scalar(p.name), scalar(p.slug), scalar(p.settings),
         scalar(p.thread_id), scalar(p.current_generation_id), scalar(p.created_at)});
    add("INSERT INTO threads (id, project_id, created_at) VALUES (?1, ?2, ?3)",
        {scalar(p.thread_id), scalar(p.id), scalar(p.created_at)});
  }

  void operator()(const ports::UpdateProject& change) { update_project(change.project, false); }

  /// Guarded, it must still find the revision that the change was decided on.
  void update_project(const ports::ProjectRecord& p, bool guarded) {
    std::string sql =
        "UPDATE projects SET name = ?2, slug = ?3, settings = ?4, current_generation_id = ?5,"
        " latest_version = ?6, updated_at = ?7, revision = revision + 1 WHERE id = ?1";
    std::vector<Scalar> params{scalar(p.id),
                               scalar(p.name),
                               scalar(p.slug),
                               scalar(p.settings),
                               scalar(p.current_generation_id),
                               scalar(p.latest_version),
                               scalar(now)};
    if (guarded) {
      sql += " AND deleted_at IS NULL AND revision = ?8";
      params.push_back(scalar(p.revision));
    }
    add(std::move(sql), std::move(params));
  }

  void operator()(const ports::NameProject& change) {
    add("UPDATE projects SET name = ?2, slug = ?3, updated_at = ?4, revision = revision + 1"
        " WHERE id = ?1",
        {scalar(change.id), scalar(change.name), scalar(change.slug), scalar(now)});
  }

  void operator()(const ports::AdvanceVersion& change) {
    add("UPDATE projects SET latest_version = ?2, updated_at = ?3, revision = revision + 1"
        " WHERE id = ?1 AND latest_version < ?2",
        {scalar(change.project_id), scalar(change.latest_version), scalar(now)});
  }

  void operator()(const ports::DeleteProject& change) {
    add("UPDATE projects SET deleted_at = ?2, slug = id, updated_at = ?2 WHERE id = ?1",
        {scalar(change.id), scalar(now)});
  }

  void operator()(const ports::InsertMessage& change) {
    const auto& m = change.message;
    add("INSERT INTO messages (id, thread_id, generation_id, role, content_type, content, status,"
        " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        {scalar(m.id), scalar(m.thread_id), scalar(m.generation_id), scalar(m.role),
         scalar(m.content_type), scalar(m.content), scalar(m.status), scalar(m.created_at)});
  }

  void operator()(const ports::ArchiveMessagesAfter& change) {
    add("UPDATE messages SET status = 'archived' WHERE thread_id = ?1 AND id > ?2",
        {scalar(change.thread_id), scalar(change.message_id)});
  }

  void operator()(const ports::InsertGeneration& change) {
    const auto& g = change.generation;
    const auto& p = g.progress;
    add("INSERT INTO generations (id, project_id, kind, message_id, base_version, state,"
        " resume_to, steps_total, steps_done, plan_attempt, step_attempt, build_attempt, publishes,"
        " plan_id, version_number, build_id, deployment_id, started_at, finished_at, wake_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19, ?20)",
        {scalar(g.id),          scalar(g.project_id),    scalar(g.kind),
         scalar(g.message_id),  scalar(g.base_version),  state(p.state),
         state(p.resume_to),    count(p.steps_total),    count(p.steps_done),
         count(p.plan_attempt), count(p.step_attempt),   count(p.build_attempt),
         flag(p.publishes),     scalar(g.plan_id),       scalar(g.version_number),
         scalar(g.build_id),    scalar(g.deployment_id), scalar(g.started_at),
         scalar(g.finished_at), scalar(g.wake_at)});
  }

  void operator()(const ports::UpdateGeneration& change) {
    const auto& g = change.generation;
    const auto& p = g.progress;
    add("UPDATE generations SET state = ?3, resume_to = ?4, steps_total = ?5, steps_done = ?6,"
        " plan_attempt = ?7, step_attempt = ?8, build_attempt = ?9, plan_id = ?10,"
        " version_number = ?11, build_id = ?12, deployment_id = ?13, error = ?14, model = ?15,"
        " input_tokens = ?16, output_tokens = ?17, cost_micros = ?18, finished_at = ?19,"
        " wake_at = ?20, revision = revision + 1 WHERE id = ?1 AND revision = ?2",
        {scalar(g.id),
         scalar(g.revision),
         state(p.state),
         state(p.resume_to),
         count(p.steps_total),
         count(p.steps_done),
         count(p.plan_attempt),
         count(p.step_attempt),
         count(p.build_attempt),
         scalar(g.plan_id),
         scalar(g.version_number),
         scalar(g.build_id),
         scalar(g.deployment_id),
         scalar(g.error),
         scalar(g.usage.model),
         scalar(g.usage.input_tokens),
         scalar(g.usage.output_tokens),
         scalar(g.usage.cost_micros),
         scalar(g.finished_at),
         scalar(g.wake_at)});
  }

  void operator()(const ports::InsertPlan& change) {
    const auto& p = change.plan;
    add("INSERT INTO plans (id, project_id, generation_id, title, summary, reply, created_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        {scalar(p.id), scalar(p.project_id), scalar(p.generation_id), scalar(p.title),
         scalar(p.summary), scalar(p.reply), scalar(p.created_at)});
    for (const auto& s : change.steps) {
      add("INSERT INTO plan_steps (id, plan_id, position, title, subtitle, description, status,"
          " started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          {scalar(s.id), scalar(s.plan_id), scalar(s.position), scalar(s.title), scalar(s.subtitle),
           scalar(s.description), scalar(s.status), scalar(s.started_at)});
    }
  }

  void operator()(const ports::UpdateStep& change) {
    const auto& s = change.step;
    add("UPDATE plan_steps SET status = ?2, files = ?3, tree_hash = ?4, file_count = ?5,"
        " bytes = ?6, started_at = ?7, finished_at = ?8 WHERE id = ?1",
        {scalar(s.id), scalar(s.status), scalar(s.files), scalar(s.tree_hash), scalar(s.file_count),
         scalar(s.bytes), scalar(s.started_at), scalar(s.finished_at)});
  }

  void operator()(const ports::SkipOpenSteps& change) {
    add("UPDATE plan_steps SET status = 'skipped', finished_at = ?2 WHERE plan_id = ?1"
        " AND status IN ('pending', 'in_progress')",
        {scalar(change.plan_id), scalar(now)});
  }

  void operator()(const ports::InsertVersion& change) {
    const auto& v = change.version;
    add("INSERT INTO versions (project_id, number, plan_id, triggering_message_id, generation_id,"
        " tree_hash, file_count, bytes, build_id, created_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        {scalar(v.project_id), scalar(v.number), scalar(v.plan_id), scalar(v.triggering_message_id),
         scalar(v.generation_id), scalar(v.tree_hash), scalar(v.file_count), scalar(v.bytes),
         scalar(v.build_id), scalar(v.created_at)});
  }

  void operator()(const ports::SetVersionBuild& change) {
    add("UPDATE versions SET build_id = ?3 WHERE project_id = ?1 AND number = ?2",
        {scalar(change.project_id), scalar(change.number), scalar(change.build_id)});
  }

  void operator()(const ports::InsertBuild& change) {
    const auto& b = change.build;
    add("INSERT INTO builds (id, project_id, generation_id, version_number, status, attempt,"
        " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        {scalar(b.id), scalar(b.project_id), scalar(b.generation_id), scalar(b.version_number),
         scalar(b.status), scalar(b.attempt), scalar(b.created_at)});
  }

  void operator()(const ports::UpdateBuild& change) {
    const auto& b = change.build;
    add("UPDATE builds SET status = ?2, attempt = ?3, exit_code = ?4, duration_ms = ?5,"
        " errors = ?6, files = ?7, bytes = ?8, finished_at = ?9, thumbnail = ?10 WHERE id = ?1",
        {scalar(b.id), scalar(b.status), scalar(b.attempt), scalar(b.exit_code),
         scalar(b.duration_ms), scalar(b.errors), scalar(b.files), scalar(b.bytes),
         scalar(b.finished_at), scalar(b.thumbnail)});
  }

  void operator()(const ports::InsertDeployment& change) {
    const auto& d = change.deployment;
    add("INSERT INTO deployments (id, project_id, generation_id, version_number, build_id, target,"
        " status, url, error, created_at, finished_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        {scalar(d.id), scalar(d.project_id), scalar(d.generation_id), scalar(d.version_number),
         scalar(d.build_id), scalar(d.target), scalar(d.status), scalar(d.url), scalar(d.error),
         scalar(d.created_at), scalar(d.finished_at)});
  }

  void operator()(const ports::EndDeployment& change) {
    const auto& d = change.deployment;
    add("UPDATE deployments SET status = ?2, url = ?3, error = ?4, finished_at = ?5 WHERE id = ?1"
        " AND status IN ('pending', 'building')",
        {scalar(d.id), scalar(d.status), scalar(d.url), scalar(d.error), scalar(d.finished_at)});
  }

  void operator()(const ports::SwitchLive& change) {
    add("UPDATE deployments SET status = 'archived' WHERE id = (SELECT active_deployment_id FROM"
        " projects WHERE id = ?1) AND id <> ?2",
        {scalar(change.project_id), scalar(change.deployment_id)});
    add("UPDATE deployments SET status = 'live', finished_at = ?2 WHERE id = ?1",
        {scalar(change.deployment_id), scalar(now)});
    add("UPDATE projects SET active_deployment_id = ?2, updated_at = ?3,"
        " revision = revision + 1 WHERE id = ?1",
        {scalar(change.project_id), scalar(change.deployment_id), scalar(now)});
  }

  void operator()(const ports::ArchiveDeployment& change) {
    add("UPDATE deployments SET status = 'archived' WHERE id = ?1", {scalar(change.deployment_id)});
    add("UPDATE projects SET active_deployment_id = NULL, updated_at = ?3,"
        " revision = revision + 1 WHERE id = ?1 AND active_deployment_id = ?2",
        {scalar(change.project_id), scalar(change.deployment_id), scalar(now)});
  }

  void operator()(const ports::MarkReplayed& change) {
    add("UPDATE dead_letters SET replayed_at = ?2 WHERE id = ?1 AND replayed_at IS NULL",
        {scalar(change.id), scalar(change.at)});
  }

  void operator()(const ports::SaveAnswer& change) {
    add("INSERT INTO idempotency_keys (user_id, key, request_hash, status, location, body,"
        " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        {scalar(change.user_id), scalar(change.key), scalar(change.request_hash),
         scalar(change.status), scalar(change.location), scalar(change.body), scalar(now)});
  }
};

constexpr std::string_view kEventColumns = "id, project_id, key, subject, rank, type, data";

std::pair<std::int64_t, ports::ChannelEvent> event_from(const Row& row) {
  Columns at(row);
  const auto id = at.integer();
  return {id, ports::ChannelEvent{.project_id = at.text(),
                                  .key = at.text(),
                                  .subject = at.text(),
                                  .rank = at.integer(),
                                  .type = at.text(),
                                  .data = at.text()}};
}

std::string json_list(const std::vector<std::int64_t>& ids) {
  std::string json = "[";
  for (const auto id : ids) {
    if (json.size() > 1) json += ',';
    json += std::to_string(id);
  }
  return json + "]";
}

}  // namespace

Task<ports::Receipt> D1StateStore::commit(ports::Commit commit) {
  std::vector<Statement> batch;
  ToSql to_sql{clock_.now(), batch};

  std::string_view guard = "1";
  if (const auto* generation = std::get_if<ports::UpdateGeneration>(&commit.guarded)) {
    to_sql(*generation);
    guard = "changes()";
  } else if (const auto* project = std::get_if<ports::UpdateProject>(&commit.guarded)) {
    to_sql.update_project(project->project, true);
    guard = "changes()";
  } else if (const auto* letter = std::get_if<ports::MarkReplayed>(&commit.guarded)) {
    to_sql(*letter);
    guard = "changes()";
  }
  batch.push_back({"INSERT INTO inbox (message_key, guard, consumed_at) SELECT ?1, " +
                       std::string(guard) + ", ?2",
                   {scalar(commit.key), scalar(to_sql.now)}});
  for (const auto& change : commit.changes) std::visit(to_sql, change);

  const std::size_t first_message = batch.size();
  for (auto& message : commit.messages) {
    batch.push_back(
        {"INSERT INTO outbox (queue, body, created_at) VALUES (?1, ?2, ?3) RETURNING id",
         {scalar(message.queue), scalar(message.body), scalar(to_sql.now)}});
  }
  for (auto& event : commit.events) {
    batch.push_back(
        {"INSERT INTO events (project_id, key, subject, rank, type, data, created_at)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
         {scalar(event.project_id), scalar(event.key),
          event.subject.empty() ? Scalar(std::monostate{}) : scalar(event.subject),
          scalar(event.rank), scalar(event.type), scalar(event.data), scalar(to_sql.now)}});
  }
  batch.push_back({"SELECT " + std::string(kEventColumns) +
                       " FROM events WHERE project_id = ?1 AND published_at IS NULL"
                       " ORDER BY id LIMIT 400",
                   {scalar(commit.project_id)}});

  auto results = co_await d1_.batch(std::move(batch));
  ports::Receipt receipt;
  if (!results) {
    if (results.error().code == Code::conflict && results.error().detail == "inbox.message_key") {
      receipt.before = true;
      co_return receipt;
    }
    co_return std::unexpected(std::move(results.error()));
  }
  for (std::size_t i = 0; i < commit.messages.size(); ++i) {
    const auto& rows = (*results)[first_message + i];
    if (!rows.empty()) receipt.outbox_ids.push_back(Columns(rows[0]).integer());
  }
  for (const auto& row : results->back()) receipt.events.push_back(event_from(row));
  co_return receipt;
}

Task<std::vector<std::pair<std::int64_t, ports::OutboxMessage>>> D1StateStore::unsent(
    Millis before) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT id, queue, body FROM outbox WHERE sent_at IS NULL AND created_at < ?1"
                 " ORDER BY id LIMIT 100",
                 {scalar(before)}}));
  std::vector<std::pair<std::int64_t, ports::OutboxMessage>> messages;
  for (const auto& row : rows) {
    Columns at(row);
    const auto id = at.integer();
    auto queue = at.text();
    messages.emplace_back(id, ports::OutboxMessage{std::move(queue), at.text()});
  }
  co_return messages;
}

Task<std::vector<std::pair<std::int64_t, ports::ChannelEvent>>> D1StateStore::unpublished(
    Millis before) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT " + std::string(kEventColumns) +
                     " FROM events WHERE published_at IS NULL AND created_at < ?1"
                     " ORDER BY project_id, id LIMIT 200",
                 {scalar(before)}}));
  std::vector<std::pair<std::int64_t, ports::ChannelEvent>> events;
  for (const auto& row : rows) events.push_back(event_from(row));
  co_return events;
}

Task<Done> D1StateStore::mark_delivered(std::vector<std::int64_t> outbox_ids,
                                        std::vector<std::int64_t> event_ids) {
  const auto now = scalar(clock_.now());
  std::vector<Statement> batch;
  if (!outbox_ids.empty()) {
    batch.push_back({"UPDATE outbox SET sent_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
                     {now, scalar(json_list(outbox_ids))}});
  }
  if (!event_ids.empty()) {
    batch.push_back(
        {"UPDATE events SET published_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
         {now, scalar(json_list(event_ids))}});
  }
  if (!batch.empty()) co_await or_return(d1_.batch(std::move(batch)));
  co_return Done{};
}

Task<bool> D1StateStore::begin_boot(std::string boot_id) {
  const auto rows = co_await or_return(
      d1_.query({"INSERT INTO boots (id, started_at) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING"
                 " RETURNING id",
                 {scalar(boot_id), scalar(clock_.now())}}));
  co_return !rows.empty();
}

Task<Done> D1StateStore::prune(Millis before) {
  std::vector<Statement> batch;
  for (const char* sql :
       {"DELETE FROM inbox WHERE consumed_at < ?1", "DELETE FROM outbox WHERE sent_at < ?1",
        "DELETE FROM events WHERE published_at < ?1",
        "DELETE FROM idempotency_keys WHERE created_at < ?1",
        "DELETE FROM dead_letters WHERE replayed_at < ?1"}) {
    batch.push_back({sql, {scalar(before)}});
  }
  co_await or_return(d1_.batch(std::move(batch)));
  co_return Done{};
}

}  // namespace sitewright::host
