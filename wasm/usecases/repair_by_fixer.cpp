#include "usecases/repair_by_fixer.hpp"

#include <utility>

#include "healing/fix.hpp"
#include "usecases/attempts.hpp"
#include "usecases/changes.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

Error refusal(const ports::SiblingReply& answer) {
  const bool passes = answer.status >= 500 || answer.status == 429;
  std::string detail = "The fixers answered " + std::to_string(answer.status);
  if (auto problem = wire::decode<wire::Problem>(answer.body)) detail += ": " + problem->detail;
  return {passes ? Code::unavailable : Code::invalid_input, std::move(detail)};
}

}  // namespace

Task<std::optional<RepairCandidate>> repair_by_fixer(
    FixerPorts ports, const BrokenTree* broken, const ports::BuildRecord* build,
    std::string tree_hash, std::map<std::string, std::string, std::less<>> packages) {
  wire::FixerRequest request{.project_id = build->project_id,
                             .tree_hash = std::move(tree_hash),
                             .errors = errors_of(*build),
                             .packages = {},
                             .built = {broken->built->begin(), broken->built->end()}};
  for (auto& [name, version] : packages) request.packages.push_back({name, std::move(version)});
  auto answer =
      co_await or_return(ports.siblings.post("build-service", "/fixes", wire::encode(request)));
  if (answer.status != 200) co_return std::unexpected(refusal(answer));
  auto reply = wire::decode<wire::FixerReply>(answer.body);
  if (!reply) co_return fail(Code::unavailable, "The fixers' answer: " + reply.error().detail);
  if (!reply->fix) co_return std::nullopt;
  auto tree =
      co_await load_tree({ports.blobs}, build->project_id, std::move(reply->fix->tree_hash));
  if (!tree) co_return fail(Code::unavailable, "The fixers' tree: " + tree.error().detail);
  co_return RepairCandidate{.by = wire::RepairBy::fixer,
                            .summary = std::move(reply->fix->summary),
                            .tree = std::move(*tree)};
}

Task<wire::FixerReply> ask_fixers(SnapshotPorts ports, wire::FixerRequest request) {
  const auto tree = co_await or_return(load_tree(ports, request.project_id, request.tree_hash));
  const std::set<std::string, std::less<>> built(request.built.begin(), request.built.end());
  const auto problems = problems_of(request.errors);
  const BrokenTree broken{&tree, problems, &built};
  healing::FixContext allowed;
  for (auto& [name, version] : request.packages) allowed.packages.emplace(name, version);
  for (auto& fix : healing::propose(tree, problems, allowed)) {
    auto repaired = healing::apply(tree, fix);
    if (!broken.is_new(repaired)) continue;
    auto stored =
        co_await or_return(store_tree(ports, std::move(request.project_id), std::move(repaired)));
    co_return wire::FixerReply{
        .fix = wire::FixerReplyFix{.summary = first_bytes(std::move(fix.summary), kMaxSummary),
                                   .tree_hash = std::move(stored.tree_hash)}};
  }
  co_return wire::FixerReply{};
}

}  // namespace sitewright::usecases
