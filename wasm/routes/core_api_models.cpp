#include "project/id.hpp"
#include "routes/core_api.hpp"
#include "usecases/model_report.hpp"
#include "usecases/raise_budget.hpp"
#include "usecases/set_provider_key.hpp"
#include "usecases/usage_report.hpp"

namespace sitewright::routes {

namespace {

std::string user() {
  return std::string(project::kLocalUser);
}

usecases::UsagePorts usage_ports(CoreApiPorts ports) {
  return {ports.models.usage, ports.state, ports.clock};
}

HttpReply fresh(std::string body) {
  return json_reply(200, std::move(body)).with("cache-control", "no-store");
}

}  // namespace

Task<HttpReply> get_usage(CoreApiPorts ports, Call call) {
  auto query = co_await or_return(wire::decode_query<wire::UsageQuery>(call.request.query));
  const auto report = co_await or_return(
      usecases::usage_report(usage_ports(ports), user(), std::move(query.month)));
  co_return fresh(wire::encode(report));
}

Task<HttpReply> get_project_usage(CoreApiPorts ports, Call call) {
  const auto usage =
      co_await or_return(usecases::project_usage(usage_ports(ports), call.params.at(0)));
  co_return fresh(wire::encode(usage));
}

Task<HttpReply> list_calls(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  const auto calls = co_await or_return(
      usecases::list_calls(usage_ports(ports), call.params.at(0), page_of(query)));
  co_return fresh(wire::encode(calls));
}

Task<HttpReply> get_generation_usage(CoreApiPorts ports, Call call) {
  const auto usage =
      co_await or_return(usecases::generation_usage(usage_ports(ports), call.params.at(0)));
  co_return fresh(wire::encode(usage));
}

Task<HttpReply> get_budget(CoreApiPorts ports, Call) {
  const auto budget = co_await or_return(ports.models.usage.budget(user()));
  co_return fresh(wire::encode(wire::Budget{.month_micros = budget.month_micros}));
}

Task<HttpReply> set_budget(CoreApiPorts ports, Call call) {
  const auto budget = co_await or_return(wire::decode<wire::Budget>(call.request.body));
  co_await or_return(
      usecases::set_budget({ports.models.usage, ports.models.settings, ports.clock, ports.ids},
                           user(), {budget.month_micros}));
  co_return fresh(wire::encode(budget));
}

Task<HttpReply> get_models(CoreApiPorts ports, Call) {
  const auto standing = co_await or_return(ports.models.ledger.standing(user()));
  co_return fresh(wire::encode(usecases::model_report(ports.models.routing, standing)));
}

Task<HttpReply> list_provider_keys(CoreApiPorts ports, Call) {
  const auto standing = co_await or_return(ports.models.ledger.standing(user()));
  co_return fresh(wire::encode(usecases::provider_keys(ports.models.routing, standing)));
}

Task<HttpReply> set_provider_key(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::ProviderKeyRequest>(call.request.body));
  const auto& models = ports.models;
  const auto key = co_await or_return(
      usecases::set_provider_key({models.ledger, models.settings, models.vault, models.providers,
                                  models.routing, ports.clock, ports.ids},
                                 user(), call.params.at(0), std::move(request.key)));
  co_return fresh(wire::encode(usecases::key_view(key)));
}

Task<HttpReply> delete_provider_key(CoreApiPorts ports, Call call) {
  if (!co_await or_return(ports.models.settings.delete_key(user(), call.params.at(0)))) {
    co_return fail(Code::not_found, "You have set no key for " + call.params.at(0) + ".");
  }
  co_return HttpReply{.status = 204};
}

}  // namespace sitewright::routes
