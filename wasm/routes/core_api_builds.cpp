#include "context/diff/unified.hpp"
#include "routes/core_api.hpp"
#include "usecases/build_excerpts.hpp"
#include "usecases/control_generation.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/views.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::routes {

namespace {

/// A build that the caller may see: its project is there.
Task<ports::BuildRecord> visible_build(CoreApiPorts ports, std::string id) {
  auto build = co_await or_return(ports.state.build(std::move(id)));
  co_await or_return(ports.state.project(build.project_id));
  co_return build;
}

Task<ports::DeploymentRecord> visible_deployment(CoreApiPorts ports, std::string id) {
  auto deployment = co_await or_return(ports.state.deployment(std::move(id)));
  co_await or_return(ports.state.project(deployment.project_id));
  co_return deployment;
}

/// The stage that is under way, or the last one.
wire::DeployStage current_stage(const wire::Deployment& deployment) {
  for (const auto& step : deployment.steps) {
    if (step.status != wire::StepState::complete) return step.name;
  }
  return wire::DeployStage::complete;
}

}  // namespace

Task<HttpReply> list_builds(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  const auto project = co_await or_return(ports.state.project(call.params.at(0)));
  auto page = co_await or_return(ports.state.builds(project.id, page_of(query)));
  wire::BuildList list{.next_cursor = std::move(page.next_cursor)};
  for (const auto& build : page.items) list.items.push_back(usecases::build_view(build));
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-cache");
}

Task<HttpReply> get_build(CoreApiPorts ports, Call call) {
  const auto build = co_await or_return(visible_build(ports, call.params.at(0)));
  auto view = usecases::build_view(build);
  auto excerpts = co_await or_return(usecases::build_excerpts(&ports.blobs, &build));
  if (!excerpts.empty()) view.excerpts = std::move(excerpts);
  co_return resource_reply(call, wire::encode(view));
}

Task<HttpReply> get_build_diff(CoreApiPorts ports, Call call) {
  const auto build = co_await or_return(visible_build(ports, call.params.at(0)));
  HttpReply reply;
  if (build.repair && build.repair->base) {
    const auto base = co_await or_return(ports.state.build(*build.repair->base));
    const auto before =
        co_await or_return(usecases::load_tree({ports.blobs}, build.project_id, base.tree_hash));
    const auto after =
        co_await or_return(usecases::load_tree({ports.blobs}, build.project_id, build.tree_hash));
    reply.body = context::unified_tree(before, after);
  }
  co_return std::move(reply)
      .with("content-type", "text/x-diff; charset=utf-8")
      .with("x-content-type-options", "nosniff")
      .with("cache-control", "no-cache");
}

Task<HttpReply> get_build_log(CoreApiPorts ports, Call call) {
  const auto build = co_await or_return(visible_build(ports, call.params.at(0)));
  std::vector<std::string> keys;
  keys.push_back(usecases::log_key(build.id));
  const auto found = co_await or_return(ports.blobs.get_many(std::move(keys)));
  std::string text;
  if (found.at(0)) {
    const auto log = co_await or_return(wire::decode<wire::BuildLogChunks>(*found[0]));
    for (const auto& chunk : log.chunks) {
      for (const auto& line : chunk.lines) text += line + "\n";
    }
  }
  HttpReply reply{.body = std::move(text)};
  co_return std::move(reply)
      .with("content-type", "text/plain; charset=utf-8")
      .with("x-content-type-options", "nosniff")
      .with("cache-control", "no-cache");
}

Task<Prepared> create_deployment(CoreApiPorts ports, Call call) {
  const auto request =
      co_await or_return(wire::decode<wire::CreateDeploymentRequest>(call.request.body));
  const auto target = request.target.value_or(wire::DeploymentTarget::production);
  auto decision = co_await or_return(
      usecases::publish_version(ports.start(), request.project_id, request.version.value_or(0),
                                std::string(wire::to_string(target))));
  co_return Prepared{201, wire::encode(decision.answer), std::move(decision.location),
                     std::move(decision.commit)};
}

Task<HttpReply> get_deployment(CoreApiPorts ports, Call call) {
  const auto deployment = co_await or_return(visible_deployment(ports, call.params.at(0)));
  co_return resource_reply(call, wire::encode(usecases::deployment_view(deployment)));
}

Task<Prepared> delete_deployment(CoreApiPorts ports, Call call) {
  const auto deployment = co_await or_return(visible_deployment(ports, call.params.at(0)));
  co_await or_return(check_if_match(call, wire::encode(usecases::deployment_view(deployment))));
  auto decision = co_await or_return(usecases::archive_deployment(ports.start(), deployment.id));
  co_return Prepared{204, {}, {}, std::move(decision.commit)};
}

Task<Prepared> deploy_thread(CoreApiPorts ports, Call call) {
  const auto project = co_await or_return(ports.state.project_of_thread(call.params.at(0)));
  auto decision =
      co_await or_return(usecases::publish_version(ports.start(), project.id, 0, "production"));
  const wire::DeployJob job{.job_id = decision.answer.id};
  co_return Prepared{202, wire::encode(job), "/api/v1/deploy/status/" + job.job_id,
                     std::move(decision.commit)};
}

Task<HttpReply> get_deploy_status(CoreApiPorts ports, Call call) {
  const auto record = co_await or_return(visible_deployment(ports, call.params.at(0)));
  const auto project = co_await or_return(ports.state.project(record.project_id));
  auto deployment = usecases::deployment_view(record);
  wire::DeployStatus status{.job_id = record.id,
                            .project_id = project.id,
                            .thread_id = project.thread_id,
                            .deployment_id = record.id,
                            .status = deployment.status,
                            .stage = current_stage(deployment),
                            .stages = std::move(deployment.steps),
                            .url = std::move(deployment.url),
                            .error = std::move(deployment.error)};
  co_return json_reply(200, wire::encode(status)).with("cache-control", "no-cache");
}

}  // namespace sitewright::routes
