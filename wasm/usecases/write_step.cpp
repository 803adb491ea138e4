#include "usecases/write_step.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "codeops/apply.hpp"
#include "codeops/parser.hpp"
#include "usecases/model_parts.hpp"
#include "usecases/snapshot.hpp"
#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"
#include "wire/generated/model.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

using project::State;

/// The step that the message asks for, if that attempt is still wanted.
const ports::StepRecord* wanted(const ports::GenerationView& view,
                                const wire::StepRequested& message) {
  const auto& progress = view.generation.progress;
  if (progress.state != State::coding || progress.steps_done >= view.steps.size()) return nullptr;
  const auto& step = view.steps[progress.steps_done];
  const bool current = step.id == message.step_id && progress.step_attempt == message.attempt;
  return current ? &step : nullptr;
}

/// Shows the text of an answer to watchers while it is written. May lose some; never fails.
class LiveText final : public ports::TextSink {
 public:
  LiveText(WriteStepPorts ports, std::string project_id, std::string step_id)
      : ports_(ports), project_id_(std::move(project_id)), step_id_(std::move(step_id)) {}

  Task<Done> text(std::string chunk) override {
    // A bad answer ends the parsing here; write() finds out and says why.
    std::vector<codeops::Event> events;
    if (!parser_.feed(chunk, events)) co_return Done{};
    std::vector<std::string> deltas;
    for (const auto& event : events) {
      if (const auto* written = std::get_if<codeops::TextWritten>(&event)) {
        deltas.push_back(wire::encode(wire::StepDeltaEvent{
            .step_id = step_id_, .path = written->path, .text = written->text}));
      }
    }
    const auto shown = co_await ports_.channel.publish_live(
        project_id_, std::string(wire::event_name<wire::StepDeltaEvent>), std::move(deltas));
    if (!shown) {
      ports_.log.write(ports::Log::Level::info, "live_text_lost", {{"stepId", step_id_}});
    }
    co_return Done{};
  }

 private:
  WriteStepPorts ports_;
  std::string project_id_;
  std::string step_id_;
  codeops::Parser parser_;
};

Task<project::TextTree> tree_before(WriteStepPorts ports, const ports::GenerationView* view,
                                    std::size_t position) {
  if (position > 0) {
    co_return co_await or_return(load_tree({ports.blobs}, view->project.id,
                                           view->steps[position - 1].tree_hash.value_or("")));
  }
  if (view->base) {
    co_return co_await or_return(load_tree({ports.blobs}, view->project.id, view->base->tree_hash));
  }
  co_return starter_tree();
}

ports::ModelRequest coder_request(const ports::GenerationView& view, std::size_t position,
                                  const project::TextTree& tree) {
  ports::ModelRequest request{.role = ports::Role::coder, .parts = conversation_parts(view)};
  request.parts.push_back({ports::PartKind::plan, {}, view.plan->reply});
  const auto plan = wire::decode<wire::PlanReply>(view.plan->reply);
  request.parts.push_back({ports::PartKind::step, std::to_string(position),
                           plan && position < plan->steps.size()
                               ? wire::encode_document(plan->steps[position])
                               : std::string()});
  std::ranges::move(file_parts(tree), std::back_inserter(request.parts));
  return request;
}

std::vector<wire::FileChange> changes_of(const project::TextTree& before,
                                         const project::TextTree& after) {
  using Kind = wire::FileChangeChange;
  std::vector<wire::FileChange> changes;
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old != before.end() && old->second == text) continue;
    changes.push_back({.path = path,
                       .change = old == before.end() ? Kind::added : Kind::changed,
                       .bytes = static_cast<std::int64_t>(text.size())});
  }
  for (const auto& [path, text] : before) {
    if (!after.contains(path)) changes.push_back({.path = path, .change = Kind::removed});
  }
  return changes;
}

struct Written {
  StoredTree stored;
  std::vector<wire::FileChange> changes;
  ports::Usage usage;
};

Task<Written> write(WriteStepPorts ports, const ports::GenerationView* view, std::size_t position) {
  const auto before = co_await or_return(tree_before(ports, view, position));
  LiveText live(ports, view->project.id, view->steps[position].id);
  auto reply = co_await or_return(ports.model.ask(coder_request(*view, position, before), &live));
  const auto answer = co_await or_return(codeops::parse(reply.text));
  auto after = co_await or_return(codeops::apply_operations(before, answer.operations));
  Written written{.stored = {}, .changes = changes_of(before, after), .usage = reply.usage};
  if (written.changes.empty()) {
    co_return fail(Code::invalid_input, "The answer changed no file.");
  }
  written.stored =
      co_await or_return(store_tree({ports.blobs}, view->project.id, std::move(after)));
  co_return written;
}

}  // namespace

Task<Done> write_step(WriteStepPorts ports, wire::StepRequested message) {
  const auto view = co_await or_return(ports.state.generation(message.generation_id));
  const auto* step = wanted(view, message);
  if (step == nullptr || !view.plan) co_return Done{};

  wire::StepStatus status{.generation_id = message.generation_id,
                          .project_id = message.project_id,
                          .plan_id = message.plan_id,
                          .step_id = message.step_id,
                          .index = step->position,
                          .total = static_cast<std::int64_t>(view.steps.size()),
                          .attempt = message.attempt,
                          .usage = {.model = ports.model.name()}};
  auto written = co_await write(ports, &view, static_cast<std::size_t>(step->position));
  // What passes by itself is left to the queue: it delivers the message again.
  if (!written && written.error().code == Code::unavailable) {
    co_return std::unexpected(written.error());
  }
  if (written) {
    status.status = wire::StepStatusStatus::complete;
    status.tree_hash = written->stored.tree_hash;
    status.file_count = static_cast<std::int64_t>(written->stored.manifest.entries().size());
    status.bytes = static_cast<std::int64_t>(written->stored.manifest.total_bytes());
    status.files = std::move(written->changes);
    status.usage = {.model = written->usage.model,
                    .input_tokens = written->usage.input_tokens,
                    .output_tokens = written->usage.output_tokens,
                    .cost_micros = written->usage.cost_micros};
  } else {
    ports.log.write(ports::Log::Level::warning, "step_failed",
                    {{"stepId", message.step_id}, {"detail", written.error().detail}});
    status.status = wire::StepStatusStatus::failed;
    status.error = written.error().detail.substr(0, 1900);
    status.retryable = false;
  }
  const std::string body = wire::encode(status);
  co_await or_return(ports.queues.send("step-status-to-bff-queue", {body}));
  co_await or_return(ports.queues.send("step-status-to-db-queue", {body}));
  co_return Done{};
}

}  // namespace sitewright::usecases
