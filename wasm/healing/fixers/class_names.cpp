// `cn("card", open && "wide")`: the helper that joins class names, used in a project that has none.
// What it must do is known, so it is written where it is used. Objects as arguments mean more than
// joining; they stay.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

constexpr std::array helpers{"cn", "cx", "clsx", "classNames", "classnames"};

bool is_helper(std::string_view name) {
  return std::ranges::contains(helpers, name);
}

/// Whether the file only calls it, and with values that are joined: no object, list or spread.
bool only_joins(const Source& source, std::string_view name, std::uint32_t imports_end) {
  const ScriptTokens& tokens = *source.tokens;
  std::size_t calls = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_word(at, name) || tokens[at].begin < imports_end) continue;
    if (at > 0 && tokens.is_mark(at - 1, '.')) continue;
    if (!tokens.is_mark(at + 1, '(')) return false;
    ++calls;
    const std::uint32_t close = tokens.partner(at + 1);
    for (std::uint32_t inner = at + 2; inner < close && inner < tokens.size(); ++inner) {
      const bool whole = tokens.is_mark(inner, '{') || tokens.is_mark(inner, '[') ||
                         tokens.text_of(inner) == "...";
      if (whole) return false;
    }
  }
  return calls > 0;
}

std::string helper(const Source& source, std::string_view name) {
  const bool typed = source.path.ends_with(".ts") || source.path.ends_with(".tsx");
  return "\nfunction " + std::string(name) + "(...names" + (typed ? ": unknown[]" : "") +
         ") {\n  return names.filter(Boolean).join(\" \");\n}\n";
}

bool is_exported(Workbench& bench, std::string_view name) {
  return std::ranges::any_of(bench.scripts(),
                             [&](const Source* file) { return file->exported(name) != nullptr; });
}

std::vector<Repair> written(const Source& source, const std::string& name,
                            std::vector<Edit> edits) {
  const auto end = static_cast<std::uint32_t>(source.text.size());
  const std::string first = source.text.ends_with('\n') ? "" : "\n";
  edits.push_back({std::string(source.path), end, end, first + helper(source, name)});
  return only("Write " + name + ", which joins names of classes.", std::move(edits));
}

/// `import { cn } from "@/lib/utils"` of a file that there is not.
std::vector<Repair> of_import(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  const bool own = specifier.starts_with('.') || specifier.starts_with("@/") ||
                   specifier.starts_with("~/") || specifier.starts_with('/');
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!own || !place || place.source->tokens == nullptr) return {};
  const auto module = module_named(*place.source, specifier, place.offset);
  if (!module || module->clause == nullptr ||
      !bench.resolved(place.source->path, specifier).empty())
    return {};
  const ImportClause& clause = *module->clause;
  const bool alone = clause.names.size() == 1 && clause.default_name.local.empty() &&
                     clause.namespace_name.local.empty() && !clause.is_export;
  if (!alone || clause.names.front().imported != clause.names.front().local) return {};
  const std::string name(clause.names.front().local);
  if (!is_helper(name) || is_exported(bench, name)) return {};
  if (!only_joins(*place.source, name, clause.end)) return {};
  return written(*place.source, name, {taken_out(*place.source, clause.begin, clause.end)});
}

}  // namespace

std::vector<Repair> fix_class_names(Workbench& bench, const Problem& problem) {
  if (problem.category == Category::dependency || problem.message.contains("module '")) {
    return of_import(bench, problem);
  }
  std::string name = quoted(problem.message, 0);
  const Source* source = nullptr;
  if (problem.code == "reference_error") {
    name = problem.message.substr(0, problem.message.find(" is not defined"));
    name.erase(0, name.rfind(' ') + 1);
    // Of what is built, the place is told: the one file that calls it.
    for (const Source* file : bench.scripts()) {
      const bool calls = file->tokens != nullptr && is_helper(name) && uses_of(*file, name) > 0 &&
                         only_joins(*file, name, 0);
      if (calls && source != nullptr) return {};
      if (calls) source = file;
    }
  } else {
    source = bench.script_of(problem).source;
  }
  if (source == nullptr || source->tokens == nullptr || !is_helper(name)) return {};
  const bool imported = std::ranges::any_of(
      source->imports, [&](const ImportClause& one) { return name_in(one, name) != nullptr; });
  if (imported || is_exported(bench, name) || bench.is_installed(name) ||
      bench.context().packages.contains(name)) {
    return {};
  }
  return only_joins(*source, name, 0) ? written(*source, name, {}) : std::vector<Repair>{};
}

}  // namespace sitewright::healing
