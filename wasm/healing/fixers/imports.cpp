#include "healing/fixers/imports.hpp"

#include <algorithm>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

ImportName named(const ScriptTokens& tokens, std::uint32_t at) {
  return {tokens.text_of(at), tokens.text_of(at), false, tokens[at].begin, tokens[at].end};
}

/// Reads "{ a, type b, c as d }" from its "{".
void read_names(const ScriptTokens& tokens, std::uint32_t open, ImportClause& clause) {
  const std::uint32_t close = tokens.partner(open);
  clause.names_begin = tokens[open].begin;
  clause.names_end = tokens[close].end;
  std::uint32_t at = open + 1;
  while (at < close) {
    std::uint32_t end = at;
    while (end < close && !tokens.is_mark(end, ',')) ++end;
    if (end > at) {
      ImportName name;
      name.begin = tokens[at].begin;
      name.end = tokens[end - 1].end;
      const std::uint32_t words = end - at;
      const bool has_type =
          tokens.is_word(at, "type") && words > 1 && !tokens.is_word(at + 1, "as");
      name.type_only = has_type;
      const std::uint32_t first = has_type ? at + 1 : at;
      name.imported = tokens.text_of(first);
      name.local = tokens.text_of(end - 1);
      clause.names.push_back(name);
    }
    at = end + 1;
  }
}

bool take_specifier(const ScriptTokens& tokens, std::uint32_t at, ImportClause& clause) {
  if (at >= tokens.size() || tokens[at].kind != TokenKind::string) return false;
  const std::string_view written = tokens.text_of(at);
  if (written.size() < 2) return false;
  clause.specifier = written.substr(1, written.size() - 2);
  clause.specifier_begin = tokens[at].begin + 1;
  clause.end = tokens[at].end;
  if (tokens.is_mark(at + 1, ';')) clause.end = tokens[at + 1].end;
  return true;
}

std::uint32_t take_bindings(const ScriptTokens& tokens, std::uint32_t at, ImportClause& clause) {
  for (int parts = 0; parts < 3 && at < tokens.size(); ++parts) {
    if (tokens.is_mark(at, '{')) {
      read_names(tokens, at, clause);
      at = tokens.after(at);
    } else if (tokens.is_mark(at, '*')) {
      if (tokens.is_word(at + 1, "as") && tokens.is_word(at + 2)) {
        clause.namespace_name = named(tokens, at + 2);
        clause.namespace_name.begin = tokens[at].begin;
        at += 3;
      } else {
        ++at;
      }
    } else if (tokens.is_word(at) && !tokens.is_word(at, "from")) {
      clause.default_name = named(tokens, at);
      ++at;
    }
    if (!tokens.is_mark(at, ',')) break;
    ++at;
  }
  return at;
}

bool starts_statement(const ScriptTokens& tokens, std::uint32_t at) {
  if (at == 0 || tokens[at].after_newline) return true;
  return tokens.is_mark(at - 1, ';') || tokens.is_mark(at - 1, '}');
}

}  // namespace

std::vector<ImportClause> read_imports(const ScriptTokens& tokens) {
  std::vector<ImportClause> out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool imports = tokens.is_word(at, "import");
    const bool exports = tokens.is_word(at, "export");
    if ((!imports && !exports) || !starts_statement(tokens, at)) continue;
    ImportClause clause;
    clause.begin = tokens[at].begin;
    clause.is_export = exports;
    std::uint32_t next = at + 1;
    if (imports && take_specifier(tokens, next, clause)) {
      out.push_back(clause);
      continue;
    }
    const bool has_type = tokens.is_word(next, "type") && !tokens.is_word(next + 1, "from") &&
                          (tokens.is_mark(next + 1, '{') || tokens.is_mark(next + 1, '*') ||
                           (imports && tokens.is_word(next + 1)));
    if (has_type) {
      clause.type_only = true;
      ++next;
    }
    if (exports && !tokens.is_mark(next, '{') && !tokens.is_mark(next, '*')) continue;
    next = take_bindings(tokens, next, clause);
    if (!tokens.is_word(next, "from") || !take_specifier(tokens, next + 1, clause)) continue;
    out.push_back(std::move(clause));
  }
  return out;
}

const ImportName* name_in(const ImportClause& clause, std::string_view local) {
  if (clause.default_name.local == local && !local.empty()) return &clause.default_name;
  if (clause.namespace_name.local == local && !local.empty()) return &clause.namespace_name;
  const auto found = std::ranges::find(clause.names, local, &ImportName::local);
  return found == clause.names.end() ? nullptr : &*found;
}

namespace {

/// The whole lines of a statement when nothing else stands on them.
Edit without_statement(const Source& source, std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = source.text;
  std::uint32_t first = begin;
  while (first > 0 && (text[first - 1] == ' ' || text[first - 1] == '\t')) --first;
  std::uint32_t last = end;
  while (last < text.size() && (text[last] == ' ' || text[last] == '\t' || text[last] == '\r'))
    ++last;
  const bool alone =
      (first == 0 || text[first - 1] == '\n') && (last == text.size() || text[last] == '\n');
  if (!alone) return {std::string(source.path), begin, end, ""};
  if (last < text.size()) ++last;
  return {std::string(source.path), first, last, ""};
}

std::uint32_t skip_blank(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

std::vector<Edit> without_name(const Source& source, const ImportClause& clause,
                               std::string_view local) {
  const ImportName* name = name_in(clause, local);
  if (name == nullptr) return {};
  const std::size_t parts = clause.names.size() + (clause.default_name.local.empty() ? 0U : 1U) +
                            (clause.namespace_name.local.empty() ? 0U : 1U);
  const std::string path(source.path);
  if (parts == 1) return {without_statement(source, clause.begin, clause.end)};
  std::uint32_t begin = name->begin;
  std::uint32_t end = name->end;
  const bool in_braces = name != &clause.default_name && name != &clause.namespace_name;
  if (in_braces && clause.names.size() == 1) {
    begin = clause.names_begin;
    end = clause.names_end;
  }
  // The comma goes along: the one after it, or, for the last, the one before.
  std::uint32_t after = end;
  while (after < source.text.size() && context::is_blank(source.text[after])) ++after;
  if (after < source.text.size() && source.text[after] == ',') {
    end = skip_blank(source.text, after + 1);
    if (end < source.text.size() && source.text[end] == '\n') {
      ++end;
      while (begin > 0 && (source.text[begin - 1] == ' ' || source.text[begin - 1] == '\t')) {
        --begin;
      }
    }
  } else {
    std::uint32_t before = begin;
    while (before > 0 && context::is_blank(source.text[before - 1])) --before;
    if (before > 0 && source.text[before - 1] == ',') begin = before - 1;
  }
  return {Edit{path, begin, end, ""}};
}

namespace {

std::string entry_of(const Wanted& wanted, bool clause_is_type) {
  std::string entry = wanted.type_only && !clause_is_type ? "type " : "";
  entry += wanted.name;
  if (!wanted.local.empty() && wanted.local != wanted.name) entry += " as " + wanted.local;
  return entry;
}

char quote_of(const Source& source) {
  if (!source.imports.empty()) return source.text[source.imports.front().specifier_begin - 1];
  return std::ranges::count(source.text, '\'') > std::ranges::count(source.text, '"') ? '\'' : '"';
}

bool ends_with_semicolon(const Source& source) {
  if (source.imports.empty()) return source.text.find(';') != std::string_view::npos;
  return source.text[source.imports.front().end - 1] == ';';
}

std::string statement_of(const Source& source, const Wanted& wanted) {
  const char quote = quote_of(source);
  std::string out = wanted.type_only ? "import type " : "import ";
  switch (wanted.form) {
    case ImportForm::named:
      out += "{ " + entry_of(wanted, wanted.type_only) + " }";
      break;
    case ImportForm::by_default:
      out += wanted.local.empty() ? wanted.name : wanted.local;
      break;
    case ImportForm::all:
      out += "* as " + (wanted.local.empty() ? wanted.name : wanted.local);
      break;
  }
  out += " from ";
  out += quote;
  out += wanted.from;
  out += quote;
  if (ends_with_semicolon(source)) out += ';';
  return out;
}

/// After the last import; else after comments and directives at the top.
std::uint32_t import_line(const Source& source) {
  std::uint32_t end = 0;
  for (const ImportClause& clause : source.imports) {
    if (!clause.is_export) end = std::max(end, clause.end);
  }
  if (end != 0) {
    const std::size_t line = source.text.find('\n', end);
    return static_cast<std::uint32_t>(line == std::string_view::npos ? source.text.size()
                                                                     : line + 1);
  }
  std::uint32_t at = source.text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  for (;;) {
    const std::string_view rest = source.text.substr(at);
    const bool skips = rest.starts_with("//") || rest.starts_with("#!") ||
                       rest.starts_with("\"use ") || rest.starts_with("'use ");
    const std::size_t line = rest.find('\n');
    if (!skips || line == std::string_view::npos) return at;
    at += static_cast<std::uint32_t>(line + 1);
  }
}

}  // namespace

std::vector<Edit> with_import(const Source& source, const Wanted& wanted) {
  const std::string path(source.path);
  for (const ImportClause& clause : source.imports) {
    if (clause.is_export || clause.specifier != wanted.from) continue;
    if (clause.type_only && !wanted.type_only) continue;
    if (wanted.form == ImportForm::named && clause.names_end > clause.names_begin) {
      const std::string entry = entry_of(wanted, clause.type_only);
      if (clause.names.empty()) {
        return {Edit{path, clause.names_begin, clause.names_end, "{ " + entry + " }"}};
      }
      const std::uint32_t at = clause.names.back().end;
      return {Edit{path, at, at, ", " + entry}};
    }
    if (wanted.form == ImportForm::named && !clause.default_name.local.empty() &&
        clause.namespace_name.local.empty() && !clause.type_only) {
      const std::uint32_t at = clause.default_name.end;
      return {Edit{path, at, at, ", { " + entry_of(wanted, false) + " }"}};
    }
    if (wanted.form == ImportForm::by_default && clause.default_name.local.empty() &&
        clause.names_end > clause.names_begin && !clause.type_only) {
      const std::string local = wanted.local.empty() ? wanted.name : wanted.local;
      return {Edit{path, clause.names_begin, clause.names_begin, local + ", "}};
    }
  }
  const std::uint32_t at = import_line(source);
  std::string line = statement_of(source, wanted) + "\n";
  if (at > 0 && source.text[at - 1] != '\n') line.insert(0, "\n");
  return {Edit{path, at, at, std::move(line)}};
}

}  // namespace sitewright::healing
