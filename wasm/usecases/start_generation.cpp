#include "usecases/start_generation.hpp"

#include <utility>

#include "project/generation.hpp"
#include "usecases/channel_events.hpp"
#include "usecases/decide.hpp"
#include "usecases/message_images.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/transition.hpp"
#include "usecases/views.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::size_t kMaxNameBytes = 60;

/// The prompt's first words, until the plan brings a better name.
std::string working_name(std::string_view prompt) {
  std::string name;
  for (const char c : prompt) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (space && (name.empty() || name.back() == ' ')) continue;
    name += space ? ' ' : c;
    if (name.size() > kMaxNameBytes) break;
  }
  if (name.size() > kMaxNameBytes) {
    const auto last_space = name.rfind(' ');
    name.resize(last_space == std::string::npos ? kMaxNameBytes : last_space);
    // Never half a character: drop a cut UTF-8 sequence at the end.
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U) {
      name.pop_back();
    }
    if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xC0U) name.pop_back();
    name += "…";
  }
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

bool publishes(const std::string& settings) {
  const auto decoded = wire::decode<wire::ProjectSettings>(settings);
  return !decoded || decoded->auto_publish.value_or(true);
}

ports::MessageRecord user_message(StartPorts ports, const ports::ProjectRecord& project,
                                  std::string generation_id, std::string content,
                                  std::string images) {
  return {.id = ports.ids.make("msg"),
          .thread_id = project.thread_id,
          .generation_id = std::move(generation_id),
          .role = "user",
          .content_type = "text",
          .content = std::move(content),
          .created_at = ports.clock.now(),
          .images = std::move(images)};
}

/// A new generation as it stands before anything happened; revision 0 keys its first events.
ports::GenerationRecord new_generation(StartPorts ports, const ports::ProjectRecord& project,
                                       std::string kind) {
  const auto now = ports.clock.now();
  return {.id = ports.ids.make("gen"),
          .project_id = project.id,
          .kind = std::move(kind),
          .base_version = project.latest_version,
          .progress = {.publishes = publishes(project.settings)},
          .revision = 0,
          .started_at = now,
          .wake_at = now + kPlanLease};
}

/// Rows, message and events of a generation that begins with planning.
void begin_planning(ports::Commit& commit, const ports::GenerationRecord& generation,
                    const ports::MessageRecord& message) {
  commit.changes.emplace_back(ports::InsertGeneration{generation});
  commit.changes.emplace_back(ports::InsertMessage{message});
  commit.messages.push_back(
      {"plan-requests-queue",
       wire::encode(wire::PlanRequested{.generation_id = generation.id,
                                        .project_id = generation.project_id,
                                        .attempt = generation.progress.plan_attempt})});
  commit.events.push_back(message_event(generation.project_id, message));
  commit.events.push_back(state_event(generation, project::State::queued, 0, {}));
}

/// The project as it will be while `generation` runs; an error while another one does.
Result<ports::ProjectRecord> claimed(ports::ProjectRecord project, const std::string& generation) {
  if (project.generation_state && !project::ended(*project.generation_state)) {
    return fail(Code::conflict,
                "A generation of this project is still running. Wait for it or cancel it.");
  }
  project.current_generation_id = generation;
  return project;
}

std::string command_key(StartPorts ports) {
  return "command/" + ports.ids.make("cmd");
}

/// Moves what TransitionWriter made into a commit that is guarded by the project instead: the
/// generation is inserted as it stands after its first transition.
ports::Commit insert_generation(TransitionWriter& writer, const ports::GenerationView& view,
                                ports::ProjectRecord guard) {
  ports::Commit commit = writer.take();
  commit.guarded = ports::UpdateProject{std::move(guard)};
  commit.changes.insert(commit.changes.begin(), ports::InsertGeneration{view.generation});
  return commit;
}

}  // namespace

Task<Decision<wire::Project>> create_project(StartPorts ports, std::string user_id,
                                             wire::CreateProjectRequest request) {
  const auto now = ports.clock.now();
  ports::ProjectRecord project{
      .id = ports.ids.make("prj"),
      .user_id = std::move(user_id),
      .name = request.name ? *request.name : working_name(request.prompt),
      .slug = {},
      .thread_id = ports.ids.make("thr"),
      .created_at = now,
      .updated_at = now,
  };
  // A working address; the plan's name for the site makes the real one.
  project.slug = "site-" + project.id.substr(project.id.size() - 10);
  if (request.settings) project.settings = wire::encode(*request.settings);

  auto generation = new_generation(ports, project, "create");
  auto images = co_await or_return(keep_images(
      ports.blobs, project.id, std::move(request.images).value_or(std::vector<wire::NewImage>())));
  const auto message =
      user_message(ports, project, generation.id, std::move(request.prompt), std::move(images));
  generation.message_id = message.id;
  project.current_generation_id = generation.id;
  project.generation_state = generation.progress.state;

  Decision<wire::Project> decision{.answer = project_view(project, ports.addresses),
                                   .commit = {.key = command_key(ports), .project_id = project.id},
                                   .location = "/api/v1/projects/" + project.id};
  decision.commit.changes.emplace_back(ports::InsertProject{project});
  begin_planning(decision.commit, generation, message);
  co_return decision;
}

Task<Decision<StartedChange>> change_project(StartPorts ports, std::string project_id, Wish wish) {
  auto project = co_await or_return(ports.state.project(std::move(project_id)));
  auto generation =
      new_generation(ports, project, project.latest_version == 0 ? "create" : "change");
  auto guard = co_await or_return(claimed(project, generation.id));
  auto images = co_await or_return(keep_images(ports.blobs, project.id, std::move(wish.images)));
  if (wish.prompt.empty()) {
    const auto messages = co_await or_return(ports.state.messages(project.thread_id));
    for (const auto& message : messages) {
      if (message.role != "user" || message.status != "active") continue;
      wish.prompt = message.content;
      images = message.images;
    }
  }
  auto message =
      user_message(ports, project, generation.id, std::move(wish.prompt), std::move(images));
  generation.message_id = message.id;

  Decision<StartedChange> decision{.answer = {message.id, generation},
                                   .commit = {.key = command_key(ports),
                                              .project_id = project.id,
                                              .guarded = ports::UpdateProject{std::move(guard)}},
                                   .location = "/api/v1/generations/" + generation.id};
  begin_planning(decision.commit, generation, message);
  co_return decision;
}

Task<Decision<wire::Generation>> revert_version(StartPorts ports, std::string project_id,
                                                std::int64_t version) {
  auto project = co_await or_return(ports.state.project(std::move(project_id)));
  const auto target = co_await or_return(ports.state.version(project.id, version));
  const auto built = co_await or_return(ports.state.build_of_tree(project.id, target.tree_hash));
  const auto manifest =
      co_await or_return(load_manifest({ports.blobs}, project.id, target.tree_hash));

  auto generation = new_generation(ports, project, "revert");
  auto guard = co_await or_return(claimed(project, generation.id));
  const std::int64_t number = project.latest_version + 1;
  std::vector<ports::BlobObject> copy;
  copy.push_back({version_manifest_key(project.id, number), manifest.encode(), "application/json"});
  co_await or_return(ports.blobs.put(std::move(copy)));

  ports::GenerationView view{.generation = std::move(generation), .project = project};
  TransitionWriter writer({ports.clock, ports.ids, ports.addresses}, view, command_key(ports));
  ports::BuildRecord build = built ? *built
                                   : ports::BuildRecord{.id = ports.ids.make("bld"),
                                                        .project_id = project.id,
                                                        .generation_id = view.generation.id,
                                                        .version_number = number,
                                                        .status = "queued",
                                                        .created_at = writer.now(),
                                                        .tree_hash = target.tree_hash};
  view.build = build;
  view.generation.build_id = build.id;
  view.generation.version_number = number;
  if (!built) writer.add(ports::InsertBuild{build});
  writer.add(ports::InsertVersion{{.project_id = project.id,
                                   .number = number,
                                   .plan_id = target.plan_id,
                                   .triggering_message_id = target.triggering_message_id,
                                   .generation_id = view.generation.id,
                                   .tree_hash = target.tree_hash,
                                   .file_count = target.file_count,
                                   .bytes = target.bytes,
                                   .build_id = build.id,
                                   .created_at = writer.now()}});
  if (target.triggering_message_id) {
    // The plan that answered the message belongs to it: archive from the next user message on.
    const auto messages = co_await or_return(ports.state.messages(project.thread_id));
    std::string last_kept = *target.triggering_message_id;
    for (const auto& message : messages) {
      if (message.id <= last_kept) continue;
      if (message.role == "user") break;
      last_kept = message.id;
    }
    writer.add(ports::ArchiveMessagesAfter{project.thread_id, last_kept});
  }
  writer.apply(project::begin_with_tree(view.generation.progress, built.has_value()));
  guard.latest_version = number;
  Decision<wire::Generation> decision{.answer = generation_view(view.generation),
                                      .commit = insert_generation(writer, view, std::move(guard)),
                                      .location = "/api/v1/generations/" + view.generation.id};
  co_return decision;
}

namespace {

/// A generation that builds a version and then publishes it.
Task<Decision<wire::Deployment>> build_and_publish(StartPorts ports, ports::ProjectRecord project,
                                                   ports::VersionRecord version,
                                                   std::string target) {
  auto generation = new_generation(ports, project, "publish");
  auto guard = co_await or_return(claimed(project, generation.id));
  generation.progress.publishes = true;  // it was asked for, whatever the settings say
  ports::GenerationView view{.generation = std::move(generation), .project = std::move(project)};
  TransitionWriter writer({ports.clock, ports.ids, ports.addresses}, view, command_key(ports));
  view.build = ports::BuildRecord{.id = ports.ids.make("bld"),
                                  .project_id = view.project.id,
                                  .generation_id = view.generation.id,
                                  .version_number = version.number,
                                  .status = "queued",
                                  .created_at = writer.now(),
                                  .tree_hash = version.tree_hash};
  view.deployment = ports::DeploymentRecord{.id = ports.ids.make("dep"),
                                            .project_id = view.project.id,
                                            .generation_id = view.generation.id,
                                            .version_number = version.number,
                                            .build_id = view.build->id,
                                            .target = std::move(target),
                                            .status = "building",
                                            .created_at = writer.now()};
  view.generation.version_number = version.number;
  view.generation.build_id = view.build->id;
  view.generation.deployment_id = view.deployment->id;
  view.version = std::move(version);
  writer.add(ports::InsertBuild{*view.build});
  writer.add(ports::SetVersionBuild{view.project.id, view.version->number, view.build->id});
  writer.add(ports::InsertDeployment{*view.deployment});
  writer.add(deployment_event(*view.deployment));
  writer.apply(project::begin_with_tree(view.generation.progress, false));
  Decision<wire::Deployment> decision{.answer = deployment_view(*view.deployment),
                                      .commit = insert_generation(writer, view, std::move(guard)),
                                      .location = "/api/v1/deployments/" + view.deployment->id};
  co_return decision;
}

}  // namespace

Task<Decision<wire::Deployment>> publish_version(StartPorts ports, std::string project_id,
                                                 std::int64_t version, std::string target) {
  auto project = co_await or_return(ports.state.project(std::move(project_id)));
  if (version == 0) version = project.latest_version;
  if (version == 0) co_return fail(Code::conflict, "The project has no version to publish yet.");
  auto found = co_await or_return(ports.state.version(project.id, version));
  auto build_id = found.build_id;
  if (found.build_status != "succeeded") {
    const auto twin = co_await or_return(ports.state.build_of_tree(project.id, found.tree_hash));
    if (!twin) {
      co_return co_await or_return(
          build_and_publish(ports, std::move(project), std::move(found), std::move(target)));
    }
    build_id = twin->id;
  }
  const auto now = ports.clock.now();
  const bool preview = target == "preview";
  ports::DeploymentRecord deployment{.id = ports.ids.make("dep"),
                                     .project_id = project.id,
                                     .version_number = version,
                                     .build_id = build_id,
                                     .target = std::move(target),
                                     .status = "live",
                                     .url = preview ? ports.addresses.preview(project.slug, version)
                                                    : ports.addresses.live(project.slug),
                                     .created_at = now,
                                     .finished_at = now};
  Decision<wire::Deployment> decision{
      .answer = deployment_view(deployment),
      .commit = {.key = command_key(ports), .project_id = project.id},
      .location = "/api/v1/deployments/" + deployment.id};
  decision.commit.events.push_back(deployment_event(deployment));
  decision.commit.changes.emplace_back(ports::InsertDeployment{deployment});
  if (build_id != found.build_id) {
    decision.commit.changes.emplace_back(
        ports::SetVersionBuild{project.id, version, build_id.value_or("")});
  }
  // A preview has an address of its own: the pointer stays where it is.
  if (preview) co_return decision;
  if (auto minutes =
          noted_publication(ports.ids, now, project, deployment, project::Asker::person)) {
    decision.commit.changes.emplace_back(ports::InsertDecision{std::move(*minutes)});
  }
  decision.commit.changes.emplace_back(ports::SwitchLive{project.id, deployment.id});
  co_return decision;
}

}  // namespace sitewright::usecases
