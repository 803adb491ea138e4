// Declarations that nothing reads, where tsconfig forbids them: imports, variables, parameters,
// functions and types. What a value does when it is made stays.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/visible_text.hpp"

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

/// Whether another file imports the name from this one, which then only lacks its export.
bool is_imported(Workbench& bench, const Source& source, const std::string& name) {
  for (const Source* other : bench.scripts()) {
    for (const ImportClause& clause : other->imports) {
      const bool asks = std::ranges::contains(clause.names, name, &ImportName::imported);
      if (asks && bench.resolved(other->path, clause.specifier) == source.path) return true;
    }
  }
  return false;
}

/// Whether parameters that have no type are said of the same file: a type that nothing uses is
/// most likely theirs.
bool may_be_a_parameters(Workbench& bench, const Source& source, const Problem& problem,
                         const std::string& name) {
  const bool is_type = source.text.contains("interface " + name + " ") ||
                       source.text.contains("type " + name + " =");
  return is_type && std::ranges::any_of(bench.problems(), [&](const Problem& other) {
           return other.file == problem.file && (other.code == "TS7031" || other.code == "TS7006");
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

/// Whether the import is the only one of a component of the project: without it nothing shows what
/// the component holds, so what is missing is its element.
bool shows_alone(Workbench& bench, const Source& source, std::uint32_t offset,
                 const std::string& name) {
  for (const ImportClause& clause : source.imports) {
    if (clause.begin > offset || offset >= clause.end || name_in(clause, name) == nullptr) continue;
    const Source* file = bench.source(bench.resolved(source.path, clause.specifier));
    if (file == nullptr || file->tokens == nullptr || name.empty()) return false;
    if (name[0] < 'A' || name[0] > 'Z' || !file->tokens->has_jsx(0, file->tokens->size())) {
      return false;
    }
    return std::ranges::none_of(bench.scripts(), [&](const Source* other) {
      return other != &source && other != file &&
             std::ranges::any_of(other->imports, [&](const ImportClause& one) {
               return bench.resolved(other->path, one.specifier) == file->path &&
                      (name_in(one, name) != nullptr || !one.default_name.local.empty());
             });
    });
  }
  return false;
}

/// A text that somebody wrote to be read and that nothing shows yet.
bool holds_prose(const Source& source, std::uint32_t begin, std::uint32_t end) {
  return std::ranges::any_of(visible_text(source), [&](const TextSpan& span) {
    return span.begin >= begin && span.end <= end;
  });
}

/// Whether the name stands in a text of the file, as in onClick="send()".
bool is_in_text(const Source& source, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != context::TokenKind::string || at == 0) continue;
    const std::string_view text = tokens.text_of(at);
    const std::size_t found = text.find(name);
    if (found == std::string_view::npos || found == 0) continue;
    const bool attribute = tokens.is_mark(at - 1, '=') && at > 1 &&
                           tokens[at - 2].kind == context::TokenKind::jsx_name;
    const bool whole = !context::is_word_byte(text[found - 1]) &&
                       !context::is_word_byte(text[found + name.size()]);
    if (attribute && whole && (text.contains('(') || text.contains('{'))) return true;
  }
  return false;
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

/// `({ title, ...rest }: CardProps)`
bool is_pattern_of_parameters(const ScriptTokens& tokens, std::uint32_t open) {
  if (open == 0 || open >= tokens.size()) return false;
  const bool pattern = tokens.is_mark(open, '{') || tokens.is_mark(open, '[');
  return pattern && (tokens.is_mark(open - 1, '(') || tokens.is_mark(open - 1, ','));
}

std::vector<Repair> declared(const Source& source, std::uint32_t offset, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size()) return {};
  // A property that nothing reads may be one that is no longer shown; the rest is not.
  if (const std::uint32_t pattern = opening_around(source, at);
      is_pattern_of_parameters(tokens, pattern) && tokens.text_of(at - 1) == "...") {
    return in_pattern(source, pattern, at, name);
  }
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

/// The last parameter of a function that is called without it: "Expected 2 arguments, but got 1."
std::vector<Repair> ungiven(Workbench& bench, const Source& source, std::uint32_t offset,
                            const std::string& name) {
  const bool said = std::ranges::any_of(bench.problems(), [](const Problem& other) {
    return other.code == "TS2554" && other.message.starts_with("Expected");
  });
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!said || !tokens.is_word(at, name) || at == 0 || !tokens.is_mark(at - 1, ',')) return {};
  const std::uint32_t open = opening_around(source, at);
  if (!tokens.is_mark(open, '(')) return {};
  const std::uint32_t close = tokens.partner(open);
  for (std::uint32_t next = at; next < close; next = tokens.after(next)) {
    if (tokens.is_mark(next, ',')) return {};
  }
  return only("Take out " + name + ", which nothing reads and nobody gives.",
              {{std::string(source.path), tokens[at - 1].begin, tokens[close].begin, ""}});
}

}  // namespace

std::vector<Repair> fix_unused(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const bool says_all =
      problem.code == "TS6192" || problem.code == "TS6198" || problem.code == "TS6199";
  const std::string name = says_all ? "" : quoted(problem.message, 0);
  if (!says_all && (name.empty() || is_wanted_elsewhere(bench, problem, name))) return {};
  const Source& source = *place.source;
  if (!says_all && (shows_alone(bench, source, place.offset, name) || is_in_text(source, name))) {
    return {};
  }
  if (!says_all &&
      (is_imported(bench, source, name) || may_be_a_parameters(bench, source, problem, name))) {
    return {};
  }
  // `...rest` is told of at its dots.
  const std::uint32_t told = source.token_at(place.offset);
  const bool dots = told + 1 < source.tokens->size() && source.tokens->text_of(told) == "...";
  const std::uint32_t offset = dots ? (*source.tokens)[told + 1].begin : place.offset;
  std::vector<Repair> out = from_import(source, offset, name);
  if (out.empty() && !says_all) out = ungiven(bench, source, offset, name);
  if (out.empty()) out = declared(source, offset, name);
  std::erase_if(out, [&](const Repair& one) {
    return std::ranges::any_of(
        one.edits, [&](const Edit& edit) { return holds_prose(source, edit.begin, edit.end); });
  });
  return out;
}

}  // namespace sitewright::healing
