#include <cstdlib>

#include "host/d1_rows.hpp"
#include "host/d1_state_store.hpp"

namespace sitewright::host {

namespace {

ports::DeadLetterRecord dead_letter_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .queue = at.text(),
          .body = at.text(),
          .bytes = at.integer(),
          .received_at = at.integer(),
          .replayed_at = at.optional_integer()};
}

}  // namespace

Task<Done> D1StateStore::keep_dead_letter(std::string id, std::string queue, std::string body) {
  co_await or_return(
      d1_.query({"INSERT INTO dead_letters (id, queue, body, received_at) VALUES (?1, ?2, ?3, ?4)"
                 " ON CONFLICT (id) DO NOTHING",
                 {scalar(id), scalar(queue), scalar(body), scalar(clock_.now())}}));
  co_return Done{};
}

Task<ports::DeadLetterRecord> D1StateStore::dead_letter(std::string id) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT id, queue, body, length(CAST(body AS BLOB)), received_at, replayed_at"
                 " FROM dead_letters WHERE id = ?1",
                 {scalar(id)}}));
  if (rows.empty()) co_return fail(Code::not_found, "There is no dead letter " + id + ".");
  co_return dead_letter_from(rows[0]);
}

Task<ports::Page<ports::DeadLetterRecord>> D1StateStore::dead_letters(ports::PageQuery page) {
  // The cursor is the last letter seen, which may have been replayed or forgotten since: its time
  // goes with it.
  const auto slash = page.cursor.find('/');
  const std::string id = slash == std::string::npos ? "" : page.cursor.substr(slash + 1);
  const std::int64_t time = slash == std::string::npos ? 0 : std::atoll(page.cursor.c_str());
  const auto rows = co_await or_return(d1_.query(
      {"SELECT id, queue, substr(body, 1, 2000), length(CAST(body AS BLOB)), received_at,"
       " replayed_at FROM dead_letters WHERE replayed_at IS NULL AND (received_at, id) > (?1, ?2)"
       " ORDER BY received_at, id LIMIT ?3",
       {scalar(time), scalar(id), scalar(page.limit + 1)}}));
  co_return page_of<ports::DeadLetterRecord>(
      rows, page.limit, dead_letter_from,
      [](const auto& last) { return std::to_string(last.received_at) + "/" + last.id; });
}

}  // namespace sitewright::host
