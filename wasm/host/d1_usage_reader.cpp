#include "host/d1_usage_reader.hpp"

#include <utility>

#include "host/d1_ledger_rows.hpp"
#include "host/d1_rows.hpp"

namespace sitewright::host {

namespace {

constexpr std::string_view kSums =
    "COUNT(*) AS calls, COALESCE(SUM(input_tokens), 0) AS input_tokens,"
    " COALESCE(SUM(cached_tokens), 0) AS cached_tokens,"
    " COALESCE(SUM(output_tokens), 0) AS output_tokens,"
    " COALESCE(SUM(cost_micros), 0) AS cost_micros,"
    " COALESCE(SUM(reserved_micros), 0) AS reserved_micros";

/// The columns of kSums, after those that name what is summed.
void read_sums(ports::CallSum& sum, Columns& at) {
  sum.calls = at.integer();
  sum.input_tokens = at.integer();
  sum.cached_tokens = at.integer();
  sum.output_tokens = at.integer();
  sum.cost_micros = at.integer();
  sum.reserved_micros = at.integer();
}

}  // namespace

Task<std::vector<ports::CallSum>> D1UsageReader::sums(std::string user_id, ports::Millis from,
                                                      ports::Millis until) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT provider, model, role, ", kSums,
                         " FROM model_calls WHERE user_id = ?1 AND started_at >= ?2"
                         " AND started_at < ?3 GROUP BY provider, model, role"
                         " ORDER BY provider, model, role LIMIT 500"}),
                 {scalar(user_id), scalar(from), scalar(until)}}));
  std::vector<ports::CallSum> sums;
  for (const auto& row : rows) {
    Columns at(row);
    ports::CallSum sum{.provider = at.text(), .model = at.text(), .role = at.text()};
    read_sums(sum, at);
    sums.push_back(std::move(sum));
  }
  co_return sums;
}

Task<std::vector<ports::CallSum>> D1UsageReader::generation_sums(std::string project_id,
                                                                 std::int64_t limit) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT generation_id, ", kSums,
                         " FROM model_calls WHERE project_id = ?1 AND generation_id IS NOT NULL"
                         " GROUP BY generation_id ORDER BY generation_id DESC LIMIT ?2"}),
                 {scalar(project_id), scalar(limit)}}));
  std::vector<ports::CallSum> sums;
  for (const auto& row : rows) {
    Columns at(row);
    ports::CallSum sum{.generation_id = at.text()};
    read_sums(sum, at);
    sums.push_back(std::move(sum));
  }
  co_return sums;
}

Task<ports::CallSum> D1UsageReader::project_sum(std::string project_id) {
  return sum_where("project_id", std::move(project_id));
}

Task<ports::CallSum> D1UsageReader::generation_sum(std::string generation_id) {
  return sum_where("generation_id", std::move(generation_id));
}

Task<std::vector<ports::StepSum>> D1UsageReader::step_sums(std::string generation_id) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT u.step_id, s.position, s.title, u.calls, u.input_tokens,"
                         " u.cached_tokens, u.output_tokens, u.cost_micros, u.reserved_micros"
                         " FROM (SELECT step_id, ",
                         kSums,
                         " FROM model_calls WHERE generation_id = ?1 GROUP BY step_id) u"
                         " LEFT JOIN plan_steps s ON s.id = u.step_id"
                         " ORDER BY s.position, u.step_id LIMIT 500"}),
                 {scalar(generation_id)}}));
  std::vector<ports::StepSum> sums;
  for (const auto& row : rows) {
    Columns at(row);
    ports::StepSum step{.step_id = at.optional_text(),
                        .position = at.optional_integer(),
                        .title = at.optional_text()};
    read_sums(step.sum, at);
    sums.push_back(std::move(step));
  }
  co_return sums;
}

Task<ports::CallSum> D1UsageReader::sum_where(std::string_view column, std::string id) {
  const auto rows = co_await or_return(d1_.query(
      {joined({"SELECT ", kSums, " FROM model_calls WHERE ", column, " = ?1"}), {scalar(id)}}));
  ports::CallSum sum;
  if (!rows.empty()) {
    Columns at(rows[0]);
    read_sums(sum, at);
  }
  co_return sum;
}

Task<ports::Page<ports::CallRecord>> D1UsageReader::calls(std::string generation_id,
                                                          ports::PageQuery page) {
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kCallColumns,
                         " FROM model_calls WHERE generation_id = ?1 AND id > ?2"
                         " ORDER BY id LIMIT ?3"}),
                 {scalar(generation_id), scalar(page.cursor), scalar(page.limit + 1)}}));
  co_return page_of<ports::CallRecord>(rows, page.limit, call_from,
                                       [](const auto& last) { return last.id; });
}

Task<ports::Budget> D1UsageReader::budget(std::string user_id) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT month_micros FROM budgets WHERE user_id = ?1", {scalar(user_id)}}));
  if (rows.empty()) co_return ports::Budget{};
  co_return ports::Budget{Columns(rows[0]).optional_integer()};
}

Task<std::vector<ports::BudgetRaise>> D1UsageReader::raises(std::string user_id, ports::Millis from,
                                                            ports::Millis until,
                                                            std::int64_t limit) {
  const auto rows = co_await or_return(
      d1_.query({"SELECT id, user_id, risk, asked_by, from_micros, to_micros, created_at"
                 " FROM budget_raises WHERE user_id = ?1 AND created_at >= ?2 AND created_at < ?3"
                 " ORDER BY created_at DESC, id DESC LIMIT ?4",
                 {scalar(user_id), scalar(from), scalar(until), scalar(limit)}}));
  std::vector<ports::BudgetRaise> raises;
  for (const auto& row : rows) {
    Columns at(row);
    raises.push_back({.id = at.text(),
                      .user_id = at.text(),
                      .risk = at.text(),
                      .asked_by = at.text(),
                      .from_micros = at.optional_integer(),
                      .to_micros = at.optional_integer(),
                      .created_at = at.integer()});
  }
  co_return raises;
}

Task<std::vector<ports::CallSum>> D1UsageReader::totals() {
  const auto rows = co_await or_return(
      d1_.query({"SELECT provider, model, outcome, calls, input_tokens, cached_tokens,"
                 " output_tokens, cost_micros, 0 AS reserved_micros FROM model_totals"
                 " WHERE provider > '' ORDER BY provider, model, outcome LIMIT 1000"}));
  std::vector<ports::CallSum> sums;
  for (const auto& row : rows) {
    Columns at(row);
    ports::CallSum sum{.provider = at.text(), .model = at.text()};
    sum.outcome = at.text();
    read_sums(sum, at);
    sums.push_back(std::move(sum));
  }
  co_return sums;
}

}  // namespace sitewright::host
