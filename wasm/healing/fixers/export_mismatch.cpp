// An import of a name that its module does not export: declared but not exported, default for named
// or named for default, mistyped, exported by another module, or not used at all.
#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/renaming.hpp"

namespace sitewright::healing {
namespace {

using context::Symbol;

struct Mismatch {
  const Source* importer = nullptr;
  const ImportClause* clause = nullptr;
  const ImportName* name = nullptr;
  bool is_default = false;
  const Source* target = nullptr;  ///< nothing for packages
};

std::string_view exported_name(const Mismatch& of) {
  return of.is_default ? std::string_view("default") : of.name->imported;
}

/// The import at the place: by its module, and by the name that the message gives.
std::optional<Mismatch> find_mismatch(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return std::nullopt;
  const ImportClause* clause = nullptr;
  for (const ImportClause& one : place.source->imports) {
    if (one.begin <= place.offset && place.offset < one.end) clause = &one;
  }
  Mismatch out;
  if (clause == nullptr) {  // the place is that of a use
    for (const ImportClause& one : place.source->imports) {
      if (const ImportName* name = name_in(one, place.source->word_at(place.offset))) {
        clause = &one;
        out.name = name;
      }
    }
  }
  // Vite's configuration is read as a copy, in which lines are others.
  constexpr std::string_view packages = "/node_modules/";
  if (const std::size_t at = problem.message.find(packages); at != std::string::npos) {
    const std::string_view rest = std::string_view(problem.message).substr(at + packages.size());
    for (const ImportClause& one : place.source->imports) {
      if (rest.starts_with(std::string(one.specifier) + "/")) clause = &one;
    }
  }
  if (clause == nullptr) return std::nullopt;
  out.importer = place.source;
  out.clause = clause;
  for (const ImportName& name : clause->names) {
    if (name.begin <= place.offset && place.offset < name.end) out.name = &name;
  }
  const bool says_default = problem.code == "TS1192" || problem.code == "TS2613" ||
                            quoted(problem.message, 0) == "default" ||
                            problem.message.contains("named 'default'") ||
                            (out.name == nullptr && clause->names.empty());
  if (says_default && !clause->default_name.local.empty()) out.name = &clause->default_name;
  if (out.name == nullptr) {
    for (std::size_t i = 0; i < 2 && out.name == nullptr; ++i) {
      const std::string word = quoted(problem.message, i);
      for (const ImportName& name : clause->names) {
        if (name.imported == word) out.name = &name;
      }
    }
  }
  if (out.name == nullptr || out.name == &clause->namespace_name) return std::nullopt;
  out.is_default = out.name == &clause->default_name;
  out.target = bench.source(bench.resolved(place.source->path, clause->specifier));
  return out;
}

/// Adds `export` before a declaration that has none.
std::vector<Repair> export_declared(const Mismatch& of) {
  const std::string_view wanted = of.name->imported;
  for (const Symbol& symbol : of.target->symbols.symbols) {
    if (symbol.parent != context::no_parent || symbol.name != wanted || symbol.exported) continue;
    const std::uint32_t at = symbol.head.begin;
    return only("Export " + std::string(wanted) + " from " + std::string(of.target->path) + ".",
                {{std::string(of.target->path), at, at, "export "}});
  }
  return {};
}

/// `export default` before the component that a file is named after, or that is wanted so.
std::vector<Repair> default_declared(const Source& target, std::string_view local) {
  for (const std::string& name : {std::string(local), stem_of(target.path)}) {
    for (const Symbol& symbol : target.symbols.symbols) {
      const bool fits =
          symbol.parent == context::no_parent && symbol.name == name && !symbol.exported;
      const std::string_view head = target.text.substr(symbol.head.begin);
      if (!fits || !(head.starts_with("function") || head.starts_with("class") ||
                     head.starts_with("async"))) {
        continue;
      }
      return only(
          "Export " + name + " as the default of " + std::string(target.path) + ".",
          {{std::string(target.path), symbol.head.begin, symbol.head.begin, "export default "}});
    }
  }
  return {};
}

/// The clause written again with one name in another form.
std::string rewritten(const Mismatch& of, std::string_view as_default, std::string_view as_named) {
  std::string names;
  for (const ImportName& name : of.clause->names) {
    if (&name == of.name) continue;
    if (!names.empty()) names += ", ";
    names += of.importer->text.substr(name.begin, name.end - name.begin);
  }
  if (!as_named.empty()) names = std::string(as_named) + (names.empty() ? "" : ", ") + names;
  std::string out(as_default);
  if (!names.empty()) out += (out.empty() ? "{ " : ", { ") + names + " }";
  return out;
}

std::vector<Repair> other_form(const Mismatch& of, std::string as_default, std::string as_named,
                               std::string summary, bool unique = true) {
  const ImportClause& clause = *of.clause;
  if (clause.is_export || !clause.namespace_name.local.empty()) return {};
  const bool keeps_default = as_default.empty() && !of.is_default;
  if (keeps_default) as_default = clause.default_name.local;
  const std::uint32_t begin =
      clause.default_name.local.empty() ? clause.names_begin : clause.default_name.begin;
  const std::uint32_t end = clause.names.empty() ? clause.default_name.end : clause.names_end;
  std::vector<Repair> out =
      only(std::move(summary),
           {{std::string(of.importer->path), begin, end, rewritten(of, as_default, as_named)}});
  out.front().unique = unique;
  return out;
}

/// `export { a } from "./b"` of what is the default there: under the name by which others know it.
std::vector<Repair> default_passed_on(const Mismatch& of) {
  if (of.clause->type_only || of.name->type_only || of.target == of.importer) return {};
  const std::string name(of.name->local);
  return only(
      "Export the default of " + std::string(of.clause->specifier) + " as " + name + ".",
      {{std::string(of.importer->path), of.name->begin, of.name->end, "default as " + name}});
}

std::vector<Repair> by_default(const Mismatch& of) {
  if (of.is_default || of.target->exported("default") == nullptr ||
      !of.clause->default_name.local.empty()) {
    return {};
  }
  const std::string wanted(of.name->imported);
  const bool named_so = of.target->default_name == wanted || stem_of(of.target->path) == wanted;
  if (!named_so && of.target->exports.size() != 1) return {};
  if (of.clause->is_export) return default_passed_on(of);
  return other_form(
      of, std::string(of.name->local), "",
      "Import " + wanted + " as the default of " + std::string(of.clause->specifier) + ".");
}

std::vector<Repair> by_name(const Mismatch& of) {
  if (!of.is_default) return {};
  const std::string local(of.name->local);
  std::string found;
  std::vector<std::string> values;
  for (const Exported& one : of.target->exports) {
    if (one.name == local) found = local;
    if (!one.type_only) values.push_back(one.name);
  }
  bool unique = true;
  if (found.empty() && values.size() == 1) found = values.front();
  if (found.empty()) found = nearest_name(local, values);
  if (found.empty()) {
    found = nearest_name(stem_of(of.target->path), values);
    if (std::ranges::contains(values, stem_of(of.target->path))) found = stem_of(of.target->path);
    unique = false;
  }
  if (found.empty()) return {};
  const std::string entry = found == local ? found : found + " as " + local;
  return other_form(
      of, "", entry,
      "Import " + found + " by its name from " + std::string(of.clause->specifier) + ".", unique);
}

std::vector<Repair> other_name(Workbench& bench, const Mismatch& of) {
  if (of.is_default) return {};
  std::vector<std::string> names;
  if (of.target != nullptr) {
    for (const Exported& one : of.target->exports) names.push_back(one.name);
    std::erase(names, "default");
  } else {
    names = known_names(bench, of.clause->specifier);
  }
  const std::string near = nearest_name(of.name->imported, names);
  if (near.empty()) return {};
  // A name that nothing uses was mistyped here only.
  const bool used = uses_of(*of.importer, of.name->local) > 0;
  const std::string entry = (of.name->type_only ? "type " : "") + near +
                            (used ? " as " + std::string(of.name->local) : std::string());
  std::vector<Repair> out =
      only("Import " + near + " instead of " + std::string(of.name->imported) + ".",
           {{std::string(of.importer->path), of.name->begin, of.name->end, entry}});
  return out;
}

/// The module calls it something else since: by its old name again, which all that use it know.
std::vector<Repair> called_again(Workbench& bench, const Mismatch& of) {
  if (of.is_default) return {};
  const std::string wanted(of.name->imported);
  const Exported* now = renamed_export(bench, *of.target, wanted);
  if (now == nullptr) return {};
  const bool declared = std::ranges::any_of(of.target->symbols.symbols, [&](const Symbol& symbol) {
    return symbol.parent == context::no_parent && symbol.name == now->name && symbol.exported;
  });
  if (!declared) return {};
  return only(
      "Call " + now->name + " " + wanted + " again in " + std::string(of.target->path) + ".",
      renamed_in(*of.target, now->name, wanted));
}

std::vector<Repair> other_module(Workbench& bench, const Mismatch& of) {
  if (of.is_default || of.clause->is_export) return {};
  const std::string wanted(of.name->imported);
  std::vector<Wanted> found;
  for (const Source* file : bench.scripts()) {
    if (file == of.target || file == of.importer) continue;
    const Exported* one = file->exported(wanted);
    if (one == nullptr) continue;
    found.push_back({wanted, "", bench.specifier_for(of.importer->path, file->path),
                     ImportForm::named, one->type_only});
  }
  const bool in_project = !found.empty();
  if (!in_project) {
    if (auto known = known_export(bench, wanted, nullptr);
        known && known->from != of.clause->specifier) {
      found.push_back(std::move(*known));
    }
  }
  std::vector<Repair> out;
  for (Wanted& one : found) {
    if (of.name->local != of.name->imported) one.local = of.name->local;
    std::vector<Edit> edits = without_name(*of.importer, *of.clause, of.name->local);
    for (Edit& edit : with_import(*of.importer, one)) edits.push_back(std::move(edit));
    out.push_back({"Import " + wanted + " from " + one.from + ".", std::move(edits)});
    out.back().unique = found.size() == 1;
  }
  return out;
}

}  // namespace

/// A page that is undefined when it is rendered: of files in one folder the one that has no default
/// export, though all others have.
std::vector<Repair> fix_missing_default(Workbench& bench, const Problem& problem) {
  if (!problem.message.contains("Element type is invalid") &&
      !problem.message.contains("does not provide an export named 'default'")) {
    return {};
  }
  std::vector<Repair> out;
  for (const Source* file : bench.scripts()) {
    if (file->exported("default") != nullptr) continue;
    std::size_t with = 0;
    std::size_t others = 0;
    for (const Source* other : bench.scripts()) {
      if (other == file ||
          context::directory_of(other->path) != context::directory_of(file->path)) {
        continue;
      }
      ++others;
      if (other->exported("default") != nullptr) ++with;
    }
    if (others == 0 || with < others) continue;
    std::string name;
    for (const Symbol& symbol : file->symbols.symbols) {
      const bool component = symbol.parent == context::no_parent && !symbol.exported &&
                             symbol.kind == context::SymbolKind::component;
      if (component) name = symbol.name;
    }
    for (Repair& one : default_declared(*file, name)) out.push_back(std::move(one));
  }
  return out;
}

std::vector<Repair> fix_export_mismatch(Workbench& bench, const Problem& problem) {
  const auto of = find_mismatch(bench, problem);
  if (!of) return {};
  std::vector<Repair> out;
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  if (of->target != nullptr) {
    if (of->target->exported(exported_name(*of)) != nullptr) return {};
    if (of->is_default) take(default_declared(*of->target, of->name->local));
    take(export_declared(*of));
    take(by_default(*of));
    take(by_name(*of));
  }
  if (of->target == nullptr && of->is_default) {
    const std::string local(of->name->local);
    if (auto known = known_export(bench, local, nullptr);
        known && known->from == of->clause->specifier && known->form == ImportForm::named) {
      take(
          other_form(*of, "", local, "Import " + local + " by its name from " + known->from + "."));
    }
  }
  if (of->target == nullptr) {
    const NamedModule module{std::string(of->clause->specifier), of->clause->specifier_begin,
                             of->clause};
    take(from_known_module(bench, *of->importer, module));
  }
  const bool known_there = of->target != nullptr && uses_of(*of->target, of->name->imported) > 0;
  if (known_there) take(called_again(bench, *of));
  take(other_name(bench, *of));
  if (of->target != nullptr && !known_there) take(called_again(bench, *of));
  take(other_module(bench, *of));
  if (!of->clause->is_export && uses_of(*of->importer, of->name->local) == 0) {
    out.push_back({"Take out the unused import of " + std::string(of->name->local) + ".",
                   without_name(*of->importer, *of->clause, of->name->local)});
  }
  return out;
}

}  // namespace sitewright::healing
