// Declarations with a wrong mark between a name and what it is: `interface A = {`, `type A {`,
// `const a : b()`, `const a b()`, `const a: B {`.
#include <algorithm>
#include <string>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool declares_value(const ScriptTokens& tokens, std::uint32_t at) {
  return tokens.is_word(at, "const") || tokens.is_word(at, "let") || tokens.is_word(at, "var");
}

bool begins_statement(const ScriptTokens& tokens, std::uint32_t at) {
  return at == 0 || tokens[at].after_newline || tokens.is_word(at - 1, "export") ||
         tokens.is_mark(at - 1, ';') || tokens.is_mark(at - 1, '{');
}

/// `interface A = {`, `type A {`
std::vector<Edit> types(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!begins_statement(tokens, at) || !tokens.is_word(at + 1)) continue;
    const std::uint32_t next = at + 2;
    if (tokens.is_word(at, "interface") && tokens.is_mark(next, '=') &&
        tokens.is_mark(next + 1, '{')) {
      out.push_back({path, tokens[next - 1].end, tokens[next].end, ""});
    }
    const bool bare = tokens.is_mark(next, '{') || tokens[next].kind == TokenKind::string ||
                      tokens.is_mark(next, ':');
    if (tokens.is_word(at, "type") && bare && !tokens[next].after_newline) {
      const bool colon = tokens.is_mark(next, ':');
      out.push_back(
          {path, tokens[next - 1].end, colon ? tokens[next].end : tokens[next - 1].end, " ="});
    }
  }
  return out;
}

/// Whether what stands there is a value and no type: a call, a number, an element, a template, an
/// operator.
bool is_value(const ScriptTokens& tokens, std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t at = first; at < end; ++at) {
    const TokenKind kind = tokens[at].kind;
    if (kind == TokenKind::jsx_open || kind == TokenKind::template_head) return true;
    if (at > first && tokens.is_mark(at, '(') && tokens.is_word(at - 1)) return true;
    if (tokens.is_word(at) && context::is_digit(tokens.text_of(at)[0])) return true;
    for (const std::string_view mark : {"?.", "===", "!==", "&&", "||", "??", "+", "*", "!"}) {
      if (tokens.text_of(at) == mark) return true;
    }
    if (tokens.is_word(at, "await") || tokens.is_word(at, "new")) return true;
  }
  return false;
}

/// Of `const a: Type { b: 1 };`, `const a: Type[] [`, `const a: Type (b) => c`: the token that the
/// value begins with. 0 where none stands there.
std::uint32_t value_behind_type(const ScriptTokens& tokens, std::uint32_t type) {
  if (!tokens.is_word(type)) return 0;
  std::uint32_t at = tokens.after_angles(type + 1, tokens.size());
  bool is_list = false;
  while (tokens.is_mark(at, '[') && tokens.is_mark(at + 1, ']')) {
    at += 2;
    is_list = true;
  }
  if (at + 1 >= tokens.size() || tokens[at].after_newline) return 0;
  const std::uint32_t after = tokens.after(at);
  const bool value = tokens.is_mark(at, '{') || (is_list && tokens.is_mark(at, '[')) ||
                     tokens[at].kind == TokenKind::string ||
                     tokens[at].kind == TokenKind::template_whole ||
                     (tokens.is_mark(at, '(') && tokens.is_arrow(after)) ||
                     (tokens.is_word(at) && context::is_digit(tokens.text_of(at)[0]));
  return value ? at : 0;
}

/// `const a : b();` and `const a b();`, `const [a, b] useState(0)`, `const a: B {`
std::vector<Edit> values(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!declares_value(tokens, at) || (at > 0 && tokens.is_mark(at - 1, '('))) continue;
    if (declares_value(tokens, at + 1) || (at > 0 && tokens.is_word(at - 1, "as"))) continue;
    const std::uint32_t next = tokens.after(at + 1);
    if (next >= tokens.size() || tokens[next].after_newline) continue;
    if (tokens.is_word(next) || tokens[next].kind == TokenKind::string ||
        tokens[next].kind == TokenKind::template_whole || tokens.is_mark(next, '{') ||
        tokens.is_mark(next, '[')) {
      if (tokens.is_word(next, "of") || tokens.is_word(next, "in")) continue;
      out.push_back({path, tokens[next - 1].end, tokens[next - 1].end, " ="});
      continue;
    }
    if (!tokens.is_mark(next, ':')) continue;
    if (const std::uint32_t value = value_behind_type(tokens, next + 1); value > 0) {
      out.push_back({path, tokens[value - 1].end, tokens[value - 1].end, " ="});
      continue;
    }
    std::uint32_t end = next + 1;
    while (end < tokens.size() && !tokens.is_mark(end, ';') && !tokens.is_mark(end, '=') &&
           !declares_value(tokens, end)) {
      end = tokens.after(end);
    }
    if (tokens.is_mark(end, '=') || !is_value(tokens, next + 1, end)) continue;
    out.push_back({path, tokens[next].begin, tokens[next].end, "="});
  }
  return out;
}

/// `function A({ b } Props) {`
std::vector<Edit> parameter_types(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 2; at + 2 < tokens.size(); ++at) {
    const bool pattern = tokens.is_mark(at, '{') && tokens.is_mark(at - 1, '(') &&
                         tokens.is_word(at - 2) && !tokens.is_word(at - 2, "if");
    const std::uint32_t after = tokens.after(at);
    const bool type =
        tokens.is_word(after) && tokens.is_mark(after + 1, ')') && tokens.is_mark(after + 2, '{');
    if (!pattern || !type) continue;
    out.push_back({std::string(source.path), tokens[after - 1].end, tokens[after - 1].end, ":"});
  }
  return out;
}

/// `function A({ b c }: Props) {`
std::vector<Edit> pattern_commas(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool pattern = tokens.is_mark(at, '{') && tokens.is_mark(at - 1, '(');
    const std::uint32_t close = tokens.partner(at);
    const bool typed = tokens.is_mark(close + 1, ':') || tokens.is_mark(close + 1, ')');
    if (!pattern || close <= at || close + 1 >= tokens.size() || !typed) continue;
    for (std::uint32_t in = at + 1; in + 1 < close; in = tokens.after(in)) {
      const bool begins = in == at + 1 || tokens.is_mark(in - 1, ',');
      const bool accessor =
          tokens.is_word(in, "get") || tokens.is_word(in, "set") || tokens.is_word(in, "async");
      if (!begins || accessor || !tokens.is_word(in) || !tokens.is_word(in + 1)) continue;
      out.push_back({std::string(source.path), tokens[in].end, tokens[in].end, ","});
    }
  }
  return out;
}

/// `const const a`
std::vector<Edit> doubled_words(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    for (const std::string_view word : {"const", "let", "function", "return", "import", "export",
                                        "default", "from", "await", "async", "interface"}) {
      if (!tokens.is_word(at, word) || !tokens.is_word(at + 1, word)) continue;
      out.push_back({std::string(source.path), tokens[at].begin, tokens[at + 1].begin, ""});
    }
  }
  return out;
}

/// `{ a } from "b"` and `a from "b"` at the begin of a line.
std::vector<Edit> import_words(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool begins = at == 0 || (tokens[at].after_newline && !tokens.is_mark(at - 1, ','));
    const bool names = tokens.is_mark(at, '{') || tokens.is_word(at);
    if (!begins || !names || tokens.is_word(at, "import") || tokens.is_word(at, "export")) continue;
    const std::uint32_t from = tokens.after(at);
    if (!tokens.is_word(from, "from") || from + 1 >= tokens.size() ||
        tokens[from + 1].kind != TokenKind::string) {
      continue;
    }
    out.push_back({std::string(source.path), tokens[at].begin, tokens[at].begin, "import "});
  }
  return out;
}

/// `const a, b] = c()`
std::vector<Edit> list_patterns(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    if (!declares_value(tokens, at)) continue;
    std::uint32_t end = at + 1;
    while (tokens.is_word(end) || tokens.is_mark(end, ',')) ++end;
    if (end == at + 1 || !tokens.is_mark(end, ']') || !tokens.is_mark(end + 1, '=')) continue;
    out.push_back({std::string(source.path), tokens[at + 1].begin, tokens[at + 1].begin, "["});
  }
  return out;
}

/// `const [open, setOpen = useState(false)`
std::vector<Edit> ends_of_patterns(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    if (!declares_value(tokens, at) || !tokens.is_mark(at + 1, '[')) continue;
    std::uint32_t end = at + 2;
    while (tokens.is_word(end) || tokens.is_mark(end, ',')) ++end;
    // A value of a hook is no default of a name.
    const bool open = end > at + 2 && tokens.is_mark(end, '=') && tokens.is_word(end + 1) &&
                      tokens.text_of(end + 1).starts_with("use");
    if (open)
      out.push_back({std::string(source.path), tokens[end - 1].end, tokens[end - 1].end, "]"});
  }
  return out;
}

/// `useEffect(() {`: parameters in an argument, and a body; `onClick={() run()}`.
std::vector<Edit> arrows(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 1 < tokens.size(); ++at) {
    const bool value = tokens.is_mark(at - 1, '(') || tokens.is_mark(at - 1, ',') ||
                       tokens.is_mark(at - 1, '=') || tokens.is_mark(at - 1, ':') ||
                       tokens.is_word(at - 1, "async");
    const std::uint32_t after = tokens.after(at);
    const bool of_attribute = at > 3 && tokens.is_mark(at - 1, '{') &&
                              tokens.is_mark(at - 2, '=') &&
                              tokens[at - 3].kind == context::TokenKind::jsx_name;
    const bool body = value ? tokens.is_mark(after, '{') : of_attribute && tokens.is_word(after);
    if (!tokens.is_mark(at, '(') || !body) continue;
    out.push_back({std::string(source.path), tokens[after - 1].end, tokens[after - 1].end, " =>"});
  }
  return out;
}

/// `type A = "b" || "c"`
std::vector<Edit> unions(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 1 < tokens.size(); ++at) {
    if (!source.text.substr(tokens[at].begin).starts_with("||")) continue;
    const Span statement = statement_around(source, at);
    std::uint32_t first = statement.begin;
    while (tokens.is_word(first, "export") || tokens.is_word(first, "declare")) ++first;
    if (!tokens.is_word(first, "type") && !tokens.is_word(first, "interface")) continue;
    const std::uint32_t begin = tokens[at].begin;
    if (tokens[at].kind != TokenKind::mark) continue;
    out.push_back({std::string(source.path), begin, begin + 2, "|"});
    if (tokens[at].end == begin + 1) ++at;
  }
  return out;
}

/// `function A {`
std::vector<Edit> bare_functions(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool bare = tokens.is_word(at, "function") && tokens.is_word(at + 1) &&
                      tokens.is_mark(at + 2, '{') && !tokens[at + 2].after_newline;
    if (bare)
      out.push_back({std::string(source.path), tokens[at + 1].end, tokens[at + 1].end, "()"});
  }
  return out;
}

/// The same line twice, which opens what is closed once.
std::vector<Edit> doubled_lines(const Source& source) {
  const std::string_view text = source.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    const std::string_view line = text.substr(begin, end + 1 - begin);
    const std::string_view words = line.substr(0, line.size() - 1);
    const bool opens = words.ends_with('(') || words.ends_with('{') || words.ends_with('[');
    if (opens && text.substr(end + 1).starts_with(line)) {
      std::vector<Edit> edits{{std::string(source.path), static_cast<std::uint32_t>(begin),
                               static_cast<std::uint32_t>(end + 1), ""}};
      if (is_sounder(source, edits)) return edits;
    }
    begin = end + 1;
  }
  return {};
}

/// `const total; total = …;`: one statement, or `let` where other statements stand between.
std::vector<Edit> values_behind(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  const std::string path(source.path);
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "const") || !tokens.is_word(at + 1)) continue;
    std::uint32_t next = at + 2;
    const bool ends =
        tokens.is_mark(next, ';') || (tokens[next].after_newline && !tokens.is_mark(next, '='));
    if (!ends) continue;
    if (tokens.is_mark(next, ';')) ++next;
    const bool follows = next + 1 < tokens.size() && tokens.is_word(next, tokens.text_of(at + 1)) &&
                         tokens.is_mark(next + 1, '=');
    if (follows) {
      edits.push_back({path, tokens[at + 1].end, tokens[next + 1].begin, " "});
    } else {
      edits.push_back({path, tokens[at].begin, tokens[at].end, "let"});
    }
  }
  return edits;
}

/// `list.map((item) (<li />))`: an argument that calls one of the names that nobody knows.
std::vector<Edit> arrows_of_calls(const Source& source, std::string_view message) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t open = 2; open + 4 < tokens.size(); ++open) {
    const bool call = tokens.is_mark(open, '(') && tokens.is_word(open - 1) &&
                      (tokens.is_mark(open - 2, '.') || tokens.text_of(open - 2) == "?.") &&
                      tokens.is_mark(open + 1, '(');
    if (!call) continue;
    const std::uint32_t close = tokens.partner(open + 1);
    if (!tokens.is_mark(close + 1, '(') || tokens[close + 1].after_newline) continue;
    const std::uint32_t after = tokens.after(close + 1);
    if (!tokens.is_mark(after, ')') && !tokens.is_mark(after, ',')) continue;
    bool missed = false;
    bool names = close > open + 2;
    for (std::uint32_t at = open + 2; at < close; ++at) {
      names = names && (tokens.is_word(at) || tokens.is_mark(at, ','));
      const std::string name(tokens.text_of(at));
      missed = missed || message.contains("'" + name + "'") ||
               message.contains(": " + name + " is not defined") ||
               message.starts_with(name + " is not defined");
    }
    if (!names || !missed) continue;
    out.push_back({std::string(source.path), tokens[close].end, tokens[close].end, " =>"});
  }
  return out;
}

/// Names that are unknown: while pages are rendered, the file may not be told.
std::vector<Repair> fix_calls(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  for (const Source* file : bench.scripts()) {
    if (!problem.line || file->path == problem.file) {
      offer(*file, "Put the arrow between parameters and value",
            arrows_of_calls(*file, problem.message), out);
    }
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_declaration_slips(Workbench& bench, const Problem& problem) {
  if (problem.category != Category::syntax) return fix_calls(bench, problem);
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  for (const Look& look : {Look{types, "Put the mark behind the name of a type"},
                           Look{values, "Put = between a name and its value"},
                           Look{parameter_types, "Put : between parameters and their type"},
                           Look{pattern_commas, "Put a comma between names"},
                           Look{doubled_words, "Take out a word that is there twice"},
                           Look{import_words, "Write import in front of names"},
                           Look{list_patterns, "Put [ in front of names"},
                           Look{ends_of_patterns, "Put ] behind names"},
                           Look{arrows, "Put the arrow between parameters and body"},
                           Look{values_behind, "Give a constant its value where it is declared"},
                           Look{bare_functions, "Give a function its parentheses"},
                           Look{doubled_lines, "Take out a line that is there twice"},
                           Look{unions, "Write | between types"}}) {
    offer(source, look.summary, look.find(source), out);
  }
  return out;
}

}  // namespace sitewright::healing
