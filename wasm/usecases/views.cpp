#include "usecases/views.hpp"

#include <chrono>
#include <utility>

#include "usecases/attempts.hpp"
#include "wire/generated/model.hpp"
#include "wire/wire.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

std::optional<std::string> rfc3339(const std::optional<ports::Millis>& time) {
  return time ? std::optional(usecases::rfc3339(*time)) : std::nullopt;
}

/// An enum of the contract by the name its column holds; the columns' CHECKs keep the sets equal.
template <class E>
E named(std::string_view name) {
  return wire::from_string<E>(name).value_or(E{});
}

wire::ProjectStatus status_of(const ports::ProjectRecord& project) {
  using project::State;
  if (project.generation_state && !project::ended(*project.generation_state)) {
    return *project.generation_state == State::paused ? wire::ProjectStatus::paused
                                                      : wire::ProjectStatus::generating;
  }
  if (project.active_deployment_id) return wire::ProjectStatus::live;
  if (project.generation_state == State::failed || project.generation_state == State::escalated) {
    return wire::ProjectStatus::failed;
  }
  return project.latest_version > 0 ? wire::ProjectStatus::ready : wire::ProjectStatus::empty;
}

wire::StepState plan_status(std::span<const ports::StepRecord> steps) {
  std::size_t complete = 0;
  bool begun = false;
  for (const auto& step : steps) {
    if (step.status == "failed") return wire::StepState::failed;
    if (step.status == "skipped") return wire::StepState::skipped;
    if (step.status == "complete") ++complete;
    begun = begun || step.status != "pending";
  }
  if (complete == steps.size()) return wire::StepState::complete;
  return begun ? wire::StepState::in_progress : wire::StepState::pending;
}

/// The stages of one-click publishing. A version that is built needs all but the last in one batch,
/// so they share their times.
std::vector<wire::DeploymentStep> stages_of(const ports::DeploymentRecord& deployment) {
  using wire::DeployStage;
  using wire::StepState;
  const bool done = deployment.status == "live" || deployment.status == "archived";
  const bool failed = deployment.status == "failed";
  std::vector<wire::DeploymentStep> stages;
  for (const auto stage : {DeployStage::bundle, DeployStage::provision, DeployStage::upload,
                           DeployStage::domain, DeployStage::complete}) {
    const bool first = stage == DeployStage::bundle;
    wire::DeploymentStep step{.name = stage, .status = StepState::pending};
    if (done) {
      step.status = StepState::complete;
    } else if (failed) {
      step.status = first ? StepState::failed : StepState::skipped;
    } else if (first && deployment.status == "building") {
      step.status = StepState::in_progress;
    }
    if (step.status != StepState::pending && step.status != StepState::skipped) {
      step.started_at = usecases::rfc3339(deployment.created_at);
    }
    if (done || (failed && first)) step.finished_at = rfc3339(deployment.finished_at);
    stages.push_back(std::move(step));
  }
  return stages;
}

/// Decodes a JSON list that a row keeps, through the message that holds such a list.
template <class Holder>
auto items_of(const std::string& list) {
  auto holder = wire::decode<Holder>(R"({"items":)" + list + "}");
  return holder ? std::move(holder->items) : decltype(holder->items)();
}

std::optional<std::string> thumbnail_url(const std::optional<std::string>& build_id) {
  if (!build_id) return std::nullopt;
  return "/api/v1/builds/" + *build_id + "/thumbnail";
}

}  // namespace

std::string rfc3339(ports::Millis time) {
  using namespace std::chrono;
  const sys_time<milliseconds> point{milliseconds(time)};
  const auto day = floor<days>(point);
  const year_month_day date{day};
  const hh_mm_ss clock{point - day};
  std::string text;
  const auto put = [&text](auto number, std::size_t digits, char behind) {
    const auto written = std::to_string(number);
    if (written.size() < digits) text.append(digits - written.size(), '0');
    text.append(written).push_back(behind);
  };
  put(static_cast<int>(date.year()), 4, '-');
  put(static_cast<unsigned>(date.month()), 2, '-');
  put(static_cast<unsigned>(date.day()), 2, 'T');
  put(clock.hours().count(), 2, ':');
  put(clock.minutes().count(), 2, ':');
  put(clock.seconds().count(), 2, '.');
  put(clock.subseconds().count(), 3, 'Z');
  return text;
}

std::string version_id(std::string_view project_id, std::int64_t number) {
  return "ver" + std::string(project_id.substr(project_id.find('_'))) + "_" +
         std::to_string(number);
}

wire::Project project_view(const ports::ProjectRecord& project, const Addresses& addresses) {
  wire::Project view{.id = project.id,
                     .name = project.name,
                     .slug = project.slug,
                     .status = status_of(project),
                     .latest_version = project.latest_version,
                     .thumbnail_url = thumbnail_url(project.thumbnail_build_id),
                     .current_generation_id = project.current_generation_id,
                     .thread_id = project.thread_id,
                     .created_at = rfc3339(project.created_at),
                     .updated_at = rfc3339(project.updated_at)};
  if (project.active_deployment_id) {
    view.active_deployment =
        wire::ActiveDeployment{.deployment_id = *project.active_deployment_id,
                               .url = addresses.live(project.slug),
                               .version_id = version_id(project.id, project.live_version),
                               .version = project.live_version};
  }
  if (auto settings = wire::decode<wire::ProjectSettings>(project.settings)) {
    view.settings = std::move(*settings);
  }
  return view;
}

std::vector<wire::Image> images_of(const ports::MessageRecord& message) {
  return items_of<wire::Images>(message.images);
}

wire::Message message_view(const ports::MessageRecord& message) {
  if (message.content_type == "plan_reference") {
    wire::PlanMessage view{.id = message.id,
                           .thread_id = message.thread_id,
                           .generation_id = message.generation_id,
                           .role = named<wire::PlanMessageRole>(message.role),
                           .status = named<wire::PlanMessageStatus>(message.status),
                           .created_at = rfc3339(message.created_at)};
    if (auto whole = wire::decode<wire::PlanReference>(message.content)) {
      view.content = std::move(*whole);
    }
    return {.value = std::move(view)};
  }
  wire::TextMessage view{.id = message.id,
                         .thread_id = message.thread_id,
                         .generation_id = message.generation_id,
                         .role = named<wire::TextMessageRole>(message.role),
                         .content = message.content,
                         .status = named<wire::TextMessageStatus>(message.status),
                         .created_at = rfc3339(message.created_at)};
  if (auto images = images_of(message); !images.empty()) view.images = std::move(images);
  return {.value = std::move(view)};
}

wire::Generation generation_view(const ports::GenerationRecord& generation) {
  const auto& p = generation.progress;
  wire::Generation view{.id = generation.id,
                        .project_id = generation.project_id,
                        .kind = named<wire::GenerationKind>(generation.kind),
                        .state = named<wire::GenerationState>(project::to_string(p.state)),
                        .plan_id = generation.plan_id,
                        .build_id = generation.build_id,
                        .deployment_id = generation.deployment_id,
                        .attempts = static_cast<std::int64_t>(
                            std::max(p.plan_attempt, std::max(p.step_attempt, p.build_attempt))),
                        .error = generation.error,
                        .usage = {.model = generation.usage.model,
                                  .input_tokens = generation.usage.input_tokens,
                                  .output_tokens = generation.usage.output_tokens,
                                  .cost_micros = generation.usage.cost_micros},
                        .started_at = rfc3339(generation.started_at),
                        .finished_at = rfc3339(generation.finished_at)};
  if (generation.version_number) {
    view.version = generation.version_number;
    view.version_id = version_id(generation.project_id, *generation.version_number);
  }
  return view;
}

wire::Plan plan_view(const ports::PlanRecord& plan, std::span<const ports::StepRecord> steps) {
  wire::Plan view{.id = plan.id,
                  .project_id = plan.project_id,
                  .generation_id = plan.generation_id,
                  .title = plan.title,
                  .summary = plan.summary,
                  .status = plan_status(steps),
                  .created_at = rfc3339(plan.created_at)};
  if (auto reply = wire::decode<wire::PlanReply>(plan.reply)) {
    view.requirements = std::move(reply->requirements);
  }
  for (const auto& step : steps) {
    view.steps.push_back({.id = step.id,
                          .title = step.title,
                          .subtitle = step.subtitle,
                          .description = step.description,
                          .status = named<wire::StepState>(step.status),
                          .files = files_of(step),
                          .started_at = rfc3339(step.started_at),
                          .finished_at = rfc3339(step.finished_at)});
  }
  return view;
}

wire::Version version_view(const ports::VersionRecord& version, std::string_view slug,
                           const Addresses& addresses) {
  wire::Version view{.id = version_id(version.project_id, version.number),
                     .project_id = version.project_id,
                     .number = version.number,
                     .plan_id = version.plan_id,
                     .triggering_message_id = version.triggering_message_id,
                     .generation_id = version.generation_id,
                     .file_count = version.file_count,
                     .bytes = version.bytes,
                     .tree_hash = version.tree_hash,
                     .build_id = version.build_id,
                     .created_at = rfc3339(version.created_at)};
  if (version.build_status == "succeeded") {
    view.preview_url = addresses.preview(slug, version.number);
    if (version.thumbnail != 0) view.thumbnail_url = thumbnail_url(version.build_id);
  }
  return view;
}

wire::Build build_view(const ports::BuildRecord& build) {
  wire::Build view{.id = build.id,
                   .project_id = build.project_id,
                   .generation_id = build.generation_id,
                   .version_id = version_id(build.project_id, build.version_number),
                   .version = build.version_number,
                   .status = named<wire::BuildState>(build.status),
                   .attempt = build.attempt,
                   .exit_code = build.exit_code,
                   .duration_ms = build.duration_ms,
                   .errors = causes_of(build),
                   .files = build.files,
                   .bytes = build.bytes,
                   .thumbnail_url = build.thumbnail != 0 ? thumbnail_url(build.id)
                                                         : std::optional<std::string>(),
                   .created_at = rfc3339(build.created_at),
                   .finished_at = rfc3339(build.finished_at)};
  if (!build.tree_hash.empty()) view.tree_hash = build.tree_hash;
  if (build.repair) {
    view.repair = wire::Repair{.by = named<wire::RepairBy>(build.repair->by),
                               .summary = build.repair->summary,
                               .files = items_of<wire::FileChanges>(build.repair->files),
                               .base_build_id = build.repair->base};
  }
  return view;
}

wire::Deployment deployment_view(const ports::DeploymentRecord& deployment) {
  return {.id = deployment.id,
          .project_id = deployment.project_id,
          .version_id = version_id(deployment.project_id, deployment.version_number),
          .version = deployment.version_number,
          .build_id = deployment.build_id,
          .target = named<wire::DeploymentTarget>(deployment.target),
          .status = named<wire::DeploymentState>(deployment.status),
          .url = deployment.url,
          .steps = stages_of(deployment),
          .error = deployment.error,
          .created_at = rfc3339(deployment.created_at),
          .finished_at = rfc3339(deployment.finished_at)};
}

std::vector<wire::FileChange> files_of(const ports::StepRecord& step) {
  return items_of<wire::FileChanges>(step.files);
}

std::vector<wire::BuildError> errors_of(const ports::BuildRecord& build) {
  return items_of<wire::BuildErrors>(build.errors);
}

std::string files_json(const std::vector<wire::FileChange>& files) {
  wire::Writer to;
  wire::write_array(to, files, [](wire::Writer& out, const auto& file) { write(out, file); });
  return to.take();
}

std::string errors_json(const std::vector<wire::BuildError>& errors) {
  wire::Writer to;
  wire::write_array(to, errors, [](wire::Writer& out, const auto& error) { write(out, error); });
  return to.take();
}

}  // namespace sitewright::usecases
