#include "usecases/context_report.hpp"

#include <cmath>
#include <cstddef>
#include <string>

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

context::AssembleRequest assemble_request(const wire::AssembleRequest& message) {
  context::AssembleRequest request{
      .task = message.task,
      .budget = static_cast<std::size_t>(message.budget),
      .system_reserve = static_cast<std::size_t>(message.system_reserve.value_or(0)),
      .output_reserve = static_cast<std::size_t>(message.output_reserve.value_or(0)),
      .pinned = message.pinned.value_or(std::vector<std::string>{}),
      .focus = message.focus.value_or(std::vector<std::string>{}),
      .errors = {},
      .recent = message.recent.value_or(std::vector<std::string>{})};
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
                  std::span<const context::FoundPassage> found) {
  auto& passages = report.passages.emplace();
  for (const auto& one : found) {
    const auto& passage = reference.passages()[one.passage];
    passages.push_back({.source = std::string(passage.source),
                        .heading = std::string(passage.heading),
                        .tokens = std::int64_t{passage.tokens},
                        .score = rounded(one.score),
                        .reasons = context::reasons_of(one)});
    report.total_tokens += std::int64_t{passage.tokens};
  }
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
