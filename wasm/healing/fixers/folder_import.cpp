// `import { Footer, NavBar } from "./components"` of a folder without a list of its exports: each
// name from the file that exports it.
#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

struct Found {
  const Source* file = nullptr;
  bool by_default = false;  ///< its file's name is the name that is wanted
};

/// The only file below the folder that exports the name, or is called so and has a default export.
Found exporter(Workbench& bench, std::string_view folder, std::string_view name) {
  Found out;
  const std::string below = std::string(folder) + "/";
  for (const bool by_default : {false, true}) {
    for (const Source* file : bench.scripts()) {
      if (!file->path.starts_with(below)) continue;
      const bool has = by_default
                           ? stem_of(file->path) == name && file->exported("default") != nullptr
                           : file->exported(name) != nullptr;
      if (!has) continue;
      if (out.file != nullptr) return {};
      out = {file, by_default};
    }
    if (out.file != nullptr) return out;
  }
  return out;
}

std::string import_of(Workbench& bench, const Source& source, const ImportClause& clause,
                      const ImportName& name, const Found& found) {
  const char quote = source.text[clause.specifier_begin - 1];
  const bool renamed = name.imported != name.local;
  std::string out = clause.type_only || name.type_only ? "import type " : "import ";
  if (found.by_default) {
    out += name.local;
  } else {
    out += "{ " + std::string(name.imported) +
           (renamed ? " as " + std::string(name.local) : std::string()) + " }";
  }
  out += " from ";
  out += quote + bench.specifier_for(source.path, found.file->path) + quote;
  if (source.text[clause.end - 1] == ';') out += ';';
  return out;
}

}  // namespace

std::vector<Repair> fix_folder_import(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place || !(specifier.starts_with('.') || specifier.starts_with("@/"))) return {};
  const Source& source = *place.source;
  const auto module = module_named(source, specifier, place.offset);
  if (!module || module->clause == nullptr || !bench.resolved(source.path, specifier).empty()) {
    return {};
  }
  const ImportClause& clause = *module->clause;
  if (clause.is_export || clause.binds_nothing() || !clause.namespace_name.local.empty()) return {};
  const auto folder = specifier.starts_with('.')
                          ? context::joined(context::directory_of(source.path), specifier)
                          : context::joined("src", specifier.substr(2));
  if (!folder) return {};
  // `import HomePage from "./pages"` means the file of that name, too.
  std::vector<ImportName> names = clause.names;
  if (const std::string_view local = clause.default_name.local; !local.empty()) {
    names.insert(names.begin(), ImportName{.imported = local, .local = local});
  }
  std::string text;
  for (const ImportName& name : names) {
    const Found found = exporter(bench, *folder, name.imported);
    if (found.file == nullptr) return {};
    if (!text.empty()) text += '\n';
    text += import_of(bench, source, clause, name, found);
  }
  return only("Import from the files of " + specifier + ", which has no list of its exports.",
              {{std::string(source.path), clause.begin, clause.end, std::move(text)}});
}

}  // namespace sitewright::healing
