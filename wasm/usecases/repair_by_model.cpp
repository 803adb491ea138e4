#include "usecases/repair_by_model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "codeops/apply.hpp"
#include "codeops/parser.hpp"
#include "context/deprecation/deprecations.hpp"
#include "usecases/added_packages.hpp"
#include "usecases/attempts.hpp"
#include "usecases/catalogue_files.hpp"
#include "usecases/interest.hpp"
#include "usecases/learn_fix.hpp"
#include "usecases/model_parts.hpp"
#include "usecases/site_packages.hpp"
#include "usecases/snapshot.hpp"

namespace sitewright::usecases {

namespace {

/// More errors than this are mostly consequences of the first.
constexpr std::size_t kMaxErrorsShown = 20;
constexpr std::size_t kMaxSummary = 300;

std::string place_of(const healing::Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) place += ":" + std::to_string(problem.line);
  if (problem.column > 0) place += ":" + std::to_string(problem.column);
  return place;
}

/// What was tried on these files already and did not help.
std::string failed_before(const ports::GenerationView& view) {
  std::string words;
  for (const auto& attempt : view.attempts) {
    if (attempt.repair && attempt.status == "failed" && attempt.repair->by != "wait") {
      words += "- " + attempt.repair->summary + "\n";
    }
  }
  return words.empty() ? words : "Tried before without success:\n" + words;
}

Task<ports::ModelRequest> request_for(WriteStepPorts ports, const ports::GenerationView* view,
                                      const BrokenTree* broken) {
  ports::ModelRequest request{.role = ports::Role::coder,
                              .parts = conversation_parts(*view),
                              .task = ports::TaskClass::debug,
                              .whose = attribution(*view)};
  context::AssembleRequest wanted;
  std::string task;
  for (const auto& problem :
       broken->problems.first(std::min(broken->problems.size(), kMaxErrorsShown))) {
    request.parts.push_back(
        {ports::PartKind::error, place_of(problem), problem.code + ": " + problem.message});
    task += problem.message + "\n";
    if (broken->tree->contains(problem.file)) {
      wanted.errors.push_back({problem.file, problem.line});
      wanted.focus.push_back(problem.file);
    }
  }
  if (broken->problems.empty()) {
    request.parts.push_back({ports::PartKind::error, {}, "The build failed without saying why."});
  }
  if (task.empty()) task = "Make the build pass again.";
  wanted.task = task;
  auto context = co_await or_return(
      assembled_context(ports.context, std::move(wanted), broken->tree,
                        ports.model.window(request.whose, request.task), request.whose));
  std::ranges::move(context.parts, std::back_inserter(request.parts));
  if (auto before = failed_before(*view); !before.empty()) {
    request.parts.push_back({ports::PartKind::review, {}, std::move(before)});
  }
  co_return request;
}

struct Edited {
  project::TextTree tree;
  std::string words;
};

Result<Edited> applied(const BrokenTree& broken, std::string_view text,
                       const ports::GenerationView& view) {
  const auto answer = codeops::parse(text);
  if (!answer) return std::unexpected(answer.error());
  auto tree = codeops::apply_operations(*broken.tree, answer->operations);
  if (tree) tree = with_catalogue_files(std::move(*tree));
  if (!tree) return std::unexpected(tree.error());
  const auto added =
      added_packages(*broken.tree, *tree, allowed_packages(starter_tree(), view.decisions));
  if (!added.empty()) return fail(Code::invalid_input, added.front() + " is not allowed.");
  if (*tree == *broken.tree) return fail(Code::invalid_input, "The answer changed no file.");
  if (!broken.is_new(*tree)) {
    return fail(Code::invalid_input, "These files were built before and failed.");
  }
  return Edited{std::move(*tree), answer->commentary};
}

/// What the answer brings in that does not work with the site's versions; empty: nothing.
std::string old_ways(const project::TextTree& before, const project::TextTree& after) {
  std::string words;
  for (const auto& [path, text] : after) {
    const auto file = before.find(path);
    const auto* was = file == before.end() ? nullptr : &file->second;
    if (was != nullptr && *was == text) continue;
    for (const auto& use : context::newly_deprecated(path, was, text)) {
      if (use.rule->level != context::DeprecatedLevel::never) continue;
      words += "- " + path + ":" + std::to_string(use.line) + ": " +
               std::string(use.rule->pattern) + ": " + std::string(use.rule->instead) + "\n";
    }
  }
  return words;
}

/// The first line that the model wrote around its operations.
std::string summary_of(std::string_view words) {
  const auto begin = words.find_first_not_of(" \n\r\t");
  if (begin == std::string_view::npos) return "The model changed the files.";
  auto line = words.substr(begin, words.find('\n', begin) - begin);
  if (line.size() > kMaxSummary) {
    std::size_t end = kMaxSummary;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    line = line.substr(0, end);
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return std::string(line);
}

Task<std::string> ask(WriteStepPorts ports, ports::ModelRequest request, ports::Usage* usage) {
  auto reply = co_await or_return(ports.model.ask(std::move(request), nullptr));
  usage->model = reply.usage.model;
  usage->input_tokens += reply.usage.input_tokens;
  usage->output_tokens += reply.usage.output_tokens;
  usage->cost_micros += reply.usage.cost_micros;
  co_return std::move(reply.text);
}

}  // namespace

Task<RepairCandidate> repair_by_model(WriteStepPorts ports, const ports::GenerationView* view,
                                      const BrokenTree* broken, ports::Usage* usage) {
  GenerationInterest interest(ports.generations, *view);
  ports.context.reference.interest = &interest;
  auto request = co_await or_return(request_for(ports, view, broken));
  request.interest = &interest;
  const auto text = co_await or_return(ask(ports, request, usage));
  auto edited = applied(*broken, text, *view);
  if (edited) {
    auto words = old_ways(*broken->tree, edited->tree);
    if (!words.empty()) edited = fail(Code::invalid_input, "It would not work:\n" + words);
  }
  if (!edited) {
    request.parts.push_back(
        {ports::PartKind::review, {}, "The answer could not be applied: " + edited.error().detail});
    edited = applied(*broken, co_await or_return(ask(ports, std::move(request), usage)), *view);
  }
  if (!edited) co_return std::unexpected(edited.error());
  RepairCandidate candidate{.by = wire::RepairBy::model, .summary = summary_of(edited->words)};
  candidate.lessons = lessons_of(*broken->tree, edited->tree, broken->problems);
  candidate.tree = std::move(edited->tree);
  co_return candidate;
}

}  // namespace sitewright::usecases
