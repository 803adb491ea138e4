// A keyword, colon or file ending that is missing, where what stands around it leaves no doubt:
// `export Name() {`, `title "text"` in an object, `import { a }; from "b"`, JSX in a file of plain
// TypeScript, a text that goes on in the next line, a backslash or backtick that stands alone.
#include <algorithm>
#include <string>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/text_borders.hpp"

namespace sitewright::healing {
namespace {

using context::Language;
using context::ScriptTokens;
using context::TokenKind;

/// `export default Name({ a }) {`
std::vector<Edit> functions(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool exported = tokens.is_word(at, "export");
    if (!exported || tokens.is_word(at + 1, "function")) continue;
    std::uint32_t name = at + 1;
    if (tokens.is_word(name, "default")) ++name;
    if (tokens.is_word(name, "async")) ++name;
    if (!tokens.is_word(name) || tokens.is_word(name, "function") ||
        !tokens.is_mark(name + 1, '(')) {
      continue;
    }
    std::uint32_t body = tokens.after(name + 1);
    while (body < tokens.size() && !tokens.is_mark(body, '{') && !tokens.is_mark(body, ';') &&
           !tokens[body].after_newline) {
      ++body;
    }
    if (!tokens.is_mark(body, '{')) continue;
    out.push_back({std::string(source.path), tokens[name].begin, tokens[name].begin, "function "});
  }
  return out;
}

/// `const a == b`, `const [a, b] == c`
std::vector<Edit> equal_signs(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool declares =
        tokens.is_word(at, "const") || tokens.is_word(at, "let") || tokens.is_word(at, "var");
    const bool pattern = tokens.is_mark(at + 1, '[') || tokens.is_mark(at + 1, '{');
    if (!declares || !(pattern || tokens.is_word(at + 1))) continue;
    const std::uint32_t mark = tokens.after(at + 1);
    if (mark >= tokens.size()) continue;
    const std::uint32_t begin = tokens[mark].begin;
    const std::string_view rest = source.text.substr(begin);
    if (!rest.starts_with("==")) continue;
    const std::uint32_t size = rest.starts_with("===") ? 3 : 2;
    out.push_back({std::string(source.path), begin, begin + size, "="});
  }
  return out;
}

/// `import { a }; from "b"`
std::vector<Edit> early_ends(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool cut = tokens.is_mark(at, ';') && tokens.is_word(at + 1, "from") &&
                     tokens[at + 2].kind == TokenKind::string;
    if (cut) out.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, ""});
  }
  return out;
}

/// `from "b" import { a }`, the other way round.
std::vector<Edit> turned_imports(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool turned = tokens.is_word(at, "from") && (at == 0 || tokens[at].after_newline) &&
                        tokens.is_word(at + 2, "import");
    const bool named = tokens[at + 1].kind == TokenKind::string || tokens.is_word(at + 1);
    if (!turned || !named) continue;
    std::uint32_t end = at + 3;
    while (end < tokens.size() && !tokens.is_mark(end, ';') && !tokens[end].after_newline) {
      end = tokens.after(end);
    }
    std::string names(
        source.text.substr(tokens[at + 3].begin, tokens[end - 1].end - tokens[at + 3].begin));
    if (!names.starts_with('{') && !names.starts_with('*')) names = "{ " + names + " }";
    std::string from(tokens.text_of(at + 1));
    if (tokens.is_word(at + 1)) from = "\"" + from + "\"";
    out.push_back(
        {path, tokens[at].begin, tokens[end - 1].end, "import " + names + " from " + from});
  }
  return out;
}

/// `export default const Name = …`: the declaration, and its export below all others.
std::vector<Edit> default_constants(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool constant = tokens.is_word(at, "export") && tokens.is_word(at + 1, "default") &&
                          (tokens.is_word(at + 2, "const") || tokens.is_word(at + 2, "let") ||
                           tokens.is_word(at + 2, "var")) &&
                          tokens.is_word(at + 3);
    if (!constant) continue;
    const auto end = static_cast<std::uint32_t>(source.text.size());
    const std::string line = source.text.ends_with('\n') ? "\n" : "\n\n";
    return {{std::string(source.path), tokens[at].begin, tokens[at + 2].begin, ""},
            {std::string(source.path), end, end,
             line + "export default " + std::string(tokens.text_of(at + 3)) + ";\n"}};
  }
  return {};
}

/// `title "text",` between the members of an object.
std::vector<Edit> colons(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool key = tokens.is_word(at) && !tokens.is_word(at, "case") &&
                     (tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ','));
    const TokenKind next = tokens[at + 1].kind;
    const bool value = next == TokenKind::string || next == TokenKind::template_whole ||
                       (next == TokenKind::word && context::is_digit(tokens.text_of(at + 1)[0]));
    const bool ends = tokens.is_mark(at + 2, ',') || tokens.is_mark(at + 2, '}');
    const bool apart = tokens[at + 1].begin > tokens[at].end;  // a quote behind a word ends a text
    if (!key || !value || !ends || !apart || tokens[at + 1].after_newline) continue;
    out.push_back({std::string(source.path), tokens[at].end, tokens[at].end, ":"});
  }
  return out;
}

/// A "\" at the end of a line outside of any text.
std::vector<Edit> backslashes(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool slash =
        tokens.text_of(at) == "\\" && (at + 1 >= tokens.size() || tokens[at + 1].after_newline);
    if (!slash) continue;
    std::uint32_t begin = tokens[at].begin;
    while (begin > 0 && source.text[begin - 1] == ' ') --begin;
    out.push_back({std::string(source.path), begin, tokens[at].end, ""});
  }
  return out;
}

/// A text in quotes that its line does not end and the next one does.
std::vector<Edit> broken_texts(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view text = source.text;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    const bool open = token.kind == TokenKind::string && token.end < text.size() &&
                      (token.end - token.begin < 2 || text[token.end - 1] != text[token.begin]) &&
                      text[token.end] == '\n';
    if (!open) continue;
    std::size_t next = token.end + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
    const std::size_t end = std::min(text.find('\n', next), text.size());
    const char quote = text[token.begin];
    const bool closes = std::ranges::count(text.substr(next, end - next), quote) % 2 == 1;
    if (!closes) continue;
    return {{std::string(source.path), token.end, static_cast<std::uint32_t>(next), " "}};
  }
  return {};
}

/// A text whose second quote is not there: its token goes on to the end of the line.
bool runs_to_line_end(const context::Token& token, std::string_view text) {
  return token.kind == TokenKind::string && token.end - token.begin > 2 &&
         token.end < text.size() && text[token.end] == '\n' &&
         text[token.end - 1] != text[token.begin];
}

/// "a text', whose second quote is of another kind.
std::vector<Edit> mixed_quotes(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    if (!runs_to_line_end(token, text)) continue;
    std::uint32_t end = token.end - 1;
    while (end > token.begin && std::string_view(",;)}]> ").contains(text[end])) --end;
    const bool other = text[end] == '"' || text[end] == '\'' || text[end] == '`';
    // Without a mark behind it it may as well be a part of the text, but for the name of a module.
    const bool module =
        at > 0 && (tokens.is_word(at - 1, "from") || tokens.is_word(at - 1, "import"));
    if (!other || (end == token.end - 1 && !module) || end <= token.begin + 1) continue;
    out.push_back({std::string(source.path), end, end + 1, std::string(1, text[token.begin])});
  }
  if (out.size() > 1) out.clear();
  return out;
}

/// ` className="`: the text of a value took the next attribute in, up to its first quote.
bool is_next_attribute(std::string_view rest) {
  if (rest.size() < 4 || rest.front() != ' ' || rest[rest.size() - 2] != '=') return false;
  return std::ranges::all_of(rest.substr(1, rest.size() - 3),
                             [](char c) { return context::is_word_byte(c) || c == '-'; });
}

/// className='a b"> of an element: its text goes on over the lines below, or to the next value.
std::vector<Edit> mixed_attribute(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 1; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    const bool attribute = token.kind == TokenKind::string && tokens.is_mark(at - 1, '=') &&
                           tokens[at - 1].end == token.begin;
    if (!attribute) continue;
    const std::string_view value = tokens.text_of(at);
    const bool open = tokens.gave_up() && tokens.gave_up()->offset == token.begin;
    const std::size_t end = value.find_first_of("\"'`<>{}\n", 1);
    const char other = value.front() == '"' ? '\'' : '"';
    if (end == std::string_view::npos || value[end] != other) continue;
    const std::string_view rest = value.substr(end + 1);
    const bool ends = rest.empty() || std::string_view(" />\n").contains(rest.front());
    const bool long_text = (open || value.contains('\n')) && ends;
    if (!long_text && !is_next_attribute(rest)) continue;
    const auto second = token.begin + static_cast<std::uint32_t>(end);
    const std::uint32_t odd = value.front() == '"' ? second : token.begin;
    return {{std::string(source.path), odd, odd + 1, "\""}};
  }
  return {};
}

/// A text without its second quote, before the comma or semicolon that ends its line.
std::vector<Edit> open_texts(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    if (!runs_to_line_end(token, text)) continue;
    if (text[token.end - 1] != ',' && text[token.end - 1] != ';') continue;
    const char before = text[token.end - 2];
    if (std::string_view(")}]>").contains(before)) continue;
    out.push_back({std::string(source.path), token.end - 1, token.end - 1,
                   std::string(1, text[token.begin])});
  }
  if (out.size() > 1) out.clear();
  return out;
}

/// A backtick behind the end of a statement, where no text begins: one of them is too many.
std::vector<Edit> backtick(const Source& source) {
  const std::string_view text = source.text;
  if (std::ranges::count(text, '`') % 2 == 0) return {};
  for (std::size_t at = text.find('`'); at != std::string_view::npos; at = text.find('`', at + 1)) {
    const bool ends_line = at + 1 >= text.size() || text[at + 1] == '\n';
    const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
    const char last = before == std::string_view::npos ? '\n' : text[before];
    if (!ends_line || (last != ';' && last != '\n' && last != '}')) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    const Edit edit{std::string(source.path), begin, begin + 1, ""};
    const std::string trial = std::string(text.substr(0, at)) + std::string(text.substr(at + 1));
    if (health_of(source.language, trial) < check_up(*source.tokens).health) return {edit};
  }
  return {};
}

/// One past the name, its members and its calls.
std::size_t end_of_path(std::string_view text, std::size_t at) {
  while (at < text.size() && (context::is_word_byte(text[at]) || text[at] == '.')) ++at;
  if (at >= text.size() || text[at] != '(') return at;
  const std::size_t close = text.find_first_of("()`\n", at + 1);
  return close != std::string_view::npos && text[close] == ')' ? end_of_path(text, close + 1) : at;
}

/// Whether the words stand in the text at another place than `at`, as they are.
bool stands_elsewhere(std::string_view text, std::string_view words, std::size_t at) {
  for (std::size_t next = text.find(words); next != std::string_view::npos;
       next = text.find(words, next + 1)) {
    const std::size_t end = next + words.size();
    const bool begins =
        next == 0 || (!context::is_word_byte(text[next - 1]) && text[next - 1] != '.');
    const bool ends = end == text.size() || !context::is_word_byte(text[end]);
    if (next != at && begins && ends) return true;
  }
  return false;
}

/// `sheet.hZ` of "${sheet.hZ" is `sheet.h` with a letter of the text behind it, when only that
/// stands elsewhere.
std::size_t end_of_known(std::string_view text, std::size_t begin, std::size_t end) {
  if (stands_elsewhere(text, text.substr(begin, end - begin), begin)) return end;
  for (std::size_t last = end - 1; last > begin && context::is_word_byte(text[last - 1]); --last) {
    if (stands_elsewhere(text, text.substr(begin, last - begin), begin)) return last;
  }
  return end;
}

/// `${name` that nothing closes before the text's end or the next of its kind: behind the name.
std::vector<Edit> template_braces(const Source& source) {
  const std::string_view text = source.text;
  std::vector<Edit> out;
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at + 2)) {
    const std::size_t stop = text.find_first_of("}`\n", at + 2);
    if (stop == std::string_view::npos) continue;
    const bool closed = text[stop] == '}' && std::min(text.find("${", at + 2), stop) == stop;
    const std::size_t end = end_of_path(text, at + 2);
    if (closed || end == at + 2 || end > stop || text[end] == '(') continue;
    const auto place = static_cast<std::uint32_t>(end_of_known(text, at + 2, end));
    out.push_back({std::string(source.path), place, place, "}"});
  }
  return out;
}

/// Elements in a .ts file: as .tsx it reads well.
std::vector<Repair> as_markup(Workbench& bench, const Source& source) {
  // Types in a .jsx file.
  if (source.path.ends_with(".jsx") &&
      health_of(Language::tsx, source.text) <= check_up(*source.tokens).health &&
      (source.text.contains("import type ") || source.text.contains("\ninterface ") ||
       source.text.contains("\ntype ") || source.text.contains(", type ") ||
       source.text.contains("{ type ") || source.text.contains(": string") ||
       source.text.contains("Props)"))) {
    const std::string path = std::string(source.path.substr(0, source.path.size() - 3)) + "tsx";
    if (bench.tree().contains(path)) return {};
    Repair repair{"Call " + std::string(source.path) + " a .tsx file, as it holds types.",
                  {{path, 0, 0, std::string(source.text)}},
                  {std::string(source.path)}};
    std::vector<Repair> out;
    out.push_back(std::move(repair));
    return out;
  }
  const bool has_tags = source.text.contains("</") || source.text.contains("/>");
  if (source.language != Language::typescript || !has_tags) return {};
  const Health plain = health_of(Language::typescript, source.text);
  const Health markup = health_of(Language::tsx, source.text);
  const bool worse_as_it_is = plain.faults + plain.oddities > 0 || source.text.contains("return <");
  const bool better = markup.faults + markup.oddities == 0 && worse_as_it_is;
  const std::string path = std::string(source.path) + "x";
  if (!better || bench.tree().contains(path)) return {};
  Repair repair{"Call " + std::string(source.path) + " a .tsx file, as it holds elements.",
                {{path, 0, 0, std::string(source.text)}},
                {std::string(source.path)}};
  std::vector<Repair> out;
  out.push_back(std::move(repair));
  return out;
}

}  // namespace

std::vector<Repair> fix_code_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  if (auto renamed = as_markup(bench, source); !renamed.empty()) return renamed;
  std::vector<Repair> out;
  for (const Look& look :
       {Look{inner_quotes, "Let quotes be part of a text"},
        Look{equal_signs, "Write = where a value is given"},
        Look{functions, "Write function in front of a name"},
        Look{early_ends, "Take out a ; within an import"},
        Look{turned_imports, "Import names from a module"},
        Look{default_constants, "Export a constant as the default below it"},
        Look{colons, "Put a : between name and value"},
        Look{backslashes, "Take out a backslash at the end of a line"},
        Look{broken_texts, "Put a text on one line"},
        Look{mixed_attribute, "End a value with the quote that it begins with"},
        Look{mixed_quotes, "End a text with the quote that it begins with"},
        Look{open_texts, "Close a text"}, Look{template_braces, "Close the braces in a text"},
        Look{backtick, "Take out a backtick that begins no text"}}) {
    offer(source, look.summary, look.find(source), out);
  }
  return out;
}

}  // namespace sitewright::healing
