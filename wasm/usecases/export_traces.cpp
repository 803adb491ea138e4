#include "usecases/export_traces.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "usecases/trace.hpp"

namespace sitewright::usecases {

namespace {

using Level = ports::Log::Level;
using ports::Millis;

/// Calls that the end of their generation cut off are settled by then.
constexpr Millis kSettled = 2'000;
/// What ended longer ago is not sent any more.
constexpr Millis kReach = INT64_C(7) * 24 * 60 * 60 * 1000;
constexpr Millis kPatience = 10'000;
constexpr std::string_view kTracesPath = "/v1/traces";

struct Target {
  std::string name;  ///< as in trace_exports
  std::string url;
  std::vector<ports::UpstreamHeader> headers;
};

std::vector<Target> targets(ports::Config& config) {
  using Kind = ports::Credential::Kind;
  std::vector<Target> found;
  const auto add = [&](std::string name, std::string_view setting, std::string_view path,
                       std::optional<ports::UpstreamHeader> header) {
    auto url = config.get(setting).value_or("");
    if (url.empty()) return;
    while (url.ends_with('/')) url.pop_back();
    if (!url.ends_with(kTracesPath)) url += std::string(path) + std::string(kTracesPath);
    std::vector<ports::UpstreamHeader> headers{{"content-type", "application/json"}};
    if (header) headers.push_back(std::move(*header));
    found.push_back({std::move(name), std::move(url), std::move(headers)});
  };
  std::optional<ports::UpstreamHeader> listed;
  if (config.get("OTLP_HEADERS")) {
    listed = {"authorization", "", ports::Credential{Kind::header_list, "OTLP_HEADERS"}};
  }
  add("otlp", "OTLP_ENDPOINT", "", std::move(listed));
  add("langfuse", "LANGFUSE_BASE_URL", "/api/public/otel",
      ports::UpstreamHeader{
          "authorization", "Basic ",
          ports::Credential{Kind::basic, "LANGFUSE_PUBLIC_KEY:LANGFUSE_SECRET_KEY"}});
  return found;
}

/// Errors: unavailable when it was not taken.
Task<Done> send(ExportTracesPorts ports, const Target* target, std::string generation_id) {
  const auto rows = co_await or_return(ports.traces.trace(std::move(generation_id)));
  const auto reply =
      co_await or_return(ports.upstream.open({.url = target->url,
                                              .headers = target->headers,
                                              .body = wire::encode(otlp_of(trace_of(rows))),
                                              .first_byte_ms = kPatience,
                                              .silence_ms = kPatience}));
  // What a collector says besides is of no use.
  if (reply.stream) co_await ports.upstream.close(*reply.stream);
  if (reply.status >= 200 && reply.status < 300) co_return Done{};
  co_return fail(Code::unavailable, "it answered " + std::to_string(reply.status));
}

Task<Done> export_to(ExportTracesPorts ports, const Target* target) {
  const auto now = ports.clock.now();
  const auto due =
      co_await or_return(ports.traces.exports_due(target->name, now - kReach, now - kSettled, now));
  for (const auto& id : due) {
    const auto sent = co_await send(ports, target, id);
    if (sent) {
      co_await or_return(ports.traces.note_exported(id, target->name, ports.clock.now()));
      continue;
    }
    ports.log.write(
        Level::warning, "trace_not_exported",
        {{"generationId", id}, {"target", target->name}, {"detail", sent.error().detail}});
    co_await or_return(ports.traces.note_refused(id, target->name, ports.clock.now()));
    // Whoever refused one would refuse the others now as well.
    break;
  }
  co_return Done{};
}

}  // namespace

Task<Done> export_traces(ExportTracesPorts ports) {
  for (const auto& target : targets(ports.config)) {
    const auto done = co_await export_to(ports, &target);
    if (!done) {
      ports.log.write(Level::warning, "traces_not_exported",
                      {{"target", target.name}, {"detail", done.error().detail}});
    }
  }
  co_return Done{};
}

}  // namespace sitewright::usecases
