#include "usecases/heal_version.hpp"

#include <algorithm>
#include <utility>

#include "healing/fallback.hpp"
#include "healing/lost_package.hpp"
#include "usecases/attempts.hpp"
#include "usecases/changes.hpp"
#include "usecases/learn_fix.hpp"
#include "usecases/repair_by_fixer.hpp"
#include "usecases/repair_by_model.hpp"
#include "usecases/site_packages.hpp"
#include "usecases/snapshot.hpp"

namespace sitewright::usecases {

namespace {

using project::State;
using wire::RepairBy;

/// Attempts at the same files that rules get before it is the turn of the next, and those that are
/// left to them when the model has no repair.
constexpr std::ptrdiff_t kMaxFixerAttempts = 2;
constexpr std::ptrdiff_t kAllFixerAttempts = project::kMaxRetries;

bool wanted(const ports::GenerationView& view, const wire::RepairRequested& message) {
  const auto& progress = view.generation.progress;
  return progress.state == State::healing && progress.repair_attempt == message.repair &&
         view.version && view.build && view.build->id == message.build_id;
}

/// What one repair knows and finds.
struct Search {
  HealPorts ports;
  const ports::GenerationView* view;
  const ports::BuildRecord* base;  ///< the attempt whose files are repaired
  std::string tree_hash;
  BrokenTree broken;
  ports::Usage usage;
  bool last_delivery = false;  ///< the message does not come again
  bool no_rule = false;        ///< the fixers have said so
  std::string why_not = {};    ///< what stood in the way, for people

  [[nodiscard]] std::ptrdiff_t attempts_by(std::string_view by) const {
    return std::ranges::count_if(view->attempts, [&](const auto& attempt) {
      return attempt.repair && attempt.repair->by == by && attempt.repair->base == base->id;
    });
  }
};

/// The lock file that the runner had npm write, where the project's own may be to blame.
Task<std::optional<RepairCandidate>> by_completed_lock(const Search* search) {
  const auto& broken = search->broken;
  const auto may_be_lock = [](const healing::Problem& problem) {
    return problem.category == healing::Category::dependency || healing::is_about_lock(problem);
  };
  if (std::ranges::none_of(broken.problems, may_be_lock)) co_return std::nullopt;
  const auto found =
      co_await or_return(search->ports.step.blobs.get_many({completed_lock_key(search->base->id)}));
  if (!found.front()) co_return std::nullopt;
  auto tree = *broken.tree;
  tree.insert_or_assign("package-lock.json", *found.front());
  if (!broken.is_new(tree)) co_return std::nullopt;
  co_return RepairCandidate{.by = RepairBy::fixer,
                            .summary =
                                "Write package-lock.json anew, with all that package.json "
                                "asks for.",
                            .tree = std::move(tree)};
}

/// What the rules have for files that they had fewer than `most` attempts at. `may_wait`: the
/// message may come again when build-service is out of reach; else its turn is over.
Task<std::optional<RepairCandidate>> by_fixer(Search* search, std::ptrdiff_t most, bool may_wait) {
  if (search->no_rule || search->attempts_by("fixer") >= most) co_return std::nullopt;
  auto repaired = co_await repair_by_fixer(
      {search->ports.siblings, search->ports.step.blobs}, &search->broken, search->base,
      search->tree_hash, packages_for_repairs(starter_tree(), search->view->decisions));
  search->no_rule = !repaired || !*repaired;
  if (repaired) co_return std::move(*repaired);
  if (may_wait && repaired.error().code == Code::unavailable) {
    co_return std::unexpected(repaired.error());
  }
  search->ports.step.log.write(
      ports::Log::Level::warning, "fixers_passed_over",
      {{"buildId", search->base->id}, {"detail", repaired.error().detail}});
  co_return std::nullopt;
}

/// What the model gives; nullopt with the reason when it has no repair.
Task<std::optional<RepairCandidate>> by_model(Search* search) {
  auto repaired =
      co_await repair_by_model(search->ports.step, search->view, &search->broken, &search->usage);
  if (repaired) co_return std::move(*repaired);
  // These pass, or are decided by a person; stale: nobody waits for it.
  const auto code = repaired.error().code;
  if (code == Code::unavailable || code == Code::conflict || code == Code::stale) {
    co_return std::unexpected(repaired.error());
  }
  search->why_not = repaired.error().detail;
  co_return std::nullopt;
}

Task<std::optional<RepairCandidate>> by_fall_back(const Search* search) {
  const auto& view = *search->view;
  const auto starter = starter_tree();
  project::TextTree last_good;
  const bool built = view.base && view.base->build_status == "succeeded";
  if (built) {
    last_good = co_await or_return(
        load_tree({search->ports.step.blobs}, view.project.id, view.base->tree_hash));
  }
  for (auto& fall_back :
       healing::fall_backs(*search->broken.tree, search->broken.problems,
                           {.starter = &starter, .last_good = built ? &last_good : nullptr})) {
    if (!search->broken.is_new(fall_back.tree)) continue;
    co_return RepairCandidate{.by = RepairBy::fallback,
                              .summary = std::move(fall_back.summary),
                              .tree = std::move(fall_back.tree)};
  }
  co_return std::nullopt;
}

Task<std::optional<RepairCandidate>> find_repair(Search* search) {
  const bool may_wait = !search->last_delivery;
  // What npm writes would be without the package that package.json lost.
  if (!healing::lost_package(*search->broken.tree).empty()) {
    if (auto fixed = co_await or_return(by_fixer(search, kMaxFixerAttempts, may_wait))) {
      co_return std::move(*fixed);
    }
  }
  if (auto locked = co_await or_return(by_completed_lock(search))) co_return std::move(*locked);
  if (auto fixed = co_await or_return(by_fixer(search, kMaxFixerAttempts, may_wait))) {
    co_return std::move(*fixed);
  }
  auto allowed = allowed_packages(starter_tree(), search->view->decisions);
  if (auto known = co_await or_return(
          repair_by_cache(&search->ports.fixes, &search->broken, std::move(allowed)))) {
    co_return std::move(*known);
  }
  if (auto edited = co_await or_return(by_model(search))) co_return std::move(*edited);
  // The model was paid: nothing sends the message back from here.
  if (auto fixed = co_await or_return(by_fixer(search, kAllFixerAttempts, false))) {
    co_return std::move(*fixed);
  }
  co_return co_await or_return(by_fall_back(search));
}

std::set<std::string, std::less<>> built_trees(const ports::GenerationView& view) {
  std::set<std::string, std::less<>> trees;
  for (const auto& attempt : view.attempts) {
    if (!attempt.tree_hash.empty()) trees.insert(attempt.tree_hash);
  }
  trees.insert(view.version->tree_hash);
  return trees;
}

Task<wire::RepairStatus> status_of(HealPorts ports, const ports::GenerationView* view,
                                   wire::RepairRequested message, std::int64_t delivery) {
  co_await or_return(load_templates(&ports.step.context.assets));
  const auto* best = best_attempt(view->attempts);
  const auto* base = best != nullptr ? best : &*view->build;
  const auto& tree_hash = base->tree_hash.empty() ? view->version->tree_hash : base->tree_hash;
  const auto tree = co_await or_return(load_tree({ports.step.blobs}, view->project.id, tree_hash));
  const auto problems = problems_of(*base);
  const auto built = built_trees(*view);
  Search search{.ports = ports,
                .view = view,
                .base = base,
                .tree_hash = tree_hash,
                .broken = {&tree, problems, &built},
                .usage = {.model = ports.step.model.name()},
                .last_delivery = delivery > kRedeliveries};
  auto found = co_await find_repair(&search);
  const bool held = !found && found.error().code == Code::conflict;
  if (!found && !held) co_return std::unexpected(found.error());
  wire::RepairStatus status{.generation_id = message.generation_id,
                            .project_id = message.project_id,
                            .build_id = message.build_id,
                            .version_number = view->version->number,
                            .repair = message.repair,
                            .status = wire::RepairStatusStatus::given_up,
                            .base = base->id,
                            .summary = "No repair was found.",
                            .usage = {.model = search.usage.model,
                                      .input_tokens = search.usage.input_tokens,
                                      .output_tokens = search.usage.output_tokens,
                                      .cost_micros = search.usage.cost_micros}};
  if (!search.why_not.empty()) status.summary += " " + search.why_not;
  if (held) {
    // The model's word for a budget that is used up.
    status.status = wire::RepairStatusStatus::held;
    status.summary = found.error().detail;
  } else if (*found) {
    auto& candidate = **found;
    status.status = wire::RepairStatusStatus::written;
    status.by = candidate.by;
    status.summary = std::move(candidate.summary);
    status.fix_id = std::move(candidate.fix_id);
    status.lessons = std::move(candidate.lessons);
    status.files = changes_of(tree, candidate.tree);
    const auto stored = co_await or_return(
        store_tree({ports.step.blobs}, view->project.id, std::move(candidate.tree)));
    status.tree_hash = stored.tree_hash;
    status.file_count = static_cast<std::int64_t>(stored.manifest.entries().size());
    status.bytes = static_cast<std::int64_t>(stored.manifest.total_bytes());
  }
  status.summary = first_bytes(std::move(status.summary), kMaxSummary);
  co_return status;
}

}  // namespace

bool BrokenTree::is_new(const project::TextTree& candidate) const {
  const auto manifest = manifest_of(candidate);
  return manifest && !built->contains(manifest->tree_hash());
}

Task<Done> heal_version(HealPorts ports, wire::RepairRequested message, std::int64_t delivery) {
  const auto view = co_await or_return(ports.step.generations.generation(message.generation_id));
  if (!wanted(view, message)) co_return Done{};
  auto status = co_await status_of(ports, &view, std::move(message), delivery);
  // The generation ended meanwhile, or another attempt goes on: there is nobody to tell.
  if (!status && status.error().code == Code::stale) co_return Done{};
  const auto body = wire::encode(co_await or_return(std::move(status)));
  co_await or_return(ports.step.queues.send("step-status-to-bff-queue", {body}));
  co_return co_await or_return(ports.step.queues.send("step-status-to-db-queue", {body}));
}

}  // namespace sitewright::usecases
