#include "usecases/control_generation.hpp"

#include <utility>

#include "usecases/channel_events.hpp"
#include "usecases/decide.hpp"
#include "usecases/raise_budget.hpp"
#include "usecases/transition.hpp"
#include "usecases/version_tree.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

std::string command_key(StartPorts ports) {
  return "command/" + ports.ids.make("cmd");
}

/// The minutes of what a person asks for directly.
ports::InsertDecision noted_by_person(StartPorts ports, std::string project_id, project::Deed deed,
                                      std::string subject) {
  return {noted(ports.ids, ports.clock.now(),
                {.deed = deed,
                 .asker = project::Asker::person,
                 .risk = project::risk_of(deed),
                 .project_id = std::move(project_id),
                 .subject = std::move(subject)})};
}

Task<ports::ProjectRecord> matching_project(StartPorts ports, std::string project_id,
                                            std::optional<std::int64_t> revision) {
  auto project = co_await or_return(ports.state.project(std::move(project_id)));
  if (revision && *revision != project.revision) {
    co_return fail(Code::stale, "The project has changed since you read it.");
  }
  co_return project;
}

}  // namespace

Task<Decision<wire::Generation>> control_generation(StartPorts ports, std::string generation_id,
                                                    project::Event event) {
  auto view = co_await or_return(ports.state.generation(std::move(generation_id)));
  const auto transition = co_await or_return(project::advance(view.generation.progress, event));
  TransitionWriter writer({ports.clock, ports.ids, ports.addresses}, view, command_key(ports));
  if (ends_unbuilt(transition.next.state)) {
    co_await or_return(keep_best(&ports.blobs, &writer, &view));
  }
  writer.apply(transition);
  Decision<wire::Generation> decision{.answer = generation_view(view.generation),
                                      .commit = writer.take()};
  co_return decision;
}

Task<Decision<wire::Project>> update_project(StartPorts ports, std::string project_id,
                                             wire::UpdateProjectRequest request,
                                             std::optional<std::int64_t> revision) {
  auto project = co_await or_return(matching_project(ports, std::move(project_id), revision));
  const auto before = limits_of(project.settings);
  if (request.name) project.name = *request.name;
  if (request.settings) project.settings = wire::encode(*request.settings);
  project.updated_at = ports.clock.now();
  Decision<wire::Project> decision{.answer = project_view(project, ports.addresses),
                                   .commit = {.key = command_key(ports),
                                              .project_id = project.id,
                                              .guarded = ports::UpdateProject{project}}};
  if (auto subject = raised(before, limits_of(project.settings))) {
    decision.commit.changes.emplace_back(
        noted_by_person(ports, project.id, project::Deed::raise_budget, std::move(*subject)));
  }
  co_return decision;
}

Task<Decision<Done>> delete_project(StartPorts ports, std::string project_id,
                                    std::optional<std::int64_t> revision) {
  auto project = co_await or_return(matching_project(ports, std::move(project_id), revision));
  Decision<Done> decision{.answer = {}, .commit = {.key = command_key(ports)}};
  const bool running = project.generation_state && !project::ended(*project.generation_state);
  if (running && project.current_generation_id) {
    auto view = co_await or_return(ports.state.generation(*project.current_generation_id));
    const auto cancelled =
        co_await or_return(project::advance(view.generation.progress, project::Cancel{}));
    TransitionWriter writer({ports.clock, ports.ids, ports.addresses}, view, command_key(ports));
    writer.apply(cancelled);
    decision.commit = writer.take();
  } else {
    decision.commit.guarded = ports::UpdateProject{project};
  }
  decision.commit.project_id = project.id;
  decision.commit.changes.emplace_back(ports::DeleteProject{project.id});
  decision.commit.changes.emplace_back(
      noted_by_person(ports, project.id, project::Deed::delete_project, "Delete the project."));
  co_return decision;
}

namespace {

/// A deployment that waits for its build takes the generation with it that was to publish it.
Task<Decision<Done>> call_off(StartPorts ports, ports::GenerationView view) {
  const auto cancelled =
      co_await or_return(project::advance(view.generation.progress, project::Cancel{}));
  TransitionWriter writer({ports.clock, ports.ids, ports.addresses}, view, command_key(ports));
  view.deployment->status = "archived";
  view.deployment->finished_at = writer.now();
  writer.add(deployment_event(*view.deployment));
  writer.add(ports::EndDeployment{*view.deployment});
  co_await or_return(keep_best(&ports.blobs, &writer, &view));
  writer.apply(cancelled);
  co_return Decision<Done>{.answer = {}, .commit = writer.take()};
}

}  // namespace

Task<Decision<Done>> archive_deployment(StartPorts ports, std::string deployment_id) {
  auto deployment = co_await or_return(ports.state.deployment(std::move(deployment_id)));
  const auto project = co_await or_return(ports.state.project(deployment.project_id));
  if (deployment.status == "building" && deployment.generation_id) {
    auto view = co_await or_return(ports.state.generation(*deployment.generation_id));
    if (view.deployment && !project::ended(view.generation.progress.state)) {
      co_return co_await or_return(call_off(ports, std::move(view)));
    }
  }
  deployment.status = "archived";
  Decision<Done> decision{
      .answer = {}, .commit = {.key = command_key(ports), .project_id = deployment.project_id}};
  decision.commit.changes.emplace_back(
      ports::ArchiveDeployment{deployment.project_id, deployment.id});
  decision.commit.events.push_back(deployment_event(deployment));
  if (project.active_deployment_id == deployment.id) {
    decision.commit.changes.emplace_back(noted_by_person(
        ports, project.id, project::Deed::unpublish,
        "Take version " + std::to_string(deployment.version_number) + " off the site's address."));
  }
  co_return decision;
}

}  // namespace sitewright::usecases
