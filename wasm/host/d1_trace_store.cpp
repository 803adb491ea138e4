#include "host/d1_trace_store.hpp"

#include <utility>

#include "host/d1_rows.hpp"

namespace sitewright::host {

namespace {

ports::TracedCall call_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .step_id = at.optional_text(),
          .role = at.text(),
          .task = at.text(),
          .provider = at.text(),
          .model = at.text(),
          .position = at.integer(),
          .input_tokens = at.integer(),
          .cached_tokens = at.integer(),
          .output_tokens = at.integer(),
          .cost_micros = at.integer(),
          .outcome = at.text(),
          .http_status = at.optional_integer(),
          .started_at = at.integer(),
          .first_text_at = at.optional_integer(),
          .ended_at = at.optional_integer()};
}

}  // namespace

Task<ports::TraceRows> D1TraceStore::trace(std::string generation_id) {
  ports::TraceRows rows{.view = co_await or_return(generations_.generation(generation_id))};
  std::vector<Statement> reads;
  reads.push_back({joined({"SELECT ", kBuildColumns,
                           " FROM builds WHERE generation_id = ?1 ORDER BY id LIMIT 200"}),
                   {scalar(generation_id)}});
  reads.push_back(
      {"SELECT id, step_id, role, task, provider, model, position, input_tokens,"
       " cached_tokens, output_tokens, cost_micros, outcome, http_status, started_at,"
       " first_text_at, ended_at FROM model_calls WHERE generation_id = ?1"
       " ORDER BY id LIMIT 1500",
       {scalar(generation_id)}});
  const auto results = co_await or_return(d1_.batch(std::move(reads)));
  for (const auto& row : results.at(0)) rows.builds.push_back(build_from(row));
  for (const auto& row : results.at(1)) rows.calls.push_back(call_from(row));
  co_return rows;
}

Task<std::vector<std::string>> D1TraceStore::exports_due(std::string target, ports::Millis since,
                                                         ports::Millis until, ports::Millis now) {
  const auto rows = co_await or_return(d1_.query(
      {"SELECT g.id AS id FROM generations g"
       " LEFT JOIN trace_exports t ON t.generation_id = g.id AND t.target = ?1"
       " WHERE g.finished_at IS NOT NULL AND g.finished_at BETWEEN ?2 AND ?3"
       " AND (t.target IS NULL OR (t.exported_at IS NULL AND t.attempts < 30 AND t.next_at <= ?4))"
       " ORDER BY g.finished_at LIMIT 20",
       {scalar(target), scalar(since), scalar(until), scalar(now)}}));
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(Columns(row).text());
  co_return ids;
}

Task<Done> D1TraceStore::note_exported(std::string generation_id, std::string target,
                                       ports::Millis now) {
  co_await or_return(
      d1_.query({"INSERT INTO trace_exports (generation_id, target, attempts, next_at, exported_at)"
                 " VALUES (?1, ?2, 1, ?3, ?3)"
                 " ON CONFLICT (generation_id, target) DO UPDATE SET attempts = attempts + 1,"
                 " exported_at = excluded.exported_at",
                 {scalar(generation_id), scalar(target), scalar(now)}}));
  co_return Done{};
}

Task<Done> D1TraceStore::note_refused(std::string generation_id, std::string target,
                                      ports::Millis now) {
  // One minute, two, four, … at most about an hour.
  co_await or_return(
      d1_.query({"INSERT INTO trace_exports (generation_id, target, attempts, next_at)"
                 " VALUES (?1, ?2, 1, ?3 + 60000)"
                 " ON CONFLICT (generation_id, target) DO UPDATE SET attempts = attempts + 1,"
                 " next_at = ?3 + (60000 << min(attempts, 6))",
                 {scalar(generation_id), scalar(target), scalar(now)}}));
  co_return Done{};
}

}  // namespace sitewright::host
