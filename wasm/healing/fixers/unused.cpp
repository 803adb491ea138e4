// Declarations that nothing reads, where tsconfig forbids them: imports, variables, parameters,
// functions and types. What a value does when it is made stays.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// Whether another error of the file is about a name that may be meant to be this one.
bool is_wanted_elsewhere(Workbench& bench, const Problem& problem, const std::string& name) {
  return std::ranges::any_of(bench.problems(), [&](const Problem& other) {
    if (other.file != problem.file || other.code == problem.code) return false;
    if (other.message.contains("mean '" + name + "'")) return true;
    const bool undeclared = other.code == "TS2304" || other.code == "TS2552" ||
                            other.code == "TS2339" || other.code == "TS2503";
    if (!undeclared) return false;
    const std::string wrong = quoted(other.message, 0);
    const std::string here[] = {name};
    return !nearest_name(wrong, here).empty();
  });
}

std::vector<Repair> from_import(const Source& source, std::uint32_t offset,
                                const std::string& name) {
  for (const ImportClause& clause : source.imports) {
    const bool here = clause.begin <= offset && offset < clause.end;
    if (!here || clause.is_export) continue;
    if (name.empty()) {
      return only("Take out an import of which nothing is used.",
                  {taken_out(source, clause.begin, clause.end)});
    }
    if (name_in(clause, name) == nullptr) continue;
    return only("Take out the unused import of " + name + ".", without_name(source, clause, name));
  }
  return {};
}

bool declares(const ScriptTokens& tokens, std::uint32_t at) {
  return tokens.is_word(at, "const") || tokens.is_word(at, "let") || tokens.is_word(at, "var");
}

/// The statement's first token behind `export`, `async` and so on.
std::vector<Repair> variable(const Source& source, Span statement, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t begin = tokens[statement.begin].begin;
  const std::uint32_t end = tokens[statement.end - 1].end;
  std::uint32_t equals = statement.begin + 1;
  while (equals < statement.end && !tokens.is_mark(equals, '=')) equals = tokens.after(equals);
  const std::string summary = "Take out " + (name.empty() ? "what nothing reads" : name) + ".";
  if (equals + 1 >= statement.end) return only(summary, {taken_out(source, begin, end)});
  const bool state =
      tokens.text_of(equals + 1).starts_with("use") ||
      (tokens.is_word(equals + 1, "React") && tokens.text_of(equals + 3).starts_with("use"));
  if (state || is_inert(source, equals + 1, statement.end)) {
    return only(summary, {taken_out(source, begin, end)});
  }
  // The value is made for what it does.
  return only(summary, {{std::string(source.path), begin, tokens[equals + 1].begin, ""}});
}

/// A name in `[a, setA]` or `{ a, b }`.
std::vector<Repair> in_pattern(const Source& source, std::uint32_t open, std::uint32_t at,
                               const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  const std::uint32_t close = tokens.partner(open);
  const std::string summary = "Take out " + name + ", which nothing reads.";
  if (tokens.is_mark(open, '[')) {
    if (tokens.is_mark(at + 1, ',')) {
      return only(summary, {{path, tokens[at].begin, tokens[at].end, ""}});
    }
    if (tokens.is_mark(at - 1, ',')) {
      return only(summary, {{path, tokens[at - 1].begin, tokens[at].end, ""}});
    }
    return {};
  }
  bool has_rest = false;
  for (std::uint32_t next = open; next < close; ++next) {
    has_rest = has_rest || tokens.text_of(next) == "...";
  }
  std::uint32_t first = at;
  while (first > open + 1 && !tokens.is_mark(first - 1, ',')) --first;
  std::uint32_t end = at;
  while (end < close && !tokens.is_mark(end, ',')) end = tokens.after(end);
  if (tokens.text_of(first) == "..." || has_rest) {
    if (tokens.text_of(first) != "...") {
      return only("Mark " + name + " as unused.",
                  {{path, tokens[at].begin, tokens[at].end, name + ": _" + name}});
    }
    if (first > open + 1) {
      return only(summary, {{path, tokens[first - 1].begin, tokens[at].end, ""}});
    }
    return {};
  }
  if (tokens.is_mark(end, ',')) {
    const std::uint32_t next = end + 1;
    return only(summary, {{path, tokens[first].begin, tokens[next].begin, ""}});
  }
  if (first > open + 1) {
    return only(summary, {{path, tokens[first - 1].begin, tokens[end - 1].end, ""}});
  }
  return only(summary, {{path, tokens[first].begin, tokens[end - 1].end, ""}});
}

std::vector<Repair> declared(const Source& source, std::uint32_t offset, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size()) return {};
  const Span statement = statement_around(source, at);
  if (statement.begin == statement.end) return {};
  std::uint32_t first = statement.begin;
  const std::uint32_t open = opening_around(source, at);
  const bool in_brackets = open < tokens.size() && open > statement.begin;
  if (declares(tokens, first) && in_brackets && open == first + 1 && !name.empty() &&
      tokens.text_of(at) == name) {
    return in_pattern(source, open, at, name);
  }
  if (declares(tokens, first) && !in_brackets) return variable(source, statement, name);
  if (declares(tokens, first) && name.empty()) return variable(source, statement, name);
  if (tokens.is_word(first, "async")) ++first;
  const bool whole = tokens.is_word(first, "function") || tokens.is_word(first, "type") ||
                     tokens.is_word(first, "interface") || tokens.is_word(first, "class") ||
                     tokens.is_word(first, "enum");
  if (whole && tokens.text_of(first + 1) == name && at == first + 1) {
    return only("Take out " + name + ", which nothing uses.",
                {taken_out(source, tokens[statement.begin].begin, tokens[statement.end - 1].end)});
  }
  if (!in_brackets || name.empty() || tokens.text_of(at) != name) return {};
  if (tokens.is_mark(open, '{') || tokens.is_mark(open, '[')) {
    return in_pattern(source, open, at, name);
  }
  if (tokens.is_mark(open, '(') && open > 0 && tokens.is_word(open - 1, "catch")) {
    return only(
        "Take out " + name + ", which nothing reads.",
        {{std::string(source.path), tokens[open - 1].end, tokens[tokens.partner(open)].end, ""}});
  }
  return only("Mark " + name + " as unused.",
              {{std::string(source.path), tokens[at].begin, tokens[at].begin, "_"}});
}

}  // namespace

std::vector<Repair> fix_unused(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const bool says_all =
      problem.code == "TS6192" || problem.code == "TS6198" || problem.code == "TS6199";
  const std::string name = says_all ? "" : quoted(problem.message, 0);
  if (!says_all && (name.empty() || is_wanted_elsewhere(bench, problem, name))) return {};
  std::vector<Repair> out = from_import(*place.source, place.offset, name);
  if (out.empty()) out = declared(*place.source, place.offset, name);
  return out;
}

}  // namespace sitewright::healing
