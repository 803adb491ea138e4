#include "usecases/usage_report.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "sorting/sort.hpp"
#include "usecases/raise_budget.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::int64_t kMostGenerations = 100;  // maxItems of schemas/http/project_usage.json
constexpr std::int64_t kMostRaises = 20;        // and of usage_report.json

struct Month {
  std::string name;
  ports::Millis from;
  ports::Millis until;
};

ports::Millis begin_of(std::chrono::year_month month) {
  const std::chrono::sys_time<std::chrono::milliseconds> first = std::chrono::sys_days(month / 1);
  return first.time_since_epoch().count();
}

/// `text` has the form of the schema: four digits, a hyphen, two digits.
Result<Month> month_of(std::string text) {
  using namespace std::chrono;
  const auto digit = [&](std::size_t at) { return text[at] - '0'; };
  const int year_number = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const auto month_number = static_cast<unsigned>(digit(5) * 10 + digit(6));
  const year_month named{year(year_number), month(month_number)};
  if (!named.ok()) return fail(Code::invalid_input, "There is no month " + text + ".", "month");
  const auto next = named + months(1);
  return Month{std::move(text), begin_of(named), begin_of(next)};
}

template <class View>
View sums_in(const ports::CallSum& sum, View view) {
  view.calls = sum.calls;
  view.input_tokens = sum.input_tokens;
  view.cached_tokens = sum.cached_tokens;
  view.output_tokens = sum.output_tokens;
  view.cost_micros = sum.cost_micros;
  view.reserved_micros = sum.reserved_micros;
  return view;
}

void add(ports::CallSum& total, const ports::CallSum& sum) {
  total.calls += sum.calls;
  total.input_tokens += sum.input_tokens;
  total.cached_tokens += sum.cached_tokens;
  total.output_tokens += sum.output_tokens;
  total.cost_micros += sum.cost_micros;
  total.reserved_micros += sum.reserved_micros;
}

/// The dearest first.
template <class Name>
std::vector<wire::UsageRow> grouped(const std::vector<ports::CallSum>& sums, Name name) {
  std::vector<std::pair<std::string, ports::CallSum>> groups;
  for (const auto& sum : sums) {
    auto key = name(sum);
    auto at = std::ranges::find(groups, key, [](const auto& group) { return group.first; });
    if (at == groups.end()) at = groups.insert(at, {std::move(key), {}});
    add(at->second, sum);
  }
  sort_stably(groups, std::ranges::greater(),
              [](const auto& group) { return group.second.cost_micros; });
  std::vector<wire::UsageRow> rows;
  for (auto& [key, sum] : groups) {
    rows.push_back(sums_in(sum, wire::UsageRow{.name = std::move(key)}));
  }
  return rows;
}

std::optional<std::string> rfc3339(const std::optional<ports::Millis>& time) {
  return time ? std::optional(usecases::rfc3339(*time)) : std::nullopt;
}

wire::ModelCall call_view(const ports::CallRecord& call) {
  const bool own = call.key_source == ports::KeySource::own;
  return {.id = call.id,
          .step_id = call.step_id,
          .role = call.role,
          .task = call.task,
          .provider = call.provider,
          .model = call.model,
          .position = call.position,
          .key_source = own ? wire::ModelCallKeySource::own : wire::ModelCallKeySource::deployment,
          .state = call.settled ? wire::ModelCallState::settled : wire::ModelCallState::reserved,
          .outcome = call.outcome,
          .http_status = call.http_status,
          .request_id = call.request_id,
          .input_tokens = call.input_tokens,
          .cached_tokens = call.cached_tokens,
          .output_tokens = call.output_tokens,
          .cost_micros = call.cost_micros,
          .reserved_micros = call.reserved_micros,
          .price_version = call.price_version,
          .started_at = usecases::rfc3339(call.started_at),
          .first_text_at = rfc3339(call.first_text_at),
          .ended_at = rfc3339(call.ended_at)};
}

wire::BudgetRaise raise_view(const ports::BudgetRaise& raise) {
  return {.id = raise.id,
          .risk = wire::from_string<wire::BudgetRaiseRisk>(raise.risk)
                      .value_or(wire::BudgetRaiseRisk::critical),
          .asked_by = wire::from_string<wire::BudgetRaiseAskedBy>(raise.asked_by)
                          .value_or(wire::BudgetRaiseAskedBy::person),
          .from_micros = raise.from_micros,
          .to_micros = raise.to_micros,
          .created_at = usecases::rfc3339(raise.created_at)};
}

}  // namespace

Task<wire::UsageReport> usage_report(UsagePorts ports, std::string user_id,
                                     std::optional<std::string> month) {
  auto asked = co_await or_return(
      month_of(month ? std::move(*month) : usecases::rfc3339(ports.clock.now()).substr(0, 7)));
  const auto sums = co_await or_return(ports.usage.sums(user_id, asked.from, asked.until));
  const auto budget = co_await or_return(ports.usage.budget(user_id));
  const auto raises = co_await or_return(
      ports.usage.raises(std::move(user_id), asked.from, asked.until, kMostRaises));
  ports::CallSum total;
  for (const auto& sum : sums) add(total, sum);
  wire::UsageReport report{
      .month = std::move(asked.name),
      .total = sums_in(total, wire::UsageSum{}),
      .by_provider = grouped(sums, [](const auto& sum) { return sum.provider; }),
      .by_model = grouped(sums, [](const auto& sum) { return sum.provider + "/" + sum.model; }),
      .by_role = grouped(sums, [](const auto& sum) { return sum.role; }),
      .budget = {.month_micros = budget.month_micros}};
  for (const auto& raise : raises) report.raises.push_back(raise_view(raise));
  co_return report;
}

ports::GenerationRecord with_calls(ports::GenerationRecord generation,
                                   const ports::CallSum& calls) {
  if (calls.calls == 0) return generation;  // the built-in model's, which is in no book
  generation.usage.input_tokens = calls.input_tokens;
  generation.usage.output_tokens = calls.output_tokens;
  generation.usage.cost_micros = calls.cost_micros;
  return generation;
}

Task<wire::ProjectUsage> project_usage(UsagePorts ports, std::string project_id) {
  const auto project = co_await or_return(ports.state.project(std::move(project_id)));
  const auto total = co_await or_return(ports.usage.project_sum(project.id));
  const auto sums = co_await or_return(ports.usage.generation_sums(project.id, kMostGenerations));
  wire::ProjectUsage view{.project_id = project.id,
                          .total = sums_in(total, wire::UsageSum{}),
                          .limits = limits_of(project.settings)};
  for (const auto& sum : sums) {
    view.generations.push_back(
        sums_in(sum, wire::GenerationUsage{.generation_id = sum.generation_id}));
  }
  co_return view;
}

Task<wire::StepUsages> generation_usage(UsagePorts ports, std::string generation_id) {
  const auto view = co_await or_return(ports.state.generation(std::move(generation_id)));
  co_await or_return(ports.state.project(view.project.id));
  const auto steps = co_await or_return(ports.usage.step_sums(view.generation.id));
  ports::CallSum total;
  wire::StepUsages usages{.generation_id = view.generation.id};
  for (const auto& step : steps) {
    add(total, step.sum);
    wire::StepUsage usage{.step_id = step.step_id, .title = step.title};
    if (step.position) usage.number = *step.position + 1;
    usages.steps.push_back(sums_in(step.sum, std::move(usage)));
  }
  usages.total = sums_in(total, wire::UsageSum{});
  co_return usages;
}

Task<wire::ModelCallList> list_calls(UsagePorts ports, std::string generation_id,
                                     ports::PageQuery page) {
  const auto view = co_await or_return(ports.state.generation(std::move(generation_id)));
  co_await or_return(ports.state.project(view.project.id));
  auto calls = co_await or_return(ports.usage.calls(view.generation.id, std::move(page)));
  wire::ModelCallList list{.items = {}, .next_cursor = std::move(calls.next_cursor)};
  for (const auto& call : calls.items) list.items.push_back(call_view(call));
  co_return list;
}

}  // namespace sitewright::usecases
