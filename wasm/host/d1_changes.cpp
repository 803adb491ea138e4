#include "host/d1_changes.hpp"

#include "host/d1_rows.hpp"

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
        " created_at, images) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        {scalar(m.id), scalar(m.thread_id), scalar(m.generation_id), scalar(m.role),
         scalar(m.content_type), scalar(m.content), scalar(m.status), scalar(m.created_at),
         scalar(m.images)});
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
        " wake_at = ?20, repair_attempt = ?21, retries = ?22, dependency_retries = ?23,"
        " resource_retries = ?24, network_retries = ?25, unknown_retries = ?26,"
        " revision = revision + 1 WHERE id = ?1 AND revision = ?2",
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
         scalar(g.wake_at),
         count(p.repair_attempt),
         count(p.retries.total),
         count(p.retries.dependency),
         count(p.retries.resource),
         count(p.retries.network),
         count(p.retries.unknown)});
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

  void operator()(const ports::SetVersionTree& change) {
    add("UPDATE versions SET tree_hash = ?3, file_count = ?4, bytes = ?5 WHERE project_id = ?1"
        " AND number = ?2",
        {scalar(change.project_id), scalar(change.number), scalar(change.tree_hash),
         scalar(change.file_count), scalar(change.bytes)});
  }

  void operator()(const ports::InsertFix& change) {
    const auto& f = change.fix;
    add("INSERT INTO fixes (id, category, code, signature, pattern, created_at, used_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (id) DO UPDATE SET used_at = ?6",
        {scalar(f.id), scalar(f.category), scalar(f.code), scalar(f.signature), scalar(f.pattern),
         scalar(now)});
  }

  void operator()(const ports::CountFix& change) {
    add("UPDATE fixes SET tries = tries + 1, successes = successes + ?2, used_at = ?3"
        " WHERE id = ?1",
        {scalar(change.id), flag(change.worked), scalar(now)});
    // One that fails more often than it works is forgotten.
    add("DELETE FROM fixes WHERE id = ?1 AND tries >= 3 AND successes * 2 < tries",
        {scalar(change.id)});
  }

  void operator()(const ports::InsertBuild& change) {
    const auto& b = change.build;
    const auto repair = b.repair.value_or(ports::RepairRecord{});
    add("INSERT INTO builds (id, project_id, generation_id, version_number, status, attempt,"
        " created_at, tree_hash, repair_by, repair_summary, repair_files, repair_base, fix_id,"
        " lessons) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        {scalar(b.id), scalar(b.project_id), scalar(b.generation_id), scalar(b.version_number),
         scalar(b.status), scalar(b.attempt), scalar(b.created_at), scalar(b.tree_hash),
         b.repair ? scalar(repair.by) : Scalar(std::monostate{}), scalar(repair.summary),
         scalar(repair.files), scalar(repair.base), scalar(repair.fix_id), scalar(repair.lessons)});
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
    add("UPDATE deployments SET status = ?2, url = ?3, error = ?4, finished_at = ?5, build_id = ?6"
        " WHERE id = ?1 AND status IN ('pending', 'building')",
        {scalar(d.id), scalar(d.status), scalar(d.url), scalar(d.error), scalar(d.finished_at),
         scalar(d.build_id)});
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

  void operator()(const ports::InsertDecision& change) {
    const auto& d = change.decision;
    add("INSERT INTO decisions (id, project_id, generation_id, action, risk, asked_by, subject,"
        " packages, state, reason, votes, created_at, expires_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        {scalar(d.id), scalar(d.project_id), scalar(d.generation_id), scalar(d.action),
         scalar(d.risk), scalar(d.asked_by), scalar(d.subject), scalar(d.packages), scalar(d.state),
         scalar(d.reason), scalar(d.votes), scalar(d.created_at), scalar(d.expires_at)});
  }

  void operator()(const ports::SaveAnswer& change) {
    add("INSERT INTO idempotency_keys (user_id, key, request_hash, status, location, body,"
        " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        {scalar(change.user_id), scalar(change.key), scalar(change.request_hash),
         scalar(change.status), scalar(change.location), scalar(change.body), scalar(now)});
  }
};

}  // namespace

void add_change(std::vector<Statement>& out, ports::Millis now, const ports::Change& change) {
  std::visit(ToSql{now, out}, change);
}

void add_guard(std::vector<Statement>& out, ports::Millis now,
               const ports::UpdateGeneration& change) {
  ToSql{now, out}(change);
}

void add_guard(std::vector<Statement>& out, ports::Millis now, const ports::UpdateProject& change) {
  ToSql{now, out}.update_project(change.project, true);
}

void add_guard(std::vector<Statement>& out, ports::Millis now,
               const ports::AnswerDecision& change) {
  const auto& d = change.decision;
  out.push_back(
      {"UPDATE decisions SET state = ?2, note = ?3, answered_at = ?4 WHERE id = ?1"
       " AND state = 'pending' AND expires_at > ?5",
       {scalar(d.id), scalar(d.state), scalar(d.note), scalar(d.answered_at), scalar(now)}});
}

void add_guard(std::vector<Statement>& out, const ports::MarkReplayed& change) {
  out.push_back({"UPDATE dead_letters SET replayed_at = ?2 WHERE id = ?1 AND replayed_at IS NULL",
                 {scalar(change.id), scalar(change.at)}});
}

}  // namespace sitewright::host
