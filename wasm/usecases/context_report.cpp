#include "usecases/context_report.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "context/tokens/estimate.hpp"

namespace sitewright::usecases {

namespace {

wire::ContextView view_of(context::ViewKind kind) {
  switch (kind) {
    case context::ViewKind::full:
      return wire::ContextView::full;
    case context::ViewKind::excerpt:
      return wire::ContextView::excerpt;
    case context::ViewKind::skeleton:
      return wire::ContextView::skeleton;
    case context::ViewKind::summary:
      return wire::ContextView::summary;
  }
  __builtin_unreachable();
}

/// More digits than these say nothing, and a report of a large project is half digits with them.
double rounded(double score) {
  constexpr double steps = 1e6;
  return std::round(score * steps) / steps;
}

wire::ContextFile file_report(const context::ContextFile& file) {
  wire::ContextFile report{.path = file.path,
                           .kind = view_of(file.kind),
                           .tokens = static_cast<std::int64_t>(file.tokens),
                           .score = rounded(file.score),
                           .reasons = file.reasons};
  for (const auto& range : file.ranges) {
    report.ranges.push_back({std::int64_t{range.first}, std::int64_t{range.last}});
  }
  return report;
}

}  // namespace

std::optional<context::Family> family_of(std::optional<wire::TokenFamily> family) {
  if (!family) return std::nullopt;
  return *family == wire::TokenFamily::claude ? context::Family::claude : context::Family::gemini;
}

context::AssembleRequest assemble_request(const wire::AssembleRequest& message) {
  context::AssembleRequest request{
      .task = message.task,
      .budget = static_cast<std::size_t>(message.budget),
      .system_reserve = static_cast<std::size_t>(message.system_reserve.value_or(0)),
      .output_reserve = static_cast<std::size_t>(message.output_reserve.value_or(0)),
      .pinned = message.pinned.value_or(std::vector<std::string>{}),
      .focus = message.focus.value_or(std::vector<std::string>{}),
      .errors = {},
      .recent = message.recent.value_or(std::vector<std::string>{}),
      .family = family_of(message.family)};
  if (message.errors) {
    for (const auto& error : *message.errors) {
      request.errors.push_back(
          {.path = error.path, .line = static_cast<std::uint32_t>(error.line.value_or(0))});
    }
  }
  return request;
}

wire::ContextReport context_report(const context::Context& context, double milliseconds) {
  wire::ContextReport report{.budget = static_cast<std::int64_t>(context.budget),
                             .total_tokens = static_cast<std::int64_t>(context.total_tokens),
                             .ms = milliseconds};
  for (const auto& file : context.files) report.files.push_back(file_report(file));
  for (const auto& file : context.omitted) report.omitted.push_back({file.path, file.reason});
  return report;
}

void add_passages(wire::ContextReport& report, const context::Reference& reference,
                  std::span<const context::FoundPassage> found,
                  std::optional<context::Family> family) {
  auto& passages = report.passages.emplace();
  for (const auto& one : found) {
    const auto& passage = reference.passages()[one.passage];
    const auto tokens = static_cast<std::int64_t>(context::at_most(family, passage.tokens));
    passages.push_back({.source = std::string(passage.source),
                        .heading = std::string(passage.heading),
                        .tokens = tokens,
                        .score = rounded(one.score),
                        .reasons = context::reasons_of(one)});
    report.total_tokens += tokens;
  }
}

std::size_t tokens_of(const context::Reference& reference,
                      std::span<const context::FoundPassage> found,
                      std::optional<context::Family> family) {
  std::size_t tokens = 0;
  for (const auto& one : found) {
    tokens += context::at_most(family, reference.passages()[one.passage].tokens);
  }
  return tokens;
}

wire::TokenEstimate token_estimate(context::Family family, std::size_t o200k_tokens) {
  const auto [likely, at_most] = context::estimate(family, o200k_tokens);
  return {.family = family == context::Family::claude ? wire::TokenFamily::claude
                                                      : wire::TokenFamily::gemini,
          .counted = static_cast<std::int64_t>(o200k_tokens),
          .likely = static_cast<std::int64_t>(likely),
          .at_most = static_cast<std::int64_t>(at_most),
          .error = std::string(context::estimate_error)};
}

wire::GraphReport graph_report(const context::LinkedProject& project) {
  const auto& graph = project.graph;
  const auto ranks = graph.page_rank({});
  wire::GraphReport report;
  for (const auto node : graph.nodes()) {
    wire::GraphFile file{.path = std::string(graph.path(node)),
                         .importers = static_cast<std::int64_t>(graph.importers(node).size()),
                         .rank = ranks[node]};
    for (const auto target : graph.imports(node)) file.imports.emplace_back(graph.path(target));
    report.files.push_back(std::move(file));
  }
  for (const auto& circle : graph.cycles()) {
    auto& paths = report.cycles.emplace_back();
    for (const auto node : circle) paths.emplace_back(graph.path(node));
  }
  for (const auto& import : project.unresolved) {
    report.unresolved.push_back({.path = import.path,
                                 .line = std::int64_t{import.line},
                                 .specifier = import.specifier,
                                 .reason = std::string(name_of(import.reason))});
  }
  report.packages = project.packages;
  for (const auto& place : project.gave_up) {
    report.gave_up.push_back({.path = place.path,
                              .line = std::int64_t{place.line},
                              .reason = std::string(name_of(place.reason))});
  }
  for (const auto& problem : project.problems) {
    report.problems.push_back({.path = problem.path, .reason = problem.reason});
  }
  return report;
}

}  // namespace sitewright::usecases
