// Classes whose head or constructor is not what is read: properties in a constructor's parameters,
// which types alone know, and a component that extends nothing.
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

bool is_modifier(const ScriptTokens& tokens, std::uint32_t at) {
  for (const std::string_view one : {"public", "private", "protected", "readonly", "override"}) {
    if (tokens.is_word(at, one)) return true;
  }
  return false;
}

/// `constructor(message: string, readonly status: number) {`
std::vector<Repair> parameter_properties(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = opening_around(source, source.token_at(offset));
  if (open >= tokens.size() || open == 0 || !tokens.is_word(open - 1, "constructor")) return {};
  const std::uint32_t close = tokens.partner(open);
  const std::uint32_t body = close + 1;
  if (!tokens.is_mark(body, '{')) return {};
  const std::string path(source.path);
  const std::string indent(indent_at(source.text, tokens[open].begin), ' ');
  const std::string end = source.text.contains(";\n") ? ";" : "";
  std::vector<Edit> edits;
  std::string fields;
  std::string writes;
  for (std::uint32_t at = open + 1; at < close;) {
    std::uint32_t next = at;
    while (next < close && !tokens.is_mark(next, ',')) next = tokens.after(next);
    std::uint32_t name = at;
    while (is_modifier(tokens, name)) ++name;
    if (name > at && tokens.is_word(name)) {
      std::uint32_t stop = name;
      while (stop < next && !tokens.is_mark(stop, '=')) stop = tokens.after(stop);
      edits.push_back({path, tokens[at].begin, tokens[name].begin, ""});
      const std::string word(tokens.text_of(name));
      fields += std::string(
                    source.text.substr(tokens[at].begin, tokens[stop - 1].end - tokens[at].begin)) +
                end + "\n" + indent;
      writes += "\n" + indent + "  this." + word + " = " + word + end;
    }
    at = next + 1;
  }
  if (edits.empty()) return {};
  std::uint32_t place = tokens[body].end;
  if (tokens.is_word(body + 1, "super") && tokens.is_mark(body + 2, '(')) {
    const std::uint32_t call = tokens.partner(body + 2);
    place = tokens.is_mark(call + 1, ';') ? tokens[call + 1].end : tokens[call].end;
  }
  const bool empty = tokens.partner(body) == body + 1;
  edits.push_back({path, place, place, writes + (empty ? "\n" + indent : "")});
  edits.push_back({path, tokens[open - 1].begin, tokens[open - 1].begin, fields});
  return only("Declare what a constructor keeps.", std::move(edits));
}

/// `class Boundary {` with render(), used as an element.
std::vector<Repair> extends_component(Workbench& bench) {
  for (const Source* file : bench.scripts()) {
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool bare =
          tokens.is_word(at, "class") && tokens.is_word(at + 1) && tokens.is_mark(at + 2, '{');
      if (!bare) continue;
      bool renders = false;
      for (std::uint32_t in = at + 3; in < tokens.partner(at + 2); ++in) {
        renders = renders || (tokens.is_word(in, "render") && tokens.is_mark(in + 1, '('));
      }
      if (!renders) continue;
      std::string types;
      const std::string name(tokens.text_of(at + 1));
      for (const std::string_view ending : {"Props", "State"}) {
        std::string found;
        for (const context::Symbol& one : file->symbols.symbols) {
          const bool fits = one.kind == context::SymbolKind::type &&
                            (one.name == ending || one.name == name + std::string(ending));
          if (fits) found = one.name;
        }
        if (found.empty()) break;
        types += (types.empty() ? "<" : ", ") + found;
      }
      if (!types.empty()) types += ">";
      const std::string path(file->path);
      std::vector<Edit> edits{
          {path, tokens[at + 1].end, tokens[at + 1].end, " extends Component" + types}};
      const bool has = std::ranges::any_of(file->imports, [](const ImportClause& one) {
        return name_in(one, "Component") != nullptr;
      });
      if (!has) {
        for (Edit& edit : with_import(*file, {"Component", "", "react"})) {
          edits.push_back(std::move(edit));
        }
      }
      return only("Let " + name + " be a component.", std::move(edits));
    }
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_class_shape(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (problem.code == "TS1294") return parameter_properties(*place.source, place.offset);
  const bool of_class = problem.code == "TS2607" || problem.message.contains("'typeof ");
  return of_class ? extends_component(bench) : std::vector<Repair>();
}

}  // namespace sitewright::healing
