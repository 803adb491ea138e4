// `import { v4 as uuid } from "uuid"` and `import { nanoid } from "nanoid"` in a project that has
// neither: the platform makes such identifiers itself.
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

/// Whether the name is only called, and without arguments.
bool is_only_called(const Source& source, std::string_view name, std::uint32_t imports_end) {
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_word(at, name) || tokens[at].begin < imports_end) continue;
    if (!tokens.is_mark(at + 1, '(') || !tokens.is_mark(at + 2, ')')) return false;
  }
  return true;
}

}  // namespace

std::vector<Repair> fix_identifiers(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  const bool uuid = specifier == "uuid";
  if (!uuid && specifier != "nanoid") return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place || bench.wanted().contains(specifier)) return {};
  const Source& source = *place.source;
  const auto module = module_named(source, specifier, place.offset);
  if (!module || module->clause == nullptr || module->clause->is_export) return {};
  const ImportClause& clause = *module->clause;
  const bool alone = clause.names.size() == 1 && clause.default_name.local.empty() &&
                     clause.namespace_name.local.empty();
  if (!alone || clause.names.front().imported != (uuid ? "v4" : "nanoid")) return {};
  const std::string name(clause.names.front().local);
  if (!is_only_called(source, name, clause.end)) return {};
  // Its own type is narrower than a text.
  const bool typed = source.path.ends_with(".ts") || source.path.ends_with(".tsx");
  return only(
      "Let the browser make identifiers, without " + specifier + ".",
      {{std::string(source.path), clause.begin, clause.end,
        "const " + name + " = ()" + (typed ? ": string" : "") + " => crypto.randomUUID();"}});
}

}  // namespace sitewright::healing
