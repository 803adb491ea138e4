#include "usecases/write_step.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "codeops/apply.hpp"
#include "codeops/parser.hpp"
#include "models/router/money.hpp"
#include "project/utf8.hpp"
#include "usecases/added_packages.hpp"
#include "usecases/catalogue_files.hpp"
#include "usecases/changes.hpp"
#include "usecases/interest.hpp"
#include "usecases/message_images.hpp"
#include "usecases/model_parts.hpp"
#include "usecases/review_step.hpp"
#include "usecases/site_packages.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/stand_in.hpp"
#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"
#include "wire/generated/model.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

using project::State;

/// Findings that a coder is given and a status carries; maxItems of schemas/queue/step_status.json.
constexpr std::size_t kMaxFindings = 20;
/// In bytes, of the same schema.
constexpr std::size_t kMaxNote = 2'000;

/// The step that the message asks for, if that attempt is still wanted.
const ports::StepRecord* wanted(const ports::GenerationView& view,
                                const wire::StepRequested& message) {
  const auto& progress = view.generation.progress;
  if (progress.state != State::coding || progress.steps_done >= view.steps.size()) return nullptr;
  const auto& step = view.steps[progress.steps_done];
  const bool current = step.id == message.step_id && progress.step_attempt == message.attempt;
  return current ? &step : nullptr;
}

/// Shows the text of an answer to watchers while it is written, and may lose some.
class LiveText final : public ports::TextSink {
 public:
  /// `muted`: watchers may have seen text of this step already.
  LiveText(WriteStepPorts ports, std::string project_id, std::string step_id, bool muted)
      : ports_(ports),
        project_id_(std::move(project_id)),
        step_id_(std::move(step_id)),
        muted_(muted) {}

  Task<Done> text(std::string chunk) override {
    if (!muted_) co_await or_return(show(std::move(chunk)));
    co_return Done{};
  }

  /// Nothing more is shown: the finished files come with the step's status.
  Task<Done> begin_again() override {
    muted_ = true;
    co_return Done{};
  }

 private:
  Task<Done> show(std::string chunk) {
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
    if (deltas.empty()) co_return Done{};
    const auto shown = co_await ports_.channel.publish_live(
        project_id_, std::string(wire::event_name<wire::StepDeltaEvent>), std::move(deltas));
    if (!shown) {
      ports_.log.write(ports::Log::Level::info, "live_text_lost", {{"stepId", step_id_}});
    }
    co_return Done{};
  }

  WriteStepPorts ports_;
  std::string project_id_;
  std::string step_id_;
  codeops::Parser parser_;
  bool muted_;
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

/// What coder and reviewer are told alike: the conversation, the plan, the step.
std::vector<ports::Part> step_parts(const ports::GenerationView& view, std::size_t position) {
  auto parts = conversation_parts(view);
  parts.push_back({ports::PartKind::plan, {}, view.plan->reply});
  const auto plan = wire::decode<wire::PlanReply>(view.plan->reply);
  parts.push_back({ports::PartKind::step, std::to_string(position),
                   plan && position < plan->steps.size()
                       ? wire::encode_document(plan->steps[position])
                       : std::string()});
  return parts;
}

/// The packages of the plan; core-api has left those in it that are allowed.
std::vector<wire::WantedDependency> planned_packages(const ports::GenerationView& view) {
  auto plan = wire::decode<wire::PlanReply>(view.plan->reply);
  if (!plan || !plan->dependencies) return {};
  return std::move(*plan->dependencies);
}

/// What a coder must know of packages that this generation was refused.
std::vector<ports::Part> refused_parts(const ports::GenerationView& view) {
  std::vector<ports::Part> parts;
  for (const auto& decision : view.decisions) {
    if (decision.state == "approved" || decision.generation_id != view.generation.id) continue;
    parts.push_back(
        {ports::PartKind::action, "refused", "Not allowed, do without:\n" + decision.packages});
  }
  return parts;
}

/// Keeps what the model was shown, for people. Losing it costs nobody the step.
Task<Done> keep_report(WriteStepPorts ports, std::string project_id, std::string step_id,
                       wire::ContextReport report) {
  auto kept = co_await ports.blobs.put(
      {{context_key(project_id, step_id), wire::encode(report), "application/json"}});
  if (!kept) {
    ports.log.write(ports::Log::Level::warning, "context_report_lost",
                    {{"stepId", step_id}, {"detail", kept.error().detail}});
  }
  co_return Done{};
}

Task<ports::ModelRequest> coder_request(WriteStepPorts ports, const ports::GenerationView* view,
                                        std::size_t position, const project::TextTree* tree) {
  ports::ModelRequest request{.role = ports::Role::coder,
                              .parts = step_parts(*view, position),
                              .task = ports::TaskClass::code_frontend,
                              .whose = attribution(*view, view->steps[position].id)};
  auto images = co_await or_return(image_parts(ports.blobs, view));
  const auto room_of_images = images.size() * static_cast<std::size_t>(models::kTokensOfImage);
  std::ranges::move(images, std::back_inserter(request.parts));
  if (ports::shows_images(request)) request.task = ports::TaskClass::visual;
  auto window = ports.model.window(request.whose, request.task);
  window.system_reserve += room_of_images;
  std::ranges::move(refused_parts(*view), std::back_inserter(request.parts));
  auto context = co_await or_return(
      step_context(ports.context, view, position, tree, std::move(window), request.whose));
  std::ranges::move(context.parts, std::back_inserter(request.parts));
  co_await or_return(
      keep_report(ports, view->project.id, view->steps[position].id, std::move(context.report)));
  co_return request;
}

struct Written {
  StoredTree stored;
  std::vector<wire::FileChange> changes;
  std::vector<wire::ReviewFinding> findings;
  std::vector<std::string> notes;
};

/// What the answers to one step have taken, and what there is to say of them.
struct Effort {
  ports::Usage usage = {};
  bool shown = false;          ///< watchers may have seen text of the step
  std::string stands_in = {};  ///< of the last answer, as in ports::ModelReply
  bool blind = false;          ///< likewise
};

/// The coder's model is the one that is named.
void add(ports::Usage& sum, const ports::Usage& usage) {
  sum.input_tokens += usage.input_tokens;
  sum.output_tokens += usage.output_tokens;
  sum.cost_micros += usage.cost_micros;
}

/// One answer of the coder. `mend`: what was wrong with the one before; empty for the first.
Task<std::string> ask_coder(WriteStepPorts ports, const ports::GenerationView* view,
                            std::size_t position, const project::TextTree* tree, std::string mend,
                            Effort* effort) {
  // Text that is shown once is not taken back: whatever comes later is not shown.
  LiveText live(ports, view->project.id, view->steps[position].id,
                std::exchange(effort->shown, true));
  GenerationInterest interest(ports.generations, *view);
  ports.context.reference.interest = &interest;
  auto request = co_await or_return(coder_request(ports, view, position, tree));
  request.interest = &interest;
  if (!mend.empty()) request.parts.push_back({ports::PartKind::review, {}, std::move(mend)});
  auto reply = co_await or_return(ports.model.ask(std::move(request), &live));
  add(effort->usage, reply.usage);
  effort->usage.model = reply.usage.model;
  effort->stands_in = std::move(reply.stands_in);
  effort->blind = reply.blind;
  co_return std::move(reply.text);
}

Result<project::TextTree> applied(const project::TextTree& tree, std::string_view text) {
  const auto answer = codeops::parse(text);
  if (!answer) return std::unexpected(answer.error());
  auto after = codeops::apply_operations(tree, answer->operations);
  if (after) after = with_catalogue_files(std::move(*after));
  if (after && *after == tree) return fail(Code::invalid_input, "The answer changed no file.");
  return after;
}

/// The first answer of a step: a package that nobody allowed sends it back to the coder.
Result<project::TextTree> applied_with_allowed(const project::TextTree& tree, std::string_view text,
                                               const ports::GenerationView& view) {
  auto after = applied(tree, text);
  if (!after) return after;
  const auto added = added_packages(tree, *after, allowed_packages(starter_tree(), view.decisions));
  if (added.empty()) return after;
  return fail(Code::invalid_input, added.front() +
                                       " is not allowed. Do without it and leave package.json "
                                       "and package-lock.json as they are.");
}

/// Any later answer: it stands without such packages.
void drop_packages(const project::TextTree& before, project::TextTree& after,
                   const ports::GenerationView& view) {
  const auto allowed = allowed_packages(starter_tree(), view.decisions);
  if (!added_packages(before, after, allowed).empty()) put_back_packages(before, after);
}

Task<Review> reviewed(WriteStepPorts ports, const ports::GenerationView* view, std::size_t position,
                      const project::TextTree* before, const project::TextTree* after,
                      Effort* effort) {
  auto parts = step_parts(*view, position);
  for (const auto& change : changes_of(*before, *after)) {
    const auto file = after->find(change.path);
    if (file != after->end()) {
      parts.push_back({ports::PartKind::file, file->first, file->second});
    }
  }
  auto old_ways = deprecated_in(parts, *before);
  GenerationInterest interest(ports.generations, *view);
  auto review =
      co_await or_return(review_step({ports.model, ports.log, &interest}, std::move(parts),
                                     attribution(*view, view->steps[position].id)));
  add(effort->usage, review.usage);
  add_findings(review, std::move(old_ways));
  co_return review;
}

/// The findings go back to the coder; its answer stands if it applies and leaves the step a change.
Task<Review> mend(WriteStepPorts ports, const ports::GenerationView* view, std::size_t position,
                  const project::TextTree* before, project::TextTree* after, Review review,
                  Effort* effort) {
  auto text = co_await ask_coder(
      ports, view, position, after,
      "The review found:\n" + findings_in_words(review.findings, kMaxFindings), effort);
  if (!text && text.error().code == Code::stale) co_return std::unexpected(text.error());
  auto mended = text ? applied(*after, *text) : std::unexpected(text.error());
  if (mended) drop_packages(*before, *mended, *view);
  if (!mended || *mended == *before) {
    ports.log.write(ports::Log::Level::warning, "review_not_mended",
                    {{"stepId", view->steps[position].id},
                     {"detail", mended ? "The step would be undone." : mended.error().detail}});
    co_return review;
  }
  *after = std::move(*mended);
  co_return co_await or_return(reviewed(ports, view, position, before, after, effort));
}

/// What a person should know of how the step was made.
std::vector<std::string> notes_of(const std::string& title, const Effort& effort,
                                  const Review& review) {
  std::vector<std::string> notes;
  if (!effort.stands_in.empty()) {
    notes.push_back(stand_in_words("write “" + title + "”", effort.stands_in));
  }
  if (effort.blind) notes.push_back(blind_words(effort.usage.model, "what it writes"));
  if (!review.missing.empty()) {
    notes.push_back("Nobody could review “" + title + "”: " + review.missing);
  }
  for (auto& note : notes) {
    if (note.size() > kMaxNote) note.resize(kMaxNote);
    note.resize(project::utf8_valid_prefix(note));  // not in the middle of a character
  }
  return notes;
}

Task<Written> write(WriteStepPorts ports, const ports::GenerationView* view, std::size_t position,
                    Effort* effort) {
  co_await or_return(load_templates(&ports.context.assets));
  const auto found = co_await or_return(tree_before(ports, view, position));
  const auto before = with_packages(found, planned_packages(*view));
  auto text = co_await or_return(ask_coder(ports, view, position, &before, {}, effort));
  auto after = applied_with_allowed(before, text, *view);
  if (!after) {
    text = co_await or_return(ask_coder(ports, view, position, &before,
                                        "The answer could not be applied: " + after.error().detail,
                                        effort));
    after = applied(before, text);
    // Whatever it is that does not apply: conflict is the model's word for a budget.
    if (!after) co_return fail(Code::invalid_input, std::move(after.error().detail));
    drop_packages(before, *after, *view);
  }
  auto review = co_await or_return(reviewed(ports, view, position, &before, &*after, effort));
  if (review.blocks) {
    review = co_await or_return(
        mend(ports, view, position, &before, &*after, std::move(review), effort));
  }
  Written written{.stored = {},
                  .changes = changes_of(found, *after),
                  .findings = std::move(review.findings),
                  .notes = notes_of(view->steps[position].title, *effort, review)};
  written.stored =
      co_await or_return(store_tree({ports.blobs}, view->project.id, std::move(*after)));
  co_return written;
}

}  // namespace

Task<Done> write_step(WriteStepPorts ports, wire::StepRequested message, std::int64_t delivery) {
  const auto view = co_await or_return(ports.generations.generation(message.generation_id));
  const auto* step = wanted(view, message);
  if (step == nullptr || !view.plan) co_return Done{};

  wire::StepStatus status{.generation_id = message.generation_id,
                          .project_id = message.project_id,
                          .plan_id = message.plan_id,
                          .step_id = message.step_id,
                          .index = step->position,
                          .total = static_cast<std::int64_t>(view.steps.size()),
                          .attempt = message.attempt};
  Effort effort{.usage = {.model = ports.model.name()},
                .shown = delivery > 1 || message.attempt > 1};
  auto written = co_await write(ports, &view, static_cast<std::size_t>(step->position), &effort);
  // What passes by itself is left to the queue: it delivers the message again. The last time the
  // step says itself what was in the way.
  if (!written && written.error().code == Code::unavailable && delivery <= kRedeliveries) {
    co_return std::unexpected(written.error());
  }
  // The generation ended meanwhile, or another attempt goes on: there is nobody to tell.
  if (!written && written.error().code == Code::stale) co_return Done{};
  if (written) {
    status.status = wire::StepStatusStatus::complete;
    status.tree_hash = written->stored.tree_hash;
    status.file_count = static_cast<std::int64_t>(written->stored.manifest.entries().size());
    status.bytes = static_cast<std::int64_t>(written->stored.manifest.total_bytes());
    status.files = std::move(written->changes);
    if (!written->findings.empty()) {
      written->findings.resize(std::min(written->findings.size(), kMaxFindings));
      status.findings = std::move(written->findings);
    }
    if (!written->notes.empty()) status.notes = std::move(written->notes);
  } else {
    const bool held = written.error().code == Code::conflict;
    ports.log.write(ports::Log::Level::warning, held ? "step_held" : "step_failed",
                    {{"stepId", message.step_id}, {"detail", written.error().detail}});
    status.status = held ? wire::StepStatusStatus::held : wire::StepStatusStatus::failed;
    status.error = written.error().detail.substr(0, 1900);
    status.retryable = false;
  }
  status.usage = {.model = effort.usage.model,
                  .input_tokens = effort.usage.input_tokens,
                  .output_tokens = effort.usage.output_tokens,
                  .cost_micros = effort.usage.cost_micros};
  const std::string body = wire::encode(status);
  // Only the state machine knows what follows from a step on hold.
  if (status.status != wire::StepStatusStatus::held) {
    co_await or_return(ports.queues.send("step-status-to-bff-queue", {body}));
  }
  co_await or_return(ports.queues.send("step-status-to-db-queue", {body}));
  co_return Done{};
}

}  // namespace sitewright::usecases
