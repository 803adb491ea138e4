#include "project/id.hpp"
#include "routes/core_api.hpp"
#include "usecases/model_report.hpp"
#include "usecases/reconcile.hpp"
#include "wire/generated/openapi.hpp"

namespace sitewright::routes {

namespace {

constexpr std::string_view kVersion = "0.1.0";

/// Times one check and says how it went.
Task<wire::Dependency> dependency(CoreApiPorts ports, std::string name, Task<std::string> check) {
  const auto begin = ports.clock.now();
  auto detail = co_await std::move(check);
  wire::Dependency result{.name = std::move(name), .latency_ms = ports.clock.now() - begin};
  result.status = detail ? wire::DependencyStatus::ok : wire::DependencyStatus::unavailable;
  result.detail = detail ? std::move(*detail) : detail.error().detail;
  co_return result;
}

Task<std::string> check_database(CoreApiPorts ports) {
  co_await or_return(ports.state.counts());
  co_return std::string("answers");
}

Task<std::string> check_blobs(CoreApiPorts ports) {
  std::vector<std::string> keys;
  keys.emplace_back("readyz");
  co_await or_return(ports.blobs.get_many(std::move(keys)));
  co_return std::string("answers");
}

Task<std::string> check_runner(CoreApiPorts ports) {
  auto reply = co_await or_return(ports.siblings.get("build-service", "/healthz", {}));
  if (reply.status != 200) {
    co_return fail(Code::unavailable, "The build runner does not answer; builds wait for it.");
  }
  co_return std::string("answers");
}

/// Who plans and who writes, with the keys of the deployment and the user's own.
Task<wire::ReadinessModel> answering_model(CoreApiPorts ports) {
  const auto standing = co_await ports.models.ledger.standing(std::string(project::kLocalUser));
  const auto report =
      usecases::model_report(ports.models.routing, standing.value_or(ports::Standing{}));
  wire::ReadinessModel model{.name = report.plans, .kind = wire::ReadinessModelKind::provider};
  if (report.fault) {
    model.detail = *report.fault + ". No language model is asked until that is mended.";
  } else if (report.plans == "builtin" && report.writes == "builtin") {
    model.kind = wire::ReadinessModelKind::builtin;
    model.detail = "The built-in model: rules without weights, no key, no language model.";
  } else {
    model.detail = "Plans with " + report.plans + ", writes with " + report.writes + ".";
  }
  co_return model;
}

}  // namespace

Task<HttpReply> get_openapi(CoreApiPorts, Call call) {
  co_return resource_reply(call, std::string(wire::openapi_json));
}

Task<HttpReply> get_liveness(CoreApiPorts, Call) {
  wire::Liveness liveness{.version = std::string(kVersion)};
  co_return json_reply(200, wire::encode(liveness)).with("cache-control", "no-store");
}

Task<HttpReply> get_readiness(CoreApiPorts ports, Call) {
  // The first question after a start, and the regular one while running: the moment to mend.
  const auto mended = co_await usecases::reconcile(
      {ports.deliver(), ports.context(), ports.models.ledger, ports.blobs},
      ports.config.get("BOOT_ID").value_or(""));
  if (!mended) {
    ports.log.write(ports::Log::Level::warning, "reconcile_failed",
                    {{"detail", mended.error().detail}});
  }
  wire::Readiness readiness{.status = wire::ReadinessStatus::ready,
                            .model = co_await or_return(answering_model(ports))};
  readiness.dependencies.push_back(
      co_await or_return(dependency(ports, "d1", check_database(ports))));
  readiness.dependencies.push_back(co_await or_return(dependency(ports, "r2", check_blobs(ports))));
  readiness.dependencies.push_back(
      co_await or_return(dependency(ports, "build-runner", check_runner(ports))));
  const auto ok = [&](std::size_t i) {
    return readiness.dependencies[i].status == wire::DependencyStatus::ok;
  };
  const bool serves = ok(0) && ok(1);
  if (!serves) {
    readiness.status = wire::ReadinessStatus::unavailable;
  } else if (!ok(2)) {
    readiness.status = wire::ReadinessStatus::degraded;
  }
  co_return json_reply(serves ? 200 : 503, wire::encode(readiness))
      .with("cache-control", "no-store");
}

Task<HttpReply> get_metrics(CoreApiPorts ports, Call) {
  const auto counts = co_await or_return(ports.state.counts());
  std::string text;
  for (const auto& [name, value] : counts) {
    text += "# TYPE sitewright_" + name + " gauge\n";
    text += "sitewright_" + name + " " + std::to_string(value) + "\n";
  }
  text += usecases::usage_metrics(co_await or_return(ports.models.usage.totals()));
  HttpReply reply{.body = std::move(text)};
  co_return std::move(reply)
      .with("content-type", "text/plain; version=0.0.4; charset=utf-8")
      .with("cache-control", "no-store");
}

}  // namespace sitewright::routes
