#include "usecases/model_report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::string_view kBuiltin = "builtin";

const ports::ProviderKey* own_key(const ports::Standing& standing, std::string_view provider) {
  const auto at = std::ranges::find(standing.keys, provider, &ports::ProviderKey::provider);
  return at == standing.keys.end() ? nullptr : &*at;
}

/// Also who needs none.
bool is_open(const models::Routing& routing, std::string_view provider) {
  return std::ranges::find(routing.open, provider) != routing.open.end();
}

wire::ProviderHealth health_view(const ports::Standing& standing, std::string_view provider) {
  using State = wire::ProviderHealthState;
  wire::ProviderHealth view{.state = State::closed};
  const auto at = std::ranges::find(standing.health, provider, &ports::ProviderHealth::provider);
  if (at == standing.health.end()) return view;
  switch (at->circuit) {
    case ports::Circuit::closed:
      break;
    case ports::Circuit::open:
      view.state = State::open;
      view.retry_at = rfc3339(at->open_until);
      break;
    case ports::Circuit::half_open:
      view.state = State::half_open;
      break;
  }
  view.failures = at->failures;
  if (!at->last_failure.empty()) view.last_failure = at->last_failure;
  return view;
}

wire::ProviderReport provider_view(const models::Routing& routing, const ports::Standing& standing,
                                   const models::KnownProvider& provider) {
  using Source = wire::ProviderReportKeySource;
  const bool open = is_open(routing, provider.name);
  const bool own = own_key(standing, provider.name) != nullptr;
  wire::ProviderReport view{.name = provider.name,
                            .title = provider.title,
                            .available = own || open,
                            .key_source = Source::none,
                            .takes_key = provider.takes_key,
                            .health = health_view(standing, provider.name)};
  // Who needs no key has none, unless the deployment gives it one.
  if (open && !provider.secret.empty()) view.key_source = Source::deployment;
  if (own) view.key_source = Source::own;
  for (const auto& offer : routing.offers) {
    if (offer.provider != provider.name) continue;
    const auto& price = offer.prices.usual;
    view.models.push_back({.name = offer.model,
                           .window_tokens = offer.window_tokens,
                           .output_tokens = offer.output_tokens,
                           .input_micros = price.input,
                           .cached_micros = price.cached,
                           .output_micros = price.output});
  }
  return view;
}

std::string choice_name(const models::Choice& choice) {
  switch (choice.kind) {
    case models::Choice::Kind::builtin:
      return std::string(kBuiltin);
    case models::Choice::Kind::automatic:
      return "auto";
    case models::Choice::Kind::fixed:
      return models::to_string(choice.fixed);
  }
  std::unreachable();
}

/// Names come from the catalogue or a setting: what would end a label is left out.
std::string labels(const ports::CallSum& sum) {
  const auto safe = [](std::string text) {
    std::erase_if(text, [](char c) { return c == '"' || c == '\\' || c < ' '; });
    return text;
  };
  return "{provider=\"" + safe(sum.provider) + "\",model=\"" + safe(sum.model) + "\",outcome=\"" +
         safe(sum.outcome) + "\"";
}

}  // namespace

wire::ModelReport model_report(const models::Routing& routing, const ports::Standing& standing) {
  const auto open = models::open_providers(routing, standing);
  wire::ModelReport report{.choice = choice_name(routing.choice),
                           .plans = std::string(kBuiltin),
                           .writes = std::string(kBuiltin),
                           .price_version = routing.price_version};
  if (!routing.fault.empty()) report.fault = routing.fault;
  for (const auto& provider : routing.providers) {
    report.providers.push_back(provider_view(routing, standing, provider));
  }
  for (std::size_t i = 0; i < models::kTaskClasses; ++i) {
    const auto task = static_cast<ports::TaskClass>(i);
    wire::TaskRoute route{.task = std::string(models::to_string(task))};
    for (const auto& candidate :
         models::candidates(task, routing.choice, routing.routes, routing.offers, open)) {
      route.candidates.push_back(models::to_string(candidate));
    }
    if (!route.candidates.empty()) {
      if (task == ports::TaskClass::plan) report.plans = route.candidates.front();
      if (task == ports::TaskClass::code_frontend) report.writes = route.candidates.front();
    }
    report.routes.push_back(std::move(route));
  }
  return report;
}

wire::ProviderKey key_view(const ports::ProviderKey& key) {
  return {.provider = key.provider,
          .source = wire::ProviderKeySource::own,
          .last_four = key.last_four,
          .validated_at = rfc3339(key.validated_at),
          .key_id = key.key_id};
}

wire::ProviderKeyList provider_keys(const models::Routing& routing,
                                    const ports::Standing& standing) {
  wire::ProviderKeyList list;
  for (const auto& provider : routing.providers) {
    if (const auto* own = own_key(standing, provider.name)) list.items.push_back(key_view(*own));
    if (is_open(routing, provider.name) && !provider.secret.empty()) {
      list.items.push_back(
          {.provider = provider.name, .source = wire::ProviderKeySource::deployment});
    }
  }
  return list;
}

std::string usage_metrics(const std::vector<ports::CallSum>& totals) {
  if (totals.empty()) return {};
  std::string calls = "# TYPE sitewright_model_calls_total counter\n";
  std::string tokens = "# TYPE sitewright_model_tokens_total counter\n";
  std::string money = "# TYPE sitewright_model_cost_micros_total counter\n";
  for (const auto& sum : totals) {
    const auto name = labels(sum);
    calls += "sitewright_model_calls_total" + name + "} " + std::to_string(sum.calls) + "\n";
    money +=
        "sitewright_model_cost_micros_total" + name + "} " + std::to_string(sum.cost_micros) + "\n";
    const std::array kinds{std::pair("input", sum.input_tokens),
                           std::pair("cached", sum.cached_tokens),
                           std::pair("output", sum.output_tokens)};
    for (const auto& [kind, count] : kinds) {
      tokens += "sitewright_model_tokens_total" + name + ",kind=\"" + kind + "\"} " +
                std::to_string(count) + "\n";
    }
  }
  return calls + tokens + money;
}

}  // namespace sitewright::usecases
