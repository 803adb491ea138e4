// Slips that make a tool read something else: type parameters and casts that a file with elements
// takes for one, an arrow behind a declared function, a value put into what may be missing, a
// module without quotes, a pattern without its second slash, the old word in front of an import's
// kind.
#include <algorithm>

#include "healing/errors/clean_text.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::is_word_byte;
using context::ScriptTokens;
using context::TokenKind;

/// `function App() => {`
std::vector<Edit> arrows_of_functions(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "function")) continue;
    std::uint32_t open = at + (tokens.is_word(at + 1) ? 2 : 1);
    if (tokens.is_mark(open, '<')) open = tokens.after_angles(open, tokens.size());
    if (!tokens.is_mark(open, '(')) continue;
    std::uint32_t arrow = tokens.after(open);
    if (tokens.is_mark(arrow, ':') && arrow + 1 < tokens.size()) {
      // A type that begins with parameters has an arrow of its own.
      if (tokens.is_mark(arrow + 1, '(')) continue;
      arrow = tokens.after(arrow + 1);
      while (arrow < tokens.size() && !tokens.is_arrow(arrow) && !tokens.is_mark(arrow, '{') &&
             !tokens.is_mark(arrow, ';')) {
        arrow = tokens.after(arrow);
      }
    }
    if (!tokens.is_arrow(arrow) || !tokens.is_mark(arrow + 1, '{')) continue;
    out.push_back({std::string(source.path), tokens[arrow - 1].end, tokens[arrow].end, ""});
  }
  return out;
}

struct Angles {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< one past ">"
  std::string_view name;
};

/// `<Name>` where a value begins, and no `</Name` in the file.
std::vector<Angles> angles_of(const Source& source) {
  const std::string_view text = source.text;
  std::vector<Angles> out;
  if (!source.path.ends_with(".tsx")) return out;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.empty() || end >= text.size() || text[end] != '>') continue;
    std::size_t before = at;
    while (before > 0 && context::is_blank(text[before - 1])) --before;
    const std::string_view head = text.substr(0, before);
    const bool begins = head.ends_with('=') || head.ends_with('(') || head.ends_with(',') ||
                        head.ends_with("=>") || head.ends_with("async") || head.ends_with("return");
    if (!begins || text.contains("</" + std::string(name))) continue;
    out.push_back({at, end + 1, name});
  }
  return out;
}

/// `const first = <T>(list: T[]) => …`: a comma tells it from an element.
std::vector<Edit> type_parameters(const Source& source) {
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (const Angles& one : angles_of(source)) {
    if (one.end >= text.size() || text[one.end] != '(' || !context::is_upper(one.name[0])) continue;
    int depth = 0;
    std::size_t at = one.end;
    for (; at < text.size(); ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && --depth == 0) break;
    }
    at = text.find_first_not_of(' ', std::min(at + 1, text.size()));
    if (at == std::string_view::npos) continue;
    if (text[at] != ':' && !text.substr(at).starts_with("=>")) continue;
    const auto place = static_cast<std::uint32_t>(one.end - 1);
    out.push_back({std::string(source.path), place, place, ","});
  }
  return out;
}

bool is_type(const Source& source, std::string_view name) {
  if (name.starts_with("HTML") || name == "any" || name == "unknown") return true;
  if (name == "string" || name == "number") return true;
  const bool declared = std::ranges::any_of(source.symbols.symbols, [&](const auto& one) {
    return one.kind == context::SymbolKind::type && one.name == name;
  });
  return declared || std::ranges::any_of(source.imports, [&](const ImportClause& one) {
           const ImportName* found = name_in(one, name);
           return found != nullptr && (one.type_only || found->type_only);
         });
}

/// `<HTMLInputElement>document.getElementById("a")`
std::vector<Edit> casts(const Source& source) {
  for (const Angles& one : angles_of(source)) {
    if (!is_type(source, one.name)) continue;
    const auto begin = static_cast<std::uint32_t>(one.begin);
    const auto end = static_cast<std::uint32_t>(one.end);
    std::string rest(source.text);
    rest.erase(begin, end - begin);
    Source without;
    without.tokens =
        std::make_unique<ScriptTokens>(source.language, rest, ScriptTokens::OpenJsx::keep);
    without.text = rest;
    const ScriptTokens& tokens = *without.tokens;
    const std::uint32_t first = without.token_at(begin);
    if (!tokens.is_word(first) && !tokens.is_mark(first, '(')) continue;
    const std::uint32_t last = chain_end(without, first);
    const std::uint32_t place = tokens[last - 1].end + (end - begin);
    const bool closed = last >= tokens.size() || tokens[last].after_newline ||
                        std::string_view(";),]}").contains(rest[tokens[last].begin]);
    const std::string as = " as " + std::string(one.name);
    std::vector<Edit> edits{{std::string(source.path), begin, end, closed ? "" : "("},
                            {std::string(source.path), place, place, closed ? as : as + ")"}};
    return edits;
  }
  return {};
}

/// Where the value that is assigned at the token ends.
std::uint32_t assigned_end(const ScriptTokens& tokens, std::uint32_t at) {
  while (at < tokens.size() && !tokens.is_mark(at, ',') && !tokens.is_mark(at, ')') &&
         !tokens.is_mark(at, '}') && !tokens.is_mark(at, ';')) {
    at = tokens.after(at);
  }
  return std::min(at, tokens.size());
}

/// `box.current?.value = ""`, a statement or what an arrow gives.
std::vector<Edit> optional_targets(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at) || tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.")
      continue;
    const std::uint32_t end = chain_end(source, at);
    if (end <= at + 1 || end + 1 >= tokens.size()) continue;
    const std::string_view rest = source.text.substr(tokens[end].begin);
    const bool plain = rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>");
    if (!plain && !rest.starts_with("+=") && !rest.starts_with("-=")) continue;
    std::uint32_t last = 0;
    std::vector<Edit> edits;
    for (std::uint32_t in = at + 1; in < end; in = tokens.after(in)) {
      if (tokens.text_of(in) != "?.") continue;
      last = in;
      edits.push_back({path, tokens[in].begin, tokens[in].end, tokens.is_word(in + 1) ? "." : ""});
    }
    if (last == 0) continue;
    const std::string when =
        "if (" +
        std::string(source.text.substr(tokens[at].begin, tokens[last].begin - tokens[at].begin)) +
        ") ";
    const bool in_group = tokens.is_mark(at - 1, '(') && at > 1 && tokens.is_arrow(at - 2);
    if (in_group || tokens.is_arrow(at - 1)) {
      const std::uint32_t close = in_group ? tokens.partner(at - 1) : assigned_end(tokens, end);
      if (close <= end || close > tokens.size()) continue;
      const std::uint32_t open = in_group ? tokens[at - 1].begin : tokens[at].begin;
      const std::uint32_t stop = tokens[close - 1].end;
      edits.push_back({path, open, tokens[at].begin, "{ " + when});
      edits.push_back({path, stop, in_group ? tokens[close].end : stop, "; }"});
    } else if (statement_around(source, at).begin == at) {
      edits.push_back({path, tokens[at].begin, tokens[at].begin, when});
    } else {
      continue;
    }
    out.insert(out.end(), edits.begin(), edits.end());
    at = end;
  }
  return out;
}

/// `from react;` and `import ./index.css;`
std::vector<Edit> bare_modules(const Source& source) {
  const std::string_view text = source.text;
  const std::string quote(
      1, source.imports.empty() ? '"' : text[source.imports.front().specifier_begin - 1]);
  std::vector<Edit> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t next = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, next - begin);
    const bool imports = line.starts_with("import ");
    const bool clause = imports || line.starts_with("export ") || line.starts_with("} from ");
    const std::size_t from = line.find(" from ");
    std::size_t first = from == std::string_view::npos ? 7 : from + 6;
    const bool bare = from != std::string_view::npos ||
                      (imports && (line.substr(7).starts_with("./") || line.ends_with(".css") ||
                                   line.ends_with(".css;")));
    std::size_t end = first;
    while (end < line.size() &&
           (is_word_byte(line[end]) || std::string_view("@./-~").contains(line[end]))) {
      ++end;
    }
    const std::string_view rest = trimmed(line.substr(std::min(end, line.size())));
    if (clause && bare && end > first && (rest.empty() || rest == ";")) {
      const std::string path(source.path);
      for (const std::size_t place : {begin + first, begin + end}) {
        const auto where = static_cast<std::uint32_t>(place);
        out.push_back({path, where, where, quote});
      }
    }
    begin = next + 1;
  }
  return out;
}

/// `marginTop` of `margin-top`.
std::string camel(std::string_view dashed) {
  std::string out;
  for (std::size_t at = 0; at < dashed.size(); ++at) {
    const bool raised = dashed[at] == '-' && at + 1 < dashed.size();
    if (!raised) {
      out += dashed[at];
      continue;
    }
    const char next = dashed[++at];
    out += next >= 'a' && next <= 'z' ? static_cast<char>(next - 'a' + 'A') : next;
  }
  return out;
}

/// `style={{ margin-top: 4, "font-weight": 700 }}`
std::vector<Edit> dashed_styles(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    const bool style = tokens[at].kind == TokenKind::jsx_name && tokens.text_of(at) == "style" &&
                       tokens.is_mark(at + 2, '{') && tokens.is_mark(at + 3, '{');
    if (!style) continue;
    for (std::uint32_t key = at + 4; key < tokens.partner(at + 3); ++key) {
      if (!tokens.is_mark(key - 1, '{') && !tokens.is_mark(key - 1, ',')) continue;
      std::uint32_t end = key + 1;
      while (tokens.is_word(key) && tokens.is_mark(end, '-') && tokens.is_word(end + 1)) end += 2;
      std::string_view name =
          source.text.substr(tokens[key].begin, tokens[end - 1].end - tokens[key].begin);
      if (tokens[key].kind == TokenKind::string) name = name.substr(1, name.size() - 2);
      const bool dashed = tokens.is_mark(end, ':') && name.contains('-') && !name.starts_with("--");
      if (!dashed) continue;
      edits.push_back(
          {std::string(source.path), tokens[key].begin, tokens[end - 1].end, camel(name)});
    }
  }
  return edits;
}

/// `year={{2026}}`
std::vector<Edit> doubled_braces(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 6 < tokens.size(); ++at) {
    const bool value = tokens[at].kind == TokenKind::jsx_name && tokens.is_mark(at + 1, '=') &&
                       tokens.is_mark(at + 2, '{') && tokens.is_mark(at + 3, '{') &&
                       tokens.is_mark(at + 5, '}') && tokens.is_mark(at + 6, '}');
    const std::string_view only_one = tokens.text_of(at + 4);
    const bool literal = tokens[at + 4].kind == TokenKind::string ||
                         (!only_one.empty() && context::is_digit(only_one[0]));
    if (!value || !literal) continue;
    const std::string path(source.path);
    edits.push_back({path, tokens[at + 3].begin, tokens[at + 3].end, ""});
    edits.push_back({path, tokens[at + 5].begin, tokens[at + 5].end, ""});
  }
  return edits;
}

/// `note!: string;` of a type, where a member is optional or not.
std::vector<Edit> certain_members(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool member = tokens.is_word(at) && tokens.is_mark(at + 1, '!') &&
                        tokens.is_mark(at + 2, ':') &&
                        (tokens[at].after_newline || tokens.is_mark(at - 1, '{'));
    if (!member) continue;
    edits.push_back({std::string(source.path), tokens[at + 1].begin, tokens[at + 1].end, "?"});
  }
  return edits;
}

/// `replace("-" "")`, `["a" "b"]`
std::vector<Edit> commas_between_texts(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    const bool two = tokens[at].kind == TokenKind::string &&
                     tokens[at + 1].kind == TokenKind::string && !tokens[at + 1].after_newline;
    if (!two) continue;
    const std::uint32_t open = opening_around(source, at);
    if (!tokens.is_mark(open, '(') && !tokens.is_mark(open, '[')) continue;
    edits.push_back({std::string(source.path), tokens[at].end, tokens[at].end, ","});
  }
  return edits;
}

/// `/^[a-z]+$.test(name)`, told of at its first slash.
std::vector<Repair> ends_of_patterns(const Source& source, std::uint32_t offset) {
  const std::string_view rest = source.text.substr(offset);
  std::string_view line = rest.substr(0, rest.find('\n'));
  // A closing tag has its slash, and so has the end of one that holds nothing.
  const bool of_tag = line.starts_with("/>") || (offset > 0 && source.text[offset - 1] == '<');
  if (!line.starts_with('/') || of_tag) return {};
  std::size_t end = std::string_view::npos;
  for (const std::string_view behind : {".test(", ".exec(", ", \"", ", '", ", `", ", ("}) {
    end = std::min(end, line.find(behind));
  }
  if (end == std::string_view::npos) {
    while (line.ends_with(';') || line.ends_with(',')) line.remove_suffix(1);
    // The call's own parenthesis is no part of the pattern.
    while (line.ends_with(')') && std::ranges::count(line, ')') > std::ranges::count(line, '(')) {
      line.remove_suffix(1);
    }
    end = line.size();
  }
  std::size_t flags = end;
  while (flags > 1 && std::string_view("gimsuy").contains(line[flags - 1])) --flags;
  if (flags > 1 && !is_word_byte(line[flags - 1])) end = flags;
  if (end < 2) return {};
  const std::uint32_t place = offset + static_cast<std::uint32_t>(end);
  return only("End a pattern with its slash.", {{std::string(source.path), place, place, "/"}});
}

}  // namespace

std::vector<Repair> fix_syntax_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  if (problem.code == "TS2880") {
    const std::uint32_t at = source.token_at(place.offset);
    if (!source.tokens->is_word(at, "assert")) return {};
    return only(
        "Say with what an import comes.",
        {{std::string(source.path), (*source.tokens)[at].begin, (*source.tokens)[at].end, "with"}});
  }
  if (problem.message.contains("Unterminated regular expression")) {
    return ends_of_patterns(source, place.offset);
  }
  for (const Look& look : {Look{arrows_of_functions, "Take out the arrow of a declared function"},
                           Look{type_parameters, "Tell type parameters from an element"},
                           Look{casts, "Write as for a type"},
                           Look{commas_between_texts, "Put a comma between two texts"},
                           Look{doubled_braces, "Write a value in one pair of braces"},
                           Look{certain_members, "Mark a member as optional"},
                           Look{dashed_styles, "Write names of styles as React has them"},
                           Look{optional_targets, "Put a value only into what is there"},
                           Look{bare_modules, "Put a module into quotes"}}) {
    offer(source, look.summary, look.find(source), out);
  }
  return out;
}

}  // namespace sitewright::healing
