#include "routes/core_api.hpp"

#include <utility>

#include "project/id.hpp"
#include "project/sha256.hpp"
#include "wire/route_match.hpp"

namespace sitewright::routes {

namespace {

using wire::Route;

/// Decisions taken anew before a contended row is given up on.
constexpr int kMaxDecisions = 8;
constexpr std::size_t kMaxIdempotencyKey = 255;

Task<HttpReply> dispatch(CoreApiPorts ports, Call call) {
  switch (call.route->route) {
    case Route::create_project:
      return carry_out(ports, std::move(call), create_project);
    case Route::list_projects:
      return list_projects(ports, std::move(call));
    case Route::get_project:
    case Route::watch_project:  // admin-web streams; here it only tells whether there is a project
      return get_project(ports, std::move(call));
    case Route::update_project:
      return carry_out(ports, std::move(call), update_project);
    case Route::delete_project:
      return carry_out(ports, std::move(call), delete_project);
    case Route::create_message:
      return carry_out(ports, std::move(call), create_message);
    case Route::get_thread:
      return get_thread(ports, std::move(call));
    case Route::create_generation:
      return carry_out(ports, std::move(call), create_generation);
    case Route::get_generation:
      return get_generation(ports, std::move(call));
    case Route::get_trace:
      return get_trace(ports, std::move(call));
    case Route::cancel_generation:
      return carry_out(ports, std::move(call), cancel_generation);
    case Route::pause_generation:
      return carry_out(ports, std::move(call), pause_generation);
    case Route::resume_generation:
      return carry_out(ports, std::move(call), resume_generation);
    case Route::get_plan:
      return get_plan(ports, std::move(call));
    case Route::get_step_context:
      return get_step_context(ports, std::move(call));
    case Route::list_decisions:
      return list_decisions(ports, std::move(call));
    case Route::answer_decision:
      return carry_out(ports, std::move(call), answer_decision);
    case Route::list_versions:
      return list_versions(ports, std::move(call));
    case Route::get_version:
      return get_version(ports, std::move(call));
    case Route::list_files:
      return list_files(ports, std::move(call));
    case Route::get_file:
      return get_file(ports, std::move(call));
    case Route::diff_versions:
      return diff_versions(ports, std::move(call));
    case Route::revert_version:
      return carry_out(ports, std::move(call), revert_version);
    case Route::export_version:
      return export_version(ports, std::move(call));
    case Route::list_builds:
      return list_builds(ports, std::move(call));
    case Route::get_build:
      return get_build(ports, std::move(call));
    case Route::get_build_log:
      return get_build_log(ports, std::move(call));
    case Route::get_build_thumbnail:
      return get_build_thumbnail(ports, std::move(call));
    case Route::get_build_diff:
      return get_build_diff(ports, std::move(call));
    case Route::get_thread_image:
      return get_thread_image(ports, std::move(call));
    case Route::create_deployment:
      return carry_out(ports, std::move(call), create_deployment);
    case Route::get_deployment:
      return get_deployment(ports, std::move(call));
    case Route::delete_deployment:
      return carry_out(ports, std::move(call), delete_deployment);
    case Route::deploy_thread:
      return carry_out(ports, std::move(call), deploy_thread);
    case Route::get_deploy_status:
      return get_deploy_status(ports, std::move(call));
    case Route::list_dead_letters:
      return list_dead_letters(ports, std::move(call));
    case Route::replay_dead_letter:
      return carry_out(ports, std::move(call), replay_dead_letter);
    case Route::get_usage:
      return get_usage(ports, std::move(call));
    case Route::get_project_usage:
      return get_project_usage(ports, std::move(call));
    case Route::list_calls:
      return list_calls(ports, std::move(call));
    case Route::get_generation_usage:
      return get_generation_usage(ports, std::move(call));
    case Route::get_budget:
      return get_budget(ports, std::move(call));
    case Route::set_budget:
      return set_budget(ports, std::move(call));
    case Route::get_models:
      return get_models(ports, std::move(call));
    case Route::list_provider_keys:
      return list_provider_keys(ports, std::move(call));
    case Route::set_provider_key:
      return set_provider_key(ports, std::move(call));
    case Route::delete_provider_key:
      return delete_provider_key(ports, std::move(call));
    case Route::get_openapi:
      return get_openapi(ports, std::move(call));
    case Route::get_liveness:
      return get_liveness(ports, std::move(call));
    case Route::get_readiness:
      return get_readiness(ports, std::move(call));
    case Route::get_metrics:
      return get_metrics(ports, std::move(call));
  }
  std::unreachable();
}

HttpReply reply_of(std::int64_t status, std::string body, std::string location) {
  HttpReply reply =
      body.empty() ? HttpReply{.status = status} : json_reply(status, std::move(body));
  if (!location.empty()) reply.with("location", std::move(location));
  return reply;
}

Result<std::string> idempotency_key(const Call& call) {
  if (!call.route->idempotency_key) return std::string();
  const auto key = call.request.header("idempotency-key");
  bool visible = true;
  for (const char c : key) visible = visible && c > ' ' && c < '\x7f';
  if (key.size() > kMaxIdempotencyKey || !visible) {
    return fail(Code::invalid_input, "Idempotency-Key must be 1 to 255 visible ASCII characters.",
                "Idempotency-Key");
  }
  return std::string(key);
}

Task<HttpReply> stored_reply(ports::Answer answer, std::string request_hash) {
  if (answer.request_hash != request_hash) {
    co_return fail(Code::conflict, "This Idempotency-Key was used for another request.",
                   "Idempotency-Key");
  }
  co_return reply_of(answer.status, std::move(answer.body), std::move(answer.location));
}

}  // namespace

Task<HttpReply> answer_core_api(CoreApiPorts ports, HttpRequest request) {
  // The description is served at the top level as well, where people look for it.
  const std::string path = request.path == "/openapi.json" ? "/api/v1/openapi.json" : request.path;
  const auto match = wire::match_route(request.method, path);
  HttpReply reply;
  if (const auto* allowed = std::get_if<wire::MethodNotAllowed>(&match)) {
    reply = method_not_allowed(request, allowed->allow);
  } else if (const auto* found = std::get_if<wire::RouteFound>(&match)) {
    Call call{request, found->info, found->params};
    auto checked = check_body(call);
    auto answer = checked ? co_await dispatch(ports, std::move(call))
                          : Result<HttpReply>(std::unexpected(checked.error()));
    if (!answer && answer.error().code == Code::broken_invariant) {
      ports.log.write(ports::Log::Level::error, "broken_invariant",
                      {{"requestId", request.request_id}, {"detail", answer.error().detail}});
    }
    reply = answer ? std::move(*answer) : problem(request, answer.error());
  } else {
    reply = problem(request, {Code::not_found, "There is no " + request.path + " here."});
  }
  reply.with("x-request-id", request.request_id);
  co_return reply;
}

Task<HttpReply> carry_out(CoreApiPorts ports, Call call, Decide decide) {
  const std::string user(project::kLocalUser);
  const auto key = co_await or_return(idempotency_key(call));
  const std::string request_hash = project::sha256_hex(
      call.request.method + "\n" + call.request.path + "\n" + call.request.body);
  for (int decision = 0; decision < kMaxDecisions; ++decision) {
    if (!key.empty()) {
      auto answer = co_await or_return(ports.state.answer(user, key));
      if (answer) co_return co_await or_return(stored_reply(std::move(*answer), request_hash));
    }
    auto prepared = co_await or_return(decide(ports, call));
    if (!key.empty()) {
      prepared.commit.key = "idempotent/" + user + "/" + key;
      prepared.commit.changes.emplace_back(ports::SaveAnswer{.user_id = user,
                                                             .key = key,
                                                             .request_hash = request_hash,
                                                             .status = prepared.status,
                                                             .location = prepared.location,
                                                             .body = prepared.body});
    }
    const auto committed =
        co_await usecases::commit_and_deliver(ports.deliver(), std::move(prepared.commit));
    if (committed && *committed == usecases::Committed::now) {
      co_return reply_of(prepared.status, std::move(prepared.body), std::move(prepared.location));
    }
    if (!committed && committed.error().code != Code::stale) {
      co_return std::unexpected(committed.error());
    }
  }
  co_return fail(Code::unavailable, "Too many changes at once. Nothing was changed; try again.");
}

HttpReply resource_reply(const Call& call, std::string body) {
  auto etag = etag_of(body);
  const bool same = names_etag(call.request.header("if-none-match"), etag);
  HttpReply reply = same ? HttpReply{.status = 304} : json_reply(200, std::move(body));
  return std::move(reply).with("etag", std::move(etag)).with("cache-control", "no-cache");
}

Result<Done> check_if_match(const Call& call, std::string_view representation) {
  const auto wanted = call.request.header("if-match");
  if (!wanted.empty() && !names_etag(wanted, etag_of(representation))) {
    return fail(Code::stale, "It has changed since you read it.", "If-Match");
  }
  return Done{};
}

Result<Done> check_body(const Call& call) {
  const auto limit = call.route->max_body_bytes;
  if (limit == 0) return Done{};
  if (call.request.body_truncated || call.request.body.size() > limit) {
    return fail(Code::too_large,
                "The body is over " + std::to_string(limit) + " bytes, which is the limit.");
  }
  const auto type = call.request.header("content-type");
  if (!type.empty() && !type.starts_with("application/json")) {
    return fail(Code::invalid_input, "The body must be application/json.", "Content-Type");
  }
  return Done{};
}

ports::PageQuery page_of(const wire::PageQuery& query) {
  return {.limit = query.limit.value_or(20), .cursor = query.cursor.value_or("")};
}

}  // namespace sitewright::routes
