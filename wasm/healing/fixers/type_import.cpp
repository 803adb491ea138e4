// Types and values told apart in imports, as verbatimModuleSyntax and isolatedModules demand.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

constexpr std::uint32_t keyword_size = 6;  // import, export

std::vector<Repair> as_type(const Source& source, const std::string& name, std::uint32_t offset) {
  for (const ImportClause& clause : source.imports) {
    const ImportName* found = name_in(clause, name);
    if (found == nullptr && clause.is_export) {
      const auto one = std::ranges::find(clause.names, name, &ImportName::imported);
      if (one != clause.names.end()) found = &*one;
    }
    if (found == nullptr || clause.type_only || found->type_only) continue;
    const bool in_braces = found != &clause.default_name && found != &clause.namespace_name;
    const bool alone = clause.names.empty();
    if (!in_braces && !alone) continue;
    const std::uint32_t at = in_braces ? found->begin : clause.begin + keyword_size;
    return only("Import " + name + " as a type.",
                {{std::string(source.path), at, at, in_braces ? "type " : " type"}});
  }
  // export { X } without from
  const std::string_view word = source.word_at(offset);
  if (word != name) return {};
  return only("Export " + name + " as a type.",
              {{std::string(source.path), offset, offset, "type "}});
}

std::vector<Repair> as_value(const Source& source, const std::string& name) {
  for (const ImportClause& clause : source.imports) {
    const ImportName* found = name_in(clause, name);
    if (found == nullptr) continue;
    const std::string path(source.path);
    const std::string summary = "Import " + name + " as a value.";
    if (found->type_only) {
      const std::string_view entry = source.text.substr(found->begin, found->end - found->begin);
      const std::size_t gap = entry.find_first_not_of(" \t\n", 4);
      if (gap == std::string_view::npos) return {};
      return only(summary,
                  {{path, found->begin, found->begin + static_cast<std::uint32_t>(gap), ""}});
    }
    if (!clause.type_only) continue;
    const std::size_t keyword = source.text.find("type", clause.begin);
    if (keyword == std::string_view::npos || keyword >= clause.end) return {};
    auto end = static_cast<std::uint32_t>(keyword + 4);
    while (end < clause.end && source.text[end] == ' ') ++end;
    std::vector<Edit> edits{{path, static_cast<std::uint32_t>(keyword), end, ""}};
    for (const ImportName& other : clause.names) {
      if (other.local != name) edits.push_back({path, other.begin, other.begin, "type "});
    }
    return only(summary, std::move(edits));
  }
  return {};
}

/// `import type { a, type B }`: marks within say that the others are values.
std::vector<Repair> typed_twice(const Source& source, std::uint32_t offset) {
  for (const ImportClause& clause : source.imports) {
    if (!clause.type_only || offset < clause.begin || offset >= clause.end) continue;
    const std::size_t keyword = source.text.find("type", clause.begin);
    if (keyword == std::string_view::npos || keyword >= clause.end) return {};
    auto end = static_cast<std::uint32_t>(keyword + 4);
    while (end < clause.end && source.text[end] == ' ') ++end;
    return only("Import as types what is marked so.",
                {{std::string(source.path), static_cast<std::uint32_t>(keyword), end, ""}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_type_import(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (problem.code == "TS2206" || problem.message.contains("'type' modifier cannot be used")) {
    return typed_twice(*place.source, place.offset);
  }
  std::string name = quoted(problem.message, 0);
  if (problem.code == "TS1205" || problem.code == "TS1448" || name.empty() ||
      name.starts_with("Re-")) {
    name = place.source->word_at(place.offset);
  }
  if (problem.code == "TS1484" || problem.code == "TS1485" || problem.code == "TS1205" ||
      problem.code == "TS1448") {
    return as_type(*place.source, name, place.offset);
  }
  if (problem.code == "TS1361" || problem.code == "TS1362" || problem.code == "TS2693") {
    return as_value(*place.source, name);
  }
  if (problem.code == "TS2749" && place.source->word_at(place.offset) == name) {
    return only("Write typeof " + name + ".",
                {{std::string(place.source->path), place.offset, place.offset, "typeof "}});
  }
  return {};
}

}  // namespace sitewright::healing
