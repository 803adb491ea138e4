#include "host/d1_rows.hpp"
#include "host/d1_state_store.hpp"

namespace sitewright::host {

Task<ports::DecisionRecord> D1StateStore::decision(std::string id) {
  const auto rows = co_await or_return(d1_.query(
      {joined({"SELECT ", kDecisionColumns, " FROM decisions WHERE id = ?1"}), {scalar(id)}}));
  if (rows.empty()) co_return fail(Code::not_found, "There is no decision " + id + ".");
  co_return decision_from(rows[0]);
}

Task<ports::Page<ports::DecisionRecord>> D1StateStore::decisions(std::string project_id,
                                                                 ports::PageQuery page) {
  const std::string before = page.cursor.empty() ? "~" : page.cursor;  // "~" sorts after every id
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kDecisionColumns,
                         " FROM decisions WHERE project_id = ?1 AND id < ?2 ORDER BY id DESC"
                         " LIMIT ?3"}),
                 {scalar(project_id), scalar(before), scalar(page.limit + 1)}}));
  co_return page_of<ports::DecisionRecord>(rows, page.limit, decision_from,
                                           [](const auto& last) { return last.id; });
}

}  // namespace sitewright::host
