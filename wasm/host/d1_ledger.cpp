#include "host/d1_ledger.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "host/d1_ledger_rows.hpp"
#include "host/d1_rows.hpp"

namespace sitewright::host {

namespace {

using ports::Millis;

/// When the calendar month of `time` began, in UTC.
Millis month_begin(Millis time) {
  using namespace std::chrono;
  const auto day = floor<days>(sys_time<milliseconds>(milliseconds(time)));
  const year_month_day date{day};
  const sys_time<milliseconds> first = sys_days(date.year() / date.month() / 1);
  return first.time_since_epoch().count();
}

/// Limits and what is held against them, as one row: for a generation, its project, the month.
/// ?1 user, ?2 project, ?3 generation, ?4 begin of the month, ?5 and ?6 the default limits.
constexpr std::string_view kBooks =
    "WITH books AS (SELECT"
    " COALESCE((SELECT json_extract(settings, '$.budget.generationMicros') FROM projects"
    " WHERE id = ?2), ?5) AS generation_limit,"
    " (SELECT COALESCE(SUM(cost_micros + reserved_micros), 0) FROM model_calls"
    " WHERE generation_id = ?3) AS generation_held,"
    " (SELECT json_extract(settings, '$.budget.projectMicros') FROM projects WHERE id = ?2)"
    " AS project_limit,"
    " (SELECT COALESCE(SUM(cost_micros + reserved_micros), 0) FROM model_calls"
    " WHERE project_id = ?2) AS project_held,"
    " CASE WHEN EXISTS (SELECT 1 FROM budgets WHERE user_id = ?1)"
    " THEN (SELECT month_micros FROM budgets WHERE user_id = ?1) ELSE ?6 END AS month_limit,"
    " (SELECT COALESCE(SUM(cost_micros + reserved_micros), 0) FROM model_calls"
    " WHERE user_id = ?1 AND started_at >= ?4) AS month_held)";

std::vector<Scalar> books_of(const ports::CallRecord& call) {
  return {scalar(call.user_id),
          scalar(call.project_id),
          scalar(call.generation_id),
          scalar(month_begin(call.started_at)),
          scalar(ports::kGenerationBudget),
          scalar(ports::kMonthBudget)};
}

Statement reserve_statement(const ports::CallRecord& call) {
  auto params = books_of(call);
  const std::array<Scalar, 12> own{
      scalar(call.id),
      scalar(call.step_id),
      scalar(call.role),
      scalar(call.task),
      scalar(call.provider),
      scalar(call.model),
      scalar(call.position),
      scalar(std::string_view(call.key_source == ports::KeySource::own ? "own" : "deployment")),
      scalar(call.reserved_micros),
      scalar(call.price_version),
      scalar(call.started_at),
      scalar(call.expires_at)};
  params.insert(params.end(), own.begin(), own.end());
  return {joined({kBooks,
                  " INSERT INTO model_calls (user_id, project_id, generation_id, id, step_id, role,"
                  " task, provider, model, position, key_source, state, reserved_micros,"
                  " price_version, started_at, expires_at)"
                  " SELECT ?1, ?2, ?3, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'reserved', ?15, ?16,"
                  " ?17, ?18 FROM books"
                  " WHERE (generation_limit IS NULL OR generation_held + ?15 <= generation_limit)"
                  " AND (project_limit IS NULL OR project_held + ?15 <= project_limit)"
                  " AND (month_limit IS NULL OR month_held + ?15 <= month_limit)"
                  " RETURNING id"}),
          std::move(params)};
}

/// The first budget of the row that does not allow `wanted`.
ports::BudgetMet met_by(const Row& row, std::int64_t wanted) {
  using ports::BudgetScope;
  Columns at(row);
  ports::BudgetMet met;
  for (const auto scope : {BudgetScope::generation, BudgetScope::project, BudgetScope::month}) {
    const auto limit = at.optional_integer();
    const auto held = at.integer();
    if (limit && held + wanted > *limit) return {scope, *limit, held};
  }
  return met;
}

std::string_view to_string(ports::Circuit circuit) {
  switch (circuit) {
    case ports::Circuit::closed:
      return "closed";
    case ports::Circuit::open:
      return "open";
    case ports::Circuit::half_open:
      return "half_open";
  }
  std::unreachable();
}

Statement health_statement(const ports::ProviderHealth& health) {
  return {
      "INSERT INTO provider_health (provider, state, failures, opened, open_until, probe_until,"
      " last_failure, changed_at, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)"
      " ON CONFLICT (provider) DO UPDATE SET state = ?2, failures = ?3, opened = ?4,"
      " open_until = ?5, probe_until = ?6, last_failure = ?7, changed_at = ?8,"
      " revision = revision + 1 WHERE revision = ?9 RETURNING revision",
      {scalar(health.provider), scalar(to_string(health.circuit)), scalar(health.failures),
       scalar(health.opened), scalar(health.open_until), scalar(health.probe_until),
       scalar(health.last_failure), scalar(health.changed_at), scalar(health.revision)}};
}

/// Counts what the statement before it settled.
Statement total_statement(const ports::CallRecord& call) {
  return {
      "INSERT INTO model_totals (provider, model, outcome, calls, input_tokens, cached_tokens,"
      " output_tokens, cost_micros) SELECT ?1, ?2, ?3, 1, ?4, ?5, ?6, ?7 WHERE changes() = 1"
      " ON CONFLICT (provider, model, outcome) DO UPDATE SET calls = calls + 1,"
      " input_tokens = input_tokens + ?4, cached_tokens = cached_tokens + ?5,"
      " output_tokens = output_tokens + ?6, cost_micros = cost_micros + ?7",
      {scalar(call.provider), scalar(call.model), scalar(call.outcome.value_or("")),
       scalar(call.input_tokens), scalar(call.cached_tokens), scalar(call.output_tokens),
       scalar(call.cost_micros)}};
}

}  // namespace

Task<ports::Standing> D1Ledger::standing(std::string user_id) {
  std::vector<Statement> reads;
  // A provider has one row: there are as many as the catalogue has providers.
  reads.push_back(
      {joined({"SELECT ", kHealthColumns, " FROM provider_health WHERE provider > ''"})});
  reads.push_back({joined({"SELECT ", kKeyColumns, " FROM provider_keys WHERE user_id = ?1"}),
                   {scalar(user_id)}});
  const auto results = co_await or_return(d1_.batch(std::move(reads)));
  ports::Standing standing;
  for (const auto& row : results.at(0)) standing.health.push_back(health_from(row));
  for (const auto& row : results.at(1)) standing.keys.push_back(key_from(row));
  co_return standing;
}

Task<std::optional<ports::BudgetMet>> D1Ledger::reserve(ports::CallRecord call) {
  std::vector<Statement> batch;
  batch.push_back(reserve_statement(call));
  batch.push_back({joined({kBooks,
                           " SELECT generation_limit, generation_held, project_limit, project_held,"
                           " month_limit, month_held FROM books"}),
                   books_of(call)});
  const auto results = co_await or_return(d1_.batch(std::move(batch)));
  if (!results.at(0).empty()) co_return std::nullopt;
  if (results.at(1).empty()) co_return fail(Code::broken_invariant, "reserve: no books");
  co_return met_by(results.at(1)[0], call.reserved_micros);
}

Task<Done> D1Ledger::settle(ports::CallRecord call, std::optional<ports::ProviderHealth> health) {
  std::vector<Statement> batch;
  batch.push_back(
      {"UPDATE model_calls SET state = 'settled', reserved_micros = 0, input_tokens = ?2,"
       " cached_tokens = ?3, output_tokens = ?4, cost_micros = ?5, outcome = ?6, http_status = ?7,"
       " request_id = ?8, first_text_at = ?9, ended_at = ?10 WHERE id = ?1 AND state = 'reserved'",
       {scalar(call.id), scalar(call.input_tokens), scalar(call.cached_tokens),
        scalar(call.output_tokens), scalar(call.cost_micros), scalar(call.outcome),
        scalar(call.http_status), scalar(call.request_id), scalar(call.first_text_at),
        scalar(call.ended_at.value_or(clock_.now()))}});
  batch.push_back(total_statement(call));
  if (health) batch.push_back(health_statement(*health));
  co_await or_return(d1_.batch(std::move(batch)));
  co_return Done{};
}

Task<bool> D1Ledger::change_health(ports::ProviderHealth health) {
  const auto rows = co_await or_return(d1_.query(health_statement(health)));
  co_return !rows.empty();
}

Task<Done> D1Ledger::write_off(Millis now) {
  constexpr std::string_view lost =
      " FROM model_calls WHERE state = 'reserved' AND expires_at < ?1";
  std::vector<Statement> batch;
  batch.push_back(
      {joined({"INSERT INTO model_totals (provider, model, outcome, calls, input_tokens,"
               " cached_tokens, output_tokens, cost_micros) SELECT provider, model,"
               " 'lost', COUNT(*), 0, 0, 0, SUM(reserved_micros)",
               lost,
               " GROUP BY provider, model ON CONFLICT (provider, model, outcome)"
               " DO UPDATE SET calls = calls + excluded.calls,"
               " cost_micros = cost_micros + excluded.cost_micros"}),
       {scalar(now)}});
  batch.push_back(
      {"UPDATE model_calls SET state = 'settled', cost_micros = reserved_micros,"
       " reserved_micros = 0, outcome = 'lost', ended_at = ?1"
       " WHERE state = 'reserved' AND expires_at < ?1",
       {scalar(now)}});
  co_await or_return(d1_.batch(std::move(batch)));
  co_return Done{};
}

}  // namespace sitewright::host
