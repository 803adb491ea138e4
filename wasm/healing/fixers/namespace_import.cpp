// A whole module taken for what it exports: `import * as Card from "./Card"` and then <Card />.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

using context::TokenKind;

/// As an element or called: a module is neither. `Card.Title` would need it whole.
bool is_used_whole(const Source& source, std::string_view name) {
  const context::ScriptTokens& tokens = *source.tokens;
  bool used = false;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool element = tokens[at].kind == TokenKind::jsx_open &&
                         tokens.text_of(at).substr(1) == name && !tokens.is_mark(at + 1, '.');
    const bool called = tokens.is_word(at, name) && tokens.is_mark(at + 1, '(');
    if (tokens.is_word(at, name) && tokens.is_mark(at + 1, '.')) return false;
    used = used || element || called;
  }
  return used;
}

/// Whether a module is the package's own: named so, or a file of where it is installed.
bool is_of_package(std::string_view module, std::string_view specifier) {
  constexpr std::string_view installed = "/node_modules/";
  if (module == specifier) return true;
  const std::size_t at = module.rfind(installed);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = module.substr(at + installed.size());
  return rest.starts_with(specifier) && rest.substr(specifier.size()).starts_with('/');
}

/// "The requested module 'x' does not provide an export named 'y'", as Node says of a package: the
/// default and the named export are taken for each other.
std::vector<Repair> form_of_package(Workbench& bench, const Problem& problem) {
  if (!problem.message.contains("does not provide an export named")) return {};
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const std::string from = quoted(problem.message, 0);
  const std::string name = quoted(problem.message, 1);
  for (const ImportClause& clause : place.source->imports) {
    if (!is_of_package(from, clause.specifier) || clause.is_export) continue;
    const std::string path(place.source->path);
    if (name == "default" && clause.names.empty()) {
      const std::string local(clause.default_name.local);
      return only(
          "Import " + local + " by its name from " + from + ".",
          {{path, clause.default_name.begin, clause.default_name.end, "{ " + local + " }"}});
    }
    if (clause.names.size() != 1 || clause.names.front().imported != name) continue;
    return only(
        "Import " + name + " as the default of " + from + ".",
        {{path, clause.names_begin, clause.names_end, std::string(clause.names.front().local)}});
  }
  return {};
}

/// `import useState from "react"`, which is all of React under the name of one of its exports.
std::vector<Repair> named_of_react(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place || !problem.message.contains("Type 'typeof React' has no call")) return {};
  for (const ImportClause& clause : place.source->imports) {
    const std::string name(clause.default_name.local);
    if (name.empty() || name != place.source->word_at(place.offset)) continue;
    if (!std::ranges::contains(known_names(bench, clause.specifier), name)) continue;
    const bool joins = clause.names_end > clause.names_begin;
    return only("Import " + name + " by its name from react.",
                {{std::string(place.source->path), clause.default_name.begin,
                  joins ? clause.names_begin + 1 : clause.default_name.end,
                  joins ? "{ " + name + "," : "{ " + name + " }"}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_namespace_import(Workbench& bench, const Problem& problem) {
  if (auto named = named_of_react(bench, problem); !named.empty()) return named;
  if (auto form = form_of_package(bench, problem); !form.empty()) return form;
  const bool at_run_time = problem.message.contains("Element type is invalid");
  if (problem.code.starts_with("TS") == at_run_time) return {};
  std::vector<Repair> out;
  for (const Source* source : bench.scripts()) {
    if (!at_run_time && source->path != problem.file) continue;
    for (const ImportClause& clause : source->imports) {
      const std::string name(clause.namespace_name.local);
      if (name.empty() || clause.is_export || !is_used_whole(*source, name)) continue;
      const Source* target = bench.source(bench.resolved(source->path, clause.specifier));
      if (target == nullptr || target->tokens == nullptr) continue;
      const bool named = target->exported(name) != nullptr;
      if (!named && target->exported("default") == nullptr) continue;
      const std::string form = named ? "{ " + name + " }" : name;
      out.push_back({"Import " + name + " from " + std::string(clause.specifier) + ".",
                     {{std::string(source->path), clause.namespace_name.begin,
                       clause.namespace_name.end, form}}});
    }
  }
  return out;
}

}  // namespace sitewright::healing
