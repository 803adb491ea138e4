// A name that its package does not export and another one that the project has does: `Link` of
// "react". The others of the statement stay where they are.
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"

namespace sitewright::healing {

std::vector<Repair> fix_moved_name(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  for (const ImportClause& clause : source.imports) {
    const bool its = problem.message.contains("\"" + std::string(clause.specifier) + "\"");
    if (!its || clause.is_export || clause.specifier.starts_with('.')) continue;
    for (const ImportName& one : clause.names) {
      if (!problem.message.contains("'" + std::string(one.imported) + "'")) continue;
      auto known = known_export(bench, one.imported, &source);
      if (!known || known->form != ImportForm::named || known->from == clause.specifier) continue;
      if (one.local != one.imported) known->local = one.local;
      std::vector<Edit> edits = without_name(source, clause, one.local);
      for (Edit& edit : with_import(source, *known)) edits.push_back(std::move(edit));
      return only("Import " + known->name + " from " + known->from + ".", std::move(edits));
    }
  }
  return {};
}

}  // namespace sitewright::healing
