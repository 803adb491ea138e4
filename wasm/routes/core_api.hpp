// The HTTP API: decode -> use-case -> encode, one handler per row of schemas/http/routes.json.
// To add an endpoint: its row and schemas, a handler in core_api_<resource>.cpp, its case in
// core_api.cpp (the compiler asks for it), a test.
#pragma once

#include <string>
#include <vector>

#include "models/router/router.hpp"
#include "ports/effects.hpp"
#include "ports/ledger.hpp"
#include "ports/model_settings.hpp"
#include "ports/response_stream.hpp"
#include "ports/sibling.hpp"
#include "ports/state_store.hpp"
#include "ports/trace_store.hpp"
#include "ports/vault.hpp"
#include "routes/http.hpp"
#include "usecases/addresses.hpp"
#include "usecases/deliver.hpp"
#include "usecases/start_generation.hpp"
#include "usecases/transition.hpp"
#include "wire/generated/routes.hpp"

namespace sitewright::routes {

/// What is known of language models and what they cost.
struct ModelPorts {
  ports::Ledger& ledger;
  ports::UsageReader& usage;
  ports::ModelSettings& settings;
  ports::Vault& vault;
  models::ProviderDoor& providers;
  const models::Routing& routing;
};

struct CoreApiPorts {
  ports::StateStore& state;
  ports::TraceStore& traces;
  ports::BlobStore& blobs;
  ports::Queues& queues;
  ports::Channel& channel;
  ports::Sibling& siblings;
  ports::ResponseStream& response;
  ports::Clock& clock;
  ports::IdSource& ids;
  ports::Log& log;
  ports::Config& config;
  const usecases::Addresses& addresses;
  ModelPorts models;

  [[nodiscard]] usecases::DeliverPorts deliver() const { return {state, queues, channel, log}; }
  [[nodiscard]] usecases::StartPorts start() const { return {state, blobs, clock, ids, addresses}; }
  [[nodiscard]] usecases::TransitionContext context() const { return {clock, ids, addresses}; }
};

/// A request that has found its route.
struct Call {
  HttpRequest request;
  const wire::RouteInfo* route;
  std::vector<std::string> params;
};

Task<HttpReply> answer_core_api(CoreApiPorts ports, HttpRequest request);

// What a handler is made of -------------------------------------------------------------------

/// Reads answer; an error becomes a problem.
using Handler = Task<HttpReply> (*)(CoreApiPorts, Call);

/// What a command has decided: its answer, and the commit that makes it true.
struct Prepared {
  std::int64_t status;
  std::string body;
  std::string location;
  ports::Commit commit;
};
using Decide = Task<Prepared> (*)(CoreApiPorts, Call);

/// Decides, commits and answers; decides anew when the rows changed meanwhile. Honours
/// Idempotency-Key: the same key and body give the first answer, another body gives conflict.
Task<HttpReply> carry_out(CoreApiPorts ports, Call call, Decide decide);

/// An answer with its validator; 304 when If-None-Match names it.
[[nodiscard]] HttpReply resource_reply(const Call& call, std::string body);

/// Errors: stale when If-Match is there and does not name the present representation.
[[nodiscard]] Result<Done> check_if_match(const Call& call, std::string_view representation);

/// Errors: invalid_input for a body that is not JSON by its content-type; too_large over the
/// route's limit.
[[nodiscard]] Result<Done> check_body(const Call& call);

[[nodiscard]] ports::PageQuery page_of(const wire::PageQuery& query);

// The handlers, by resource -------------------------------------------------------------------

Task<Prepared> create_project(CoreApiPorts ports, Call call);
Task<HttpReply> list_projects(CoreApiPorts ports, Call call);
Task<HttpReply> get_project(CoreApiPorts ports, Call call);
Task<Prepared> update_project(CoreApiPorts ports, Call call);
Task<Prepared> delete_project(CoreApiPorts ports, Call call);
Task<Prepared> create_message(CoreApiPorts ports, Call call);
Task<HttpReply> get_thread(CoreApiPorts ports, Call call);

Task<Prepared> create_generation(CoreApiPorts ports, Call call);
Task<HttpReply> get_generation(CoreApiPorts ports, Call call);
Task<HttpReply> get_trace(CoreApiPorts ports, Call call);
Task<Prepared> cancel_generation(CoreApiPorts ports, Call call);
Task<Prepared> pause_generation(CoreApiPorts ports, Call call);
Task<Prepared> resume_generation(CoreApiPorts ports, Call call);
Task<HttpReply> get_plan(CoreApiPorts ports, Call call);
Task<HttpReply> get_step_context(CoreApiPorts ports, Call call);

Task<HttpReply> list_decisions(CoreApiPorts ports, Call call);
Task<Prepared> answer_decision(CoreApiPorts ports, Call call);

Task<HttpReply> list_versions(CoreApiPorts ports, Call call);
Task<HttpReply> get_version(CoreApiPorts ports, Call call);
Task<HttpReply> list_files(CoreApiPorts ports, Call call);
Task<HttpReply> get_file(CoreApiPorts ports, Call call);
Task<HttpReply> diff_versions(CoreApiPorts ports, Call call);
Task<Prepared> revert_version(CoreApiPorts ports, Call call);
Task<HttpReply> export_version(CoreApiPorts ports, Call call);

Task<HttpReply> list_builds(CoreApiPorts ports, Call call);
Task<HttpReply> get_build(CoreApiPorts ports, Call call);
Task<HttpReply> get_build_log(CoreApiPorts ports, Call call);
Task<HttpReply> get_build_diff(CoreApiPorts ports, Call call);

Task<HttpReply> get_build_thumbnail(CoreApiPorts ports, Call call);
Task<HttpReply> get_thread_image(CoreApiPorts ports, Call call);

Task<Prepared> create_deployment(CoreApiPorts ports, Call call);
Task<HttpReply> get_deployment(CoreApiPorts ports, Call call);
Task<Prepared> delete_deployment(CoreApiPorts ports, Call call);
Task<Prepared> deploy_thread(CoreApiPorts ports, Call call);
Task<HttpReply> get_deploy_status(CoreApiPorts ports, Call call);

Task<HttpReply> list_dead_letters(CoreApiPorts ports, Call call);
Task<Prepared> replay_dead_letter(CoreApiPorts ports, Call call);

Task<HttpReply> get_usage(CoreApiPorts ports, Call call);
Task<HttpReply> get_project_usage(CoreApiPorts ports, Call call);
Task<HttpReply> list_calls(CoreApiPorts ports, Call call);
Task<HttpReply> get_generation_usage(CoreApiPorts ports, Call call);
Task<HttpReply> get_budget(CoreApiPorts ports, Call call);
Task<HttpReply> set_budget(CoreApiPorts ports, Call call);
Task<HttpReply> get_models(CoreApiPorts ports, Call call);
Task<HttpReply> list_provider_keys(CoreApiPorts ports, Call call);
Task<HttpReply> set_provider_key(CoreApiPorts ports, Call call);
Task<HttpReply> delete_provider_key(CoreApiPorts ports, Call call);

Task<HttpReply> get_openapi(CoreApiPorts ports, Call call);
Task<HttpReply> get_liveness(CoreApiPorts ports, Call call);
Task<HttpReply> get_readiness(CoreApiPorts ports, Call call);
Task<HttpReply> get_metrics(CoreApiPorts ports, Call call);

}  // namespace sitewright::routes
