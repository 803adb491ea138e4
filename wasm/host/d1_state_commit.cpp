#include "host/d1_changes.hpp"
#include "host/d1_rows.hpp"
#include "host/d1_state_store.hpp"

namespace sitewright::host {

namespace {

using ports::Millis;

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
  const auto now = clock_.now();

  std::string_view guard = "1";
  if (const auto* generation = std::get_if<ports::UpdateGeneration>(&commit.guarded)) {
    add_guard(batch, now, *generation);
    guard = "changes()";
  } else if (const auto* project = std::get_if<ports::UpdateProject>(&commit.guarded)) {
    add_guard(batch, now, *project);
    guard = "changes()";
  } else if (const auto* letter = std::get_if<ports::MarkReplayed>(&commit.guarded)) {
    add_guard(batch, *letter);
    guard = "changes()";
  } else if (const auto* answered = std::get_if<ports::AnswerDecision>(&commit.guarded)) {
    add_guard(batch, now, *answered);
    guard = "changes()";
  }
  batch.push_back({"INSERT INTO inbox (message_key, guard, consumed_at) SELECT ?1, " +
                       std::string(guard) + ", ?2",
                   {scalar(commit.key), scalar(now)}});
  for (const auto& change : commit.changes) add_change(batch, now, change);

  const std::size_t first_message = batch.size();
  for (auto& message : commit.messages) {
    batch.push_back(
        {"INSERT INTO outbox (queue, body, created_at) VALUES (?1, ?2, ?3) RETURNING id",
         {scalar(message.queue), scalar(message.body), scalar(now)}});
  }
  for (auto& event : commit.events) {
    batch.push_back(
        {"INSERT INTO events (project_id, key, subject, rank, type, data, created_at)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
         {scalar(event.project_id), scalar(event.key),
          event.subject.empty() ? Scalar(std::monostate{}) : scalar(event.subject),
          scalar(event.rank), scalar(event.type), scalar(event.data), scalar(now)}});
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

Task<Done> D1StateStore::prune(Millis before, Millis fixes_before) {
  std::vector<Statement> batch;
  batch.push_back({"DELETE FROM fixes WHERE used_at < ?1", {scalar(fixes_before)}});
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
