#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "project/generation.hpp"
#include "routes/workers.hpp"
#include "usecases/channel_events.hpp"
#include "wire/generated/queue.hpp"
#include "wire/route_match.hpp"

namespace sitewright::routes {

namespace {

// What workers/admin-web/forward.ts obeys.
constexpr const char* kForward = "x-sitewright-forward";

HttpReply forward(std::string_view to) {
  return HttpReply{}.with(kForward, std::string(to));
}

std::string_view name_of(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool loopback_name(std::string_view host) {
  const auto name = name_of(host);
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool loopback_address(std::string_view remote) {
  return remote.starts_with("127.") || remote == "::1" || remote.starts_with("::ffff:127.");
}

/// Equal in time that depends on the lengths only.
bool equal_secret(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return difference == 0;
}

/// A page of another origin (a generated site among them) may not act for the person.
bool from_elsewhere(const HttpRequest& request) {
  const auto origin = request.header("origin");
  if (!origin.empty())
    return origin != "http://" + request.host && origin != "https://" + request.host;
  const auto site = request.header("sec-fetch-site");
  return site == "cross-site" || site == "same-site";
}

/// Closed by default: without a credential only this machine's own browser and tools are served,
/// and only when the deployment says that it listens to this machine alone.
Result<Done> authorized(AdminWebPorts ports, const HttpRequest& request) {
  const auto token = ports.config.get("API_TOKEN").value_or("");
  const auto given = request.header("authorization");
  constexpr std::string_view scheme = "Bearer ";
  if (!token.empty() && given.starts_with(scheme) &&
      equal_secret(given.substr(scheme.size()), token)) {
    return Done{};
  }
  const bool loopback_only = ports.config.get("LOOPBACK_ONLY").value_or("") == "true";
  if (loopback_only && loopback_name(request.host) && loopback_address(request.remote) &&
      given.empty() && !from_elsewhere(request)) {
    return Done{};
  }
  return fail(Code::unauthorized,
              token.empty() ? "This deployment has no API token, so nobody is let in from afar."
                            : "Send the API token as Authorization: Bearer <token>.");
}

bool is_api(std::string_view path) {
  return path == "/api" || path.starts_with("/api/") || path == "/metrics";
}

bool is_service(std::string_view path) {
  constexpr std::array<std::string_view, 3> open{"/healthz", "/readyz", "/openapi.json"};
  return is_api(path) || std::ranges::find(open, path) != open.end();
}

std::int64_t sequence_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

std::string ending_states() {
  std::string states;
  for (const auto state : {project::State::complete, project::State::failed,
                           project::State::escalated, project::State::cancelled}) {
    if (!states.empty()) states += ',';
    states += project::to_string(state);
  }
  return states;
}

/// Opens the project's channel for a watcher, if there is such a project.
Task<HttpReply> watch(AdminWebPorts ports, HttpRequest request, std::string project_id) {
  const auto query = co_await or_return(wire::decode_query<wire::WatchQuery>(request.query));
  auto found = co_await or_return(ports.siblings.get("core-api", "/api/v1/projects/" + project_id,
                                                     {{"x-request-id", request.request_id}}));
  if (found.status != 200) {
    co_return HttpReply{.status = found.status, .body = std::move(found.body)}.with(
        "content-type", "application/problem+json");
  }
  const auto project = co_await or_return(wire::decode<wire::Project>(found.body));
  const auto resumed = sequence_of(request.header("last-event-id"));
  const auto after = std::max(resumed, query.after.value_or(0));
  HttpReply reply = forward("channel");
  reply.with("x-channel-project", project.id).with("x-channel-after", std::to_string(after));
  if (query.until) {
    reply.with("x-channel-until", project.current_generation_id.value_or(""))
        .with("x-channel-until-states", ending_states());
  }
  co_return reply;
}

Task<HttpReply> answer_app(AdminWebPorts ports, HttpRequest request) {
  if (!is_service(request.path)) co_return forward("assets");
  if (is_api(request.path)) co_await or_return(authorized(ports, request));
  const auto match = wire::match_route(request.method, request.path);
  if (const auto* route = std::get_if<wire::RouteFound>(&match);
      route != nullptr && route->info->route == wire::Route::watch_project) {
    co_return co_await or_return(watch(ports, std::move(request), route->params.at(0)));
  }
  co_return forward("core-api");
}

// --- the *-to-bff queues: the fast path of what D1 makes durable ---

ports::ChannelEvent event_of(const wire::StepStatus& status) {
  const bool complete = status.status == wire::StepStatusStatus::complete;
  const ports::StepRecord step{.id = status.step_id,
                               .plan_id = status.plan_id,
                               .position = status.index,
                               .status = complete ? "complete" : "failed",
                               .files = usecases::files_json(status.files)};
  return usecases::step_event(status.project_id, step, static_cast<std::size_t>(status.total),
                              static_cast<std::uint32_t>(status.attempt));
}

ports::ChannelEvent event_of(const wire::BuildStatus& status) {
  using Status = wire::BuildStatusStatus;
  const bool running = status.status == Status::running || status.status == Status::testing;
  const auto state = running ? wire::BuildState::running
                             : wire::from_string<wire::BuildState>(wire::to_string(status.status))
                                   .value_or(wire::BuildState::running);
  return usecases::build_event(status.project_id, status.build_id, status.version_number, state,
                               status.percent, status.attempt);
}

Result<ports::ChannelEvent> event_from(std::string_view queue, std::string_view body) {
  if (queue == "step-status-to-bff-queue") {
    if (const auto repair = wire::decode<wire::RepairStatus>(body)) {
      return usecases::repair_event(*repair);
    }
    return wire::decode<wire::StepStatus>(body).transform(
        [](const auto& status) { return event_of(status); });
  }
  if (auto log = wire::decode<wire::BuildLog>(body)) {
    return usecases::log_event(log->project_id, log->build_id, log->attempt, log->chunk,
                               log->stream, std::move(log->lines));
  }
  return wire::decode<wire::BuildStatus>(body).transform(
      [](const auto& status) { return event_of(status); });
}

}  // namespace

Task<HttpReply> answer_admin_web(AdminWebPorts ports, HttpRequest request) {
  const std::string& base = ports.addresses.base_host();
  if (request.host.size() > base.size() && request.host.ends_with("." + base)) {
    co_return forward("sites");
  }
  const std::string request_id = request.request_id;
  auto answer = co_await answer_app(ports, request);
  HttpReply reply = answer ? std::move(*answer) : problem(request, answer.error());
  co_return std::move(reply).with("x-request-id", request_id);
}

Task<wire::QueueOutcome> consume_admin_web(AdminWebPorts ports, QueueBatch batch) {
  // One call per project and batch: a build's log comes in many messages.
  std::vector<std::pair<std::string, std::vector<ports::ChannelEvent>>> by_project;
  wire::QueueOutcome outcome;
  Result<Done> result = Done{};
  for (const auto& message : batch.messages) {
    auto event = event_from(batch.queue, message.body);
    if (!event) {
      static_cast<void>(verdict(ports.log, batch, message, std::unexpected(event.error())));
      continue;
    }
    auto at = std::ranges::find(by_project, event->project_id,
                                [](const auto& entry) { return entry.first; });
    if (at == by_project.end()) {
      at = by_project.insert(at, {event->project_id, {}});
    }
    at->second.push_back(std::move(*event));
  }
  for (auto& [project_id, events] : by_project) {
    auto published = co_await ports.channel.publish(project_id, std::move(events));
    if (!published) result = std::unexpected(published.error());
  }
  for (const auto& message : batch.messages) {
    outcome.messages.push_back(verdict(ports.log, batch, message, result));
  }
  co_return outcome;
}

}  // namespace sitewright::routes
