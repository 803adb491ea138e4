// Statements that are written a mark off: `..list`, `a.?b`, `a = == b`, `if a {`, `case "x";`, a
// value on the line below its `return`, `const Name (a) => {`, `export Name`, a semicolon behind an
// element or within a chain, comments and rests among attributes, words of other languages.
#include <algorithm>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/errors/clean_text.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

Edit edit_of(const Source& source, std::uint32_t begin, std::uint32_t end, std::string text) {
  return {std::string(source.path), begin, end, std::move(text)};
}

/// `[..list]`
std::vector<Edit> spreads(const Source& source) {
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (std::size_t at = text.find(".."); at != std::string_view::npos; at = text.find("..", at)) {
    std::size_t end = at;
    while (end < text.size() && text[end] == '.') ++end;
    const std::size_t before = text.substr(0, at).find_last_not_of(" \n");
    const bool begins = before != std::string_view::npos &&
                        std::string_view("[{(,").contains(text[before]) && end < text.size() &&
                        (context::is_word_byte(text[end]) || text[end] == '(');
    if (end - at == 2 && begins) {
      out.push_back(
          edit_of(source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), "..."));
    }
    at = end;
  }
  return out;
}

/// Marks that a space took apart, or that stand the other way round, on the line of the error.
std::vector<Edit> torn_marks(const Source& source, std::uint32_t offset) {
  struct Mark {
    std::string_view torn;
    std::string_view whole;
  };
  constexpr Mark marks[] = {{" = == ", " === "}, {" == = ", " === "}, {" = = ", " == "},
                            {" ! == ", " !== "}, {" != = ", " !== "}, {" > = ", " >= "},
                            {" < = ", " <= "},   {" =< ", " <= "},    {" & & ", " && "},
                            {" | | ", " || "},   {" ? ? ", " ?? "},   {".?", "?."}};
  const std::uint32_t begin = source.line_begin(source.line_of(offset));
  const std::string_view line = source.text.substr(begin, source.text.find('\n', begin) - begin);
  std::vector<Edit> out;
  for (const Mark& mark : marks) {
    for (std::size_t at = line.find(mark.torn); at != std::string_view::npos;
         at = line.find(mark.torn, at + 1)) {
      const std::size_t end = at + mark.torn.size();
      const bool chain = mark.whole == "?.";
      const bool between =
          at > 0 && end < line.size() && context::is_word_byte(line[end]) &&
          (context::is_word_byte(line[at - 1]) || line[at - 1] == ')' || line[at - 1] == ']');
      if (chain && !between) continue;
      out.push_back(edit_of(source, begin + static_cast<std::uint32_t>(at),
                            begin + static_cast<std::uint32_t>(end), std::string(mark.whole)));
    }
    if (!out.empty()) return out;
  }
  return out;
}

/// `a.?b`, wherever it stands: it may be told of far below.
std::vector<Edit> turned_chains(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool turned = tokens.is_mark(at, '.') && tokens.is_mark(at + 1, '?') &&
                        tokens[at].end == tokens[at + 1].begin &&
                        tokens[at + 1].end == tokens[at + 2].begin;
    const bool of_value =
        tokens.is_word(at - 1) || tokens.is_mark(at - 1, ')') || tokens.is_mark(at - 1, ']');
    const bool member =
        tokens.is_word(at + 2) || tokens.is_mark(at + 2, '(') || tokens.is_mark(at + 2, '[');
    if (!turned || !of_value || !member) continue;
    out.push_back(edit_of(source, tokens[at].begin, tokens[at + 1].end, "?."));
  }
  return out;
}

bool is_control(const ScriptTokens& tokens, std::uint32_t at) {
  return tokens.is_word(at, "if") || tokens.is_word(at, "while") || tokens.is_word(at, "for") ||
         tokens.is_word(at, "switch");
}

/// `if !/a{2}/.test(b) return`: what cannot be read as tokens, told by the words around it.
std::vector<Edit> raw_condition(const Source& source, std::uint32_t line) {
  const std::uint32_t begin = source.line_begin(line);
  const std::string_view whole = source.text.substr(begin, source.text.find('\n', begin) - begin);
  const std::string_view text = trimmed(whole);
  if (!text.starts_with("if ") || text.starts_with("if (")) return {};
  std::size_t end = text.ends_with(" {") ? text.size() - 2 : text.size();
  if (end == text.size()) end = std::min(text.find(" return"), text.find(" throw "));
  if (end == std::string_view::npos || end <= 3) return {};
  const auto first = static_cast<std::uint32_t>(begin + whole.find("if ") + 3);
  const auto last = static_cast<std::uint32_t>(first + end - 3);
  return {edit_of(source, first, first, "("), edit_of(source, last, last, ")")};
}

/// `if a > b {`, `if a return b`, `if (a) then {`, `if (a):`
std::vector<Edit> conditions(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  std::vector<Edit> out;
  for (std::uint32_t at = source.token_at(source.line_begin(line));
       at + 2 < tokens.size() && tokens.line_of(tokens[at].begin) == line; ++at) {
    if (!is_control(tokens, at)) continue;
    std::uint32_t end = at + 1;
    while (end < tokens.size() && tokens.line_of(tokens[end].begin) == line &&
           !tokens.is_mark(end, '{') && !tokens.is_word(end, "return") &&
           !tokens.is_word(end, "throw") && !tokens.is_word(end, "then")) {
      end = std::max(tokens.is_mark(end, '(') ? tokens.after(end) : end + 1, end + 1);
    }
    if (end >= tokens.size() || end == at + 1) return {};
    const bool held = tokens.is_mark(at + 1, '(') && tokens.after(at + 1) >= end - 1;
    const bool colon = tokens.is_mark(end - 1, ':') && tokens[end].after_newline;
    if (colon) {
      out.push_back(edit_of(source, tokens[end - 1].begin, tokens[end - 1].end, " {"));
      --end;
    } else if (tokens[end].after_newline) {
      return {};
    }
    if (tokens.is_word(end, "then")) {
      out.push_back(edit_of(source, tokens[end].begin, tokens[end + 1].begin, ""));
    }
    if (!held) {
      out.push_back(edit_of(source, tokens[at + 1].begin, tokens[at + 1].begin, "("));
      out.push_back(edit_of(source, tokens[end - 1].end, tokens[end - 1].end, ")"));
    }
    sort_stably(out);
    return out;
  }
  return out;
}

/// `case "x";`
std::vector<Edit> labels(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool label = tokens.is_word(at, "case") && tokens.is_mark(at + 2, ';') &&
                       (tokens[at + 1].kind == TokenKind::string || tokens.is_word(at + 1));
    if (label) out.push_back(edit_of(source, tokens[at + 2].begin, tokens[at + 2].end, ":"));
  }
  return out;
}

/// `return` and, a line below, the object that it gives back.
std::vector<Edit> late_objects(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool late =
        tokens.is_word(at, "return") && tokens.is_mark(at + 1, '{') && tokens[at + 1].after_newline;
    const bool object =
        tokens.text_of(at + 2) == "..." ||
        (tokens.is_word(at + 2) && (tokens.is_mark(at + 3, ':') || tokens.is_mark(at + 3, ',')));
    if (late && object) out.push_back(edit_of(source, tokens[at].end, tokens[at + 1].begin, " "));
  }
  return out;
}

/// `function Name = (a) => {` and `const Name (a) => {`
std::vector<Edit> half_arrows(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    if (!tokens.is_word(at + 1)) continue;
    const bool function = tokens.is_word(at, "function") && tokens.is_mark(at + 2, '=') &&
                          tokens.is_mark(at + 3, '(');
    if (function) {
      std::uint32_t arrow = tokens.after(at + 3);
      while (arrow < tokens.size() && !tokens.is_arrow(arrow) && !tokens[arrow].after_newline) {
        ++arrow;
      }
      if (!tokens.is_arrow(arrow) || !tokens.is_mark(arrow + 1, '{')) continue;
      return {edit_of(source, tokens[at + 1].end, tokens[at + 3].begin, ""),
              edit_of(source, tokens[arrow].begin, tokens[arrow + 1].begin, "")};
    }
    const bool constant = tokens.is_word(at, "const") && tokens.is_mark(at + 2, '(');
    if (!constant) continue;
    std::uint32_t arrow = tokens.after(at + 2);
    while (arrow < tokens.size() && !tokens.is_arrow(arrow) && !tokens[arrow].after_newline) {
      ++arrow;
    }
    if (!tokens.is_arrow(arrow)) continue;
    return {edit_of(source, tokens[at + 1].end, tokens[at + 2].begin, " = ")};
  }
  return {};
}

/// `export Name` of what is declared above it: the default, where there is none.
std::vector<Edit> bare_export(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    const bool bare =
        tokens.is_word(at, "export") && tokens.is_word(at + 1) && !tokens[at + 1].after_newline &&
        (at + 2 == tokens.size() || tokens.is_mark(at + 2, ';') || tokens[at + 2].after_newline);
    if (!bare) continue;
    const std::string_view name = tokens.text_of(at + 1);
    const bool declared = std::ranges::any_of(
        source.symbols.symbols, [&](const context::Symbol& one) { return one.name == name; });
    if (!declared) continue;
    if (source.exported("default") == nullptr) {
      return {edit_of(source, tokens[at].end, tokens[at].end, " default")};
    }
    return {
        edit_of(source, tokens[at + 1].begin, tokens[at + 1].end, "{ " + std::string(name) + " }")};
  }
  return {};
}

/// `</li>;` in front of the bracket that holds the element, and `};` above `.sort()`.
std::vector<Edit> semicolons(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 1 < tokens.size(); ++at) {
    if (!tokens.is_mark(at, ';')) continue;
    const bool held = tokens[at - 1].kind == TokenKind::jsx_close && tokens.is_mark(at + 1, ')');
    const bool chain =
        tokens.is_mark(at + 1, '.') && tokens[at + 1].after_newline && tokens.is_word(at + 2);
    if (held || chain) out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, ""));
  }
  return out;
}

/// `<p {/* a */} ...rest className="b", id="c" //>`: what stands among attributes.
std::vector<Edit> among_attributes(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t open = 0; open < tokens.size(); ++open) {
    if (tokens[open].kind != TokenKind::jsx_open) continue;
    for (std::uint32_t at = open + 1; at + 1 < tokens.size(); ++at) {
      if (tokens.is_mark(at, '>') || tokens[at].kind == TokenKind::jsx_close ||
          tokens[at].kind == TokenKind::jsx_open) {
        break;
      }
      const bool value = tokens.is_mark(at - 1, '=');
      if (tokens.is_mark(at, '{')) {
        if (!value && tokens.partner(at) == at + 1) {
          out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, ""));
          out.push_back(edit_of(source, tokens[at + 1].begin, tokens[at + 1].end, ""));
        }
        at = std::max(tokens.partner(at), at);
        continue;
      }
      if (tokens.is_mark(at, ',')) {
        out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, ""));
      }
      if (tokens.text_of(at) == "..." && !value) {
        out.push_back(edit_of(source, tokens[at].begin, tokens[at].begin, "{"));
        out.push_back(edit_of(source, tokens[at + 1].end, tokens[at + 1].end, "}"));
        ++at;
      }
    }
  }
  return out;
}

/// ` //>` at the end of a line: what follows is taken for attributes, so it is told of far below.
std::vector<Edit> doubled_slash(const Source& source) {
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (std::size_t at = text.find(" //>\n"); at != std::string_view::npos;
       at = text.find(" //>\n", at + 1)) {
    const auto place = static_cast<std::uint32_t>(at + 1);
    out.push_back(edit_of(source, place, place + 1, ""));
  }
  return out;
}

/// `fn name(`, `public function`, `function render()` and `let a = 1` in a class, `not a`,
/// `String name = …`
std::vector<Edit> words(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at) || tokens[at + 1].after_newline) continue;
    const bool begins = at == 0 || tokens[at].after_newline;
    const std::uint32_t around = opening_around(source, at);
    const bool top = around >= tokens.size();
    if (top && begins && tokens.is_word(at, "public")) {
      out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, "export"));
    }
    bool in_class = false;
    if (!top && begins && tokens.is_mark(around, '{')) {
      for (std::uint32_t back = around; back-- > 0 && around - back < 16;) {
        if (tokens.is_mark(back, '}') || tokens.is_mark(back, ';')) break;
        in_class = in_class || tokens.is_word(back, "class");
      }
    }
    const bool keyword = tokens.is_word(at, "function") || tokens.is_word(at, "let") ||
                         tokens.is_word(at, "const") || tokens.is_word(at, "var");
    if (in_class && keyword && tokens.is_word(at + 1)) {
      out.push_back(edit_of(source, tokens[at].begin, tokens[at + 1].begin, ""));
    }
    const bool negates = tokens.is_word(at, "not") && at > 0 &&
                         (tokens.is_mark(at - 1, '(') || tokens.is_mark(at - 1, '{') ||
                          tokens.is_mark(at - 1, '=') || tokens.is_mark(at - 1, '&') ||
                          tokens.is_mark(at - 1, '|') || tokens.text_of(at - 1) == "&&" ||
                          tokens.text_of(at - 1) == "||" || tokens.is_word(at - 1, "return")) &&
                         (tokens.is_word(at + 1) || tokens.is_mark(at + 1, '('));
    if (negates) out.push_back(edit_of(source, tokens[at].begin, tokens[at + 1].begin, "!"));
    const bool typed = begins && tokens.is_word(at + 1) && tokens.is_mark(at + 2, '=') &&
                       (tokens.is_word(at, "String") || tokens.is_word(at, "int") ||
                        tokens.is_word(at, "boolean") || tokens.is_word(at, "bool") ||
                        tokens.is_word(at, "auto") || tokens.is_word(at, "val") ||
                        tokens.is_word(at, "final") || tokens.is_word(at, "double"));
    if (typed) out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, "const"));
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_statement_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  // The object reads as a block with a label: nothing is wrong but that nothing is given back.
  offer(source, "Put what is returned behind return", late_objects(source), out);
  if (problem.category != Category::syntax) return out;
  offer(source, "Write words as this language has them", words(source), out);
  offer(source, "Write ... in front of a list", spreads(source), out);
  offer(source, "Put the parts of a mark together", torn_marks(source, place.offset), out);
  offer(source, "Turn the marks of a chain", turned_chains(source), out);
  offer(source, "Put a condition into parentheses", conditions(source, place.offset), out);
  offer(source, "Put a condition into parentheses",
        raw_condition(source, source.line_of(place.offset)), out);
  offer(source, "Put a colon behind a case", labels(source), out);
  offer(source, "Declare a function", half_arrows(source), out);
  offer(source, "Export a name", bare_export(source), out);
  offer(source, "Take out a semicolon that ends nothing", semicolons(source), out);
  offer(source, "Write what stands among attributes", among_attributes(source), out);
  offer(source, "Take out a slash too many", doubled_slash(source), out);
  return out;
}

}  // namespace sitewright::healing
