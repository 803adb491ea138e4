#include "usecases/plan_generation.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "project/slug.hpp"
#include "usecases/channel_events.hpp"
#include "usecases/council.hpp"
#include "usecases/decide.hpp"
#include "usecases/interest.hpp"
#include "usecases/message_images.hpp"
#include "usecases/model_parts.hpp"
#include "usecases/site_packages.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/stand_in.hpp"
#include "wire/generated/http.hpp"
#include "wire/generated/model.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

using project::Retry;

std::string key_of(const wire::PlanRequested& message, std::string_view what) {
  return "plan/" + message.generation_id + "/" + std::to_string(message.attempt) + "/" +
         std::string(what);
}

bool is_over(const Error& error) {
  return error.code == Code::stale || error.code == Code::conflict || error.code == Code::not_found;
}

/// Commits `event` on the view as it is now; the view then is at its next revision.
Task<Committed> take_step(PlanPorts ports, ports::GenerationView* view, project::Event event,
                          std::string key) {
  const auto transition = co_await or_return(project::advance(view->generation.progress, event));
  TransitionWriter writer(ports.context, *view, std::move(key));
  writer.apply(transition);
  const auto committed = co_await or_return(commit_and_deliver(ports.deliver, writer.take()));
  ++view->generation.revision;
  co_return committed;
}

void add(ports::Usage& sum, const ports::Usage& usage) {
  sum.input_tokens += usage.input_tokens;
  sum.output_tokens += usage.output_tokens;
  sum.cost_micros += usage.cost_micros;
}

/// What an architect said, and what it took, with the votes on it.
struct Planned {
  std::string text = {};
  ports::Usage usage = {};
  std::string stands_in = {};  ///< as in ports::ModelReply
  bool blind = false;          ///< as in ports::ModelReply
  std::optional<ports::DecisionRecord> decision = {};
};

Task<wire::PlanReply> ask_architect(PlanPorts ports, const ports::GenerationView* view,
                                    Planned* planned) {
  GenerationInterest interest(ports.deliver.state, *view);
  ports::ModelRequest request{.role = ports::Role::architect,
                              .parts = conversation_parts(*view),
                              .task = ports::TaskClass::plan,
                              .whose = attribution(*view),
                              .interest = &interest};
  std::ranges::move(co_await or_return(image_parts(ports.blobs, view)),
                    std::back_inserter(request.parts));
  if (ports::shows_images(request)) request.task = ports::TaskClass::visual;
  if (view->base) {
    const auto tree =
        co_await or_return(load_tree({ports.blobs}, view->project.id, view->base->tree_hash));
    std::ranges::move(file_parts(tree), std::back_inserter(request.parts));
  }
  auto reply = co_await or_return(ports.model.ask(std::move(request), nullptr));
  *planned = {.text = std::move(reply.text),
              .usage = std::move(reply.usage),
              .stands_in = std::move(reply.stands_in),
              .blind = reply.blind};
  co_return co_await or_return(wire::decode<wire::PlanReply>(planned->text));
}

std::string action_json(const std::vector<wire::WantedDependency>& packages) {
  wire::Writer to;
  wire::write_array(to, packages, [](wire::Writer& out, const auto& one) { write(out, one); });
  return to.take();
}

std::string names_of(std::span<const wire::WantedDependency> packages) {
  std::string names;
  for (const auto& one : packages) {
    names += (names.empty() ? "" : ", ") + one.package + " " + one.version;
  }
  return names;
}

/// Decides on the packages that the plan wants; the plan keeps those that are allowed.
/// nullopt: there is nothing to decide.
Task<std::optional<ports::DecisionRecord>> decide_packages(PlanPorts ports,
                                                           const ports::GenerationView* view,
                                                           wire::PlanReply* reply,
                                                           Planned* planned) {
  if (!reply->dependencies || reply->dependencies->empty()) co_return std::nullopt;
  const auto wanted = undecided_packages(*reply->dependencies, view->decisions);
  if (wanted.empty()) co_return std::nullopt;
  const auto settings = wire::decode<wire::ProjectSettings>(view->project.settings);
  const bool raised = settings && settings->ask_me.value_or(false);
  const Proposal proposal{
      .deed = project::Deed::add_dependencies,
      .asker = project::Asker::model,
      .risk = project::risk_of(project::Deed::add_dependencies, raised),
      .project_id = view->project.id,
      .generation_id = view->generation.id,
      .subject = "Add " + names_of(wanted) + " to the site. " + wanted.front().reason,
      .packages = package_lines(wanted)};
  auto parts = conversation_parts(*view);
  parts.push_back({ports::PartKind::plan, {}, planned->text});
  parts.push_back({ports::PartKind::action, "add_dependencies", action_json(wanted)});
  GenerationInterest interest(ports.deliver.state, *view);
  auto verdict = co_await or_return(
      ask_council({ports.model, ports.context.clock, ports.deliver.log, &interest},
                  std::move(parts), attribution(*view), project::vote_limit(proposal.risk)));
  add(planned->usage, verdict.usage);
  auto decision = decided(ports.context.ids, ports.context.clock.now(), proposal, verdict);
  if (decision.state != "approved") {
    std::erase_if(*reply->dependencies, [&](const auto& one) {
      return std::ranges::find(wanted, one.package, &wire::WantedDependency::package) !=
             wanted.end();
    });
    planned->text = wire::encode(*reply);
  }
  co_return decision;
}

/// Errors: conflict when a budget does not allow the plan or a vote on it: with the plan, its votes
/// are asked for again.
Task<wire::PlanReply> plan_with_votes(PlanPorts ports, const ports::GenerationView* view,
                                      Planned* planned) {
  auto reply = co_await or_return(ask_architect(ports, view, planned));
  planned->decision = co_await or_return(decide_packages(ports, view, &reply, planned));
  co_return reply;
}

/// What the thread is told of packages that the site is made without.
std::string refusal_words(const ports::DecisionRecord& decision) {
  return decision.state == "pending"
             ? "Both models agree, and you have the last word: " + decision.subject +
                   " Until you answer, the site is made without it."
             : "Not allowed: " + decision.subject + " " + decision.reason +
                   " The site is made without it.";
}

project::Event without_plan(std::uint32_t attempt, const Error& error) {
  // The model's word for a budget that is used up.
  if (error.code == Code::conflict) return project::PlanHeld{attempt, error.detail};
  return project::PlanFailed{attempt,
                             error.code == Code::unavailable ? Retry::worth_it : Retry::pointless,
                             "The plan could not be made: " + error.detail};
}

/// The site's name as an address that nobody else has.
Task<std::string> free_slug(PlanPorts ports, std::string name, std::string project_id) {
  std::string slug = project::slug_of(name);
  if (slug.empty()) slug = "site";
  if (!co_await or_return(ports.deliver.state.slug_taken(slug))) co_return slug;
  co_return slug + "-" + project_id.substr(project_id.size() - 5);
}

/// Whether a person named the project, rather than create_project from the prompt's first words.
bool named_by_person(const ports::GenerationView& view) {
  if (view.messages.empty()) return false;
  const std::string_view prompt = view.messages.front().content;
  return !prompt.starts_with(std::string_view(view.project.name).substr(0, 20));
}

void write_plan(TransitionWriter& writer, TransitionContext context, ports::GenerationView& view,
                const wire::PlanReply& reply, std::string text) {
  ports::PlanRecord plan{.id = context.ids.make("pln"),
                         .project_id = view.project.id,
                         .generation_id = view.generation.id,
                         .title = reply.title,
                         .summary = reply.summary,
                         .reply = std::move(text),
                         .created_at = writer.now()};
  view.steps.clear();
  for (std::size_t i = 0; i < reply.steps.size(); ++i) {
    view.steps.push_back({.id = context.ids.make("stp"),
                          .plan_id = plan.id,
                          .position = static_cast<std::int64_t>(i),
                          .title = reply.steps[i].title,
                          .subtitle = reply.steps[i].subtitle,
                          .description = reply.steps[i].description});
  }
  view.generation.plan_id = plan.id;
  view.plan = plan;
  writer.add(ports::InsertPlan{plan, view.steps});
  writer.add(plan_event(plan, view.steps));
  writer.say("ai", "plan_reference",
             wire::encode(wire::PlanReference{.initial_text = reply.summary, .plan_id = plan.id}));
}

}  // namespace

Task<Done> plan_generation(PlanPorts ports, wire::PlanRequested message) {
  auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
  const auto attempt = static_cast<std::uint32_t>(message.attempt);
  const auto begun =
      co_await take_step(ports, &view, project::PlanBegun{attempt}, key_of(message, "begun"));
  if (!begun) {
    if (is_over(begun.error())) co_return Done{};
    co_return std::unexpected(begun.error());
  }
  if (*begun == Committed::before) {
    view = co_await or_return(ports.deliver.state.generation(message.generation_id));
  }

  Planned planned;
  auto reply = co_await plan_with_votes(ports, &view, &planned);
  // What an attempt before this one took is paid as well.
  view.generation.usage.model = planned.usage.model;
  add(view.generation.usage, planned.usage);
  if (!reply) {
    const auto failed = co_await take_step(ports, &view, without_plan(attempt, reply.error()),
                                           key_of(message, "failed"));
    if (!failed && !is_over(failed.error())) co_return std::unexpected(failed.error());
    co_return Done{};
  }

  const auto steps = static_cast<std::uint32_t>(reply->steps.size());
  auto transition = project::advance(view.generation.progress, project::PlanReady{attempt, steps});
  if (!transition) co_return Done{};
  TransitionWriter writer(ports.context, view, key_of(message, "ready"));
  if (view.generation.kind == "create") {
    if (!named_by_person(view)) view.project.name = reply->site_name;
    view.project.slug = co_await or_return(free_slug(ports, view.project.name, view.project.id));
    writer.add(ports::NameProject{view.project.id, view.project.name, view.project.slug});
  }
  write_plan(writer, ports.context, view, *reply, std::move(planned.text));
  if (!planned.stands_in.empty()) {
    writer.say("ai", "text", stand_in_words("plan this", planned.stands_in));
  }
  if (planned.blind) writer.say("ai", "text", blind_words(planned.usage.model, "the plan"));
  if (planned.decision) {
    auto& decision = *planned.decision;
    if (decision.state != "approved") writer.say("ai", "text", refusal_words(decision));
    writer.add(ports::InsertDecision{std::move(decision)});
  }
  writer.apply(*transition);
  const auto committed = co_await commit_and_deliver(ports.deliver, writer.take());
  // Stale: it was paused or cancelled while the model answered. Asked for again, it sees that.
  if (!committed && committed.error().code == Code::stale) {
    co_return fail(Code::unavailable, "the generation changed while it was planned");
  }
  if (!committed) co_return std::unexpected(committed.error());
  co_return Done{};
}

Task<Done> give_up_plan(PlanPorts ports, wire::PlanRequested message, std::string reason) {
  auto view = co_await or_return(ports.deliver.state.generation(message.generation_id));
  const auto failed =
      co_await take_step(ports, &view,
                         project::PlanFailed{static_cast<std::uint32_t>(message.attempt),
                                             Retry::pointless, std::move(reason)},
                         key_of(message, "given-up"));
  if (!failed && !is_over(failed.error())) co_return std::unexpected(failed.error());
  co_return Done{};
}

}  // namespace sitewright::usecases
