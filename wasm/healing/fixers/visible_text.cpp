#include "healing/fixers/visible_text.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/fixers/script_health.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
}

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, is_letter);
}

/// Two words or more: identifiers, addresses and class names of one word are none of a visitor's.
bool is_prose(std::string_view text) {
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == ' ' && has_letter(text.substr(0, at)) && has_letter(text.substr(at + 1))) {
      return true;
    }
  }
  return false;
}

/// Values of attributes that nobody reads.
bool is_of_markup(const ScriptTokens& tokens, std::uint32_t at) {
  if (at < 2 || !tokens.is_mark(at - 1, '=') || tokens[at - 2].kind != TokenKind::jsx_name) {
    return false;
  }
  const std::string_view name = tokens.text_of(at - 2);
  for (const std::string_view one : {"style", "className", "class", "id", "href", "src", "srcSet",
                                     "sizes", "d", "viewBox", "points", "transform", "rel"}) {
    if (name == one) return true;
  }
  return name.starts_with("on");
}

/// Where text between tags may stand: after the end of a tag, of an element or of braces within
/// one.
class Children {
 public:
  explicit Children(const ScriptTokens& tokens) : tokens_(tokens) {}

  /// Whether text may follow the token, which is the next one.
  bool after(std::uint32_t at) {
    const TokenKind kind = tokens_[at].kind;
    if (kind == TokenKind::jsx_open) open_.push_back('t');
    if (kind == TokenKind::jsx_close && !open_.empty()) open_.pop_back();
    if (kind == TokenKind::template_head) open_.push_back('`');
    if (kind == TokenKind::mark) mark(at);
    if (kind == TokenKind::template_part && !open_.empty() && tokens_.text_of(at).ends_with('`')) {
      open_.pop_back();
    }
    return !open_.empty() && open_.back() == '<';
  }

 private:
  void mark(std::uint32_t at) {
    for (const char c : {'(', '[', '{'}) {
      if (tokens_.is_mark(at, c)) open_.push_back(c);
    }
    const bool closes =
        tokens_.is_mark(at, ')') || tokens_.is_mark(at, ']') || tokens_.is_mark(at, '}');
    if (closes && !open_.empty() && open_.back() != 't' && open_.back() != '<') open_.pop_back();
    if (tokens_.is_mark(at, '>') && !open_.empty() && open_.back() == 't') open_.back() = '<';
  }

  const ScriptTokens& tokens_;
  std::vector<char> open_;
};

using Words = std::map<std::string, int, std::less<>>;

void count(std::string_view text, int by, Words& words) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_letter(text[end]) || context::is_digit(text[end]))) ++end;
    if (end > at) {
      const auto word = words.find(text.substr(at, end - at));
      if (word == words.end()) {
        words.emplace(text.substr(at, end - at), by);
      } else {
        word->second += by;
      }
    }
    at = std::max(end, at + 1);
  }
}

/// Words that stay: all of the file's but those of the edits' ranges, and what the edits write.
std::string rest_of(const Source& source, std::span<const Edit> edits) {
  std::string out;
  std::uint32_t from = 0;
  for (const Edit& edit : edits) {
    if (edit.path != source.path || edit.begin < from) continue;
    out.append(source.text.substr(from, edit.begin - from)).append(edit.text);
    from = edit.end;
  }
  return out.append(source.text.substr(from));
}

/// Text is put together anew by edits that only change white space and marks within it.
std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c) || context::is_digit(c)) out += c;
  }
  return out;
}

}  // namespace

std::vector<TextSpan> visible_text(const Source& source) {
  std::vector<TextSpan> out;
  if (source.tokens == nullptr) return out;
  const ScriptTokens& tokens = *source.tokens;
  Children children(tokens);
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    const bool quoted =
        token.kind == TokenKind::string || token.kind == TokenKind::template_whole ||
        token.kind == TokenKind::template_head || token.kind == TokenKind::template_part;
    if (quoted && is_prose(tokens.text_of(at)) && !is_of_markup(tokens, at))
      out.push_back({token.begin, token.end});
    if (!children.after(at)) continue;
    const auto size = static_cast<std::uint32_t>(source.text.size());
    const std::uint32_t end = at + 1 < tokens.size() ? tokens[at + 1].begin : size;
    if (has_letter(source.text.substr(token.end, end - token.end))) {
      out.push_back({token.end, end});
    }
  }
  return out;
}

bool loses_text(Workbench& bench, const Repair& repair) {
  Words written;
  for (const Edit& edit : repair.edits) count(edit.text, 1, written);
  Words taken;
  for (const Edit& edit : repair.edits) {
    if (edit.begin == edit.end) continue;
    const Source* source = bench.source(edit.path);
    if (source == nullptr || source->tokens == nullptr) continue;
    std::string rest;
    for (const TextSpan& span : visible_text(*source)) {
      const std::uint32_t begin = std::max(span.begin, edit.begin);
      const std::uint32_t end = std::min(span.end, edit.end);
      if (begin >= end || !has_letter(source->text.substr(begin, end - begin))) continue;
      if (rest.empty()) rest = letters_of(rest_of(*source, repair.edits));
      const std::string whole = letters_of(source->text.substr(span.begin, span.end - span.begin));
      if (!rest.contains(whole)) count(source->text.substr(begin, end - begin), 1, taken);
    }
  }
  std::size_t gone = 0;
  for (const auto& [word, times] : taken) {
    const auto back = written.find(word);
    if (back == written.end() || back->second < times) ++gone;
  }
  // One word for another one is a spelling.
  return gone > 1;
}

namespace {

/// How often marks of comments and of code stand in what a visitor reads.
std::size_t marks_shown(const Source& source) {
  std::size_t out = 0;
  for (const TextSpan& span : visible_text(source)) {
    const std::string_view text = source.text.substr(span.begin, span.end - span.begin);
    const bool in_quotes = std::string_view("\"'`}").contains(text.front());
    for (const std::string_view mark : {"/*", "*/", "${", "=>"}) {
      if (in_quotes && !mark.contains('*')) continue;
      for (std::size_t at = text.find(mark); at != std::string_view::npos;
           at = text.find(mark, at + 2)) {
        ++out;
      }
    }
  }
  return out;
}

}  // namespace

bool shows_code(Workbench& bench, const Repair& repair) {
  for (const Edit& edit : repair.edits) {
    const Source* source = bench.source(edit.path);
    if (source == nullptr || source->tokens == nullptr) continue;
    const bool may = source->text.contains("/*") || edit.text.contains("*/") ||
                     source->text.contains("${") || source->text.contains("=>");
    if (!may) continue;
    const std::string text = rest_of(*source, repair.edits);
    Source after;
    after.path = source->path;
    after.text = text;
    after.language = source->language;
    after.tokens = std::make_unique<ScriptTokens>(source->language, text);
    if (marks_shown(after) > marks_shown(*source)) return true;
  }
  return false;
}

namespace {

/// A comment in place of code: "... rest of the section ...".
bool is_abridged(std::string_view text) {
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
    const bool line = text.substr(at).starts_with("//");
    if (!line && !text.substr(at).starts_with("/*")) continue;
    const std::size_t end = std::min(text.find(line ? "\n" : "*/", at + 2), text.size());
    const std::string_view comment = text.substr(at, end - at);
    const bool dots = comment.contains("...") || comment.contains("…");
    for (const std::string_view word : {"rest", "existing", "remaining", "unchanged", "same as",
                                        "previous", "omitted", "other code"}) {
      if (dots && comment.size() < 120 && comment.contains(word)) return true;
    }
    at = end - 1;
  }
  return false;
}

/// A text that its line breaks off behind a blank, and that the next line does not go on with: the
/// rest of the sentence is gone.
bool breaks_off(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view text = source.text;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    const bool open = token.kind == TokenKind::string && token.end < text.size() &&
                      text[token.end] == '\n' && token.end - token.begin > 2 &&
                      text[token.end - 1] == ' ';
    if (!open) continue;
    const std::size_t end = std::min(text.find('\n', token.end + 1), text.size());
    const std::string_view next = text.substr(token.end + 1, end - token.end - 1);
    if (std::ranges::count(next, text[token.begin]) % 2 == 0) return true;
  }
  return false;
}

/// Whether the block that the token opens ends with what a function gives back.
bool ends_with_return(const ScriptTokens& tokens, std::uint32_t open) {
  std::uint32_t last = tokens.size();
  for (std::uint32_t at = open + 1; at < tokens.size();) {
    last = at;
    const std::uint32_t end = tokens.statement_end(at, tokens.size());
    if (end <= at) break;
    at = end;
  }
  return tokens.is_word(last, "return");
}

}  // namespace

bool is_cut(const Source& source) {
  if (source.tokens == nullptr || source.tokens->size() == 0) return false;
  if (is_abridged(source.text) || breaks_off(source)) return true;
  const ScriptTokens& tokens = *source.tokens;
  const Checkup now = check_up(tokens);
  std::string_view text = source.text;
  while (!text.empty() && context::is_blank(text.back())) text.remove_suffix(1);
  if (text.empty()) return false;
  const char end = text.back();
  const bool closes = end == '}' || end == ';' || end == ')' || end == '>';
  const bool mid_line = text.size() == source.text.size() && !closes;
  const context::Token& last = tokens[tokens.size() - 1];
  const bool in_text = last.kind == TokenKind::string && last.end - last.begin > 1 &&
                       source.text[last.begin] != source.text[last.end - 1];
  if (now.open_at_end == 0) return mid_line && in_text;
  if (mid_line || std::string_view("{([,=").contains(end)) return true;
  const bool indented = indent_at(text, static_cast<std::uint32_t>(text.size())) > 0;
  if (!indented || now.open_at_end > 1) return indented;
  const std::uint32_t open = now.loose.empty() ? tokens.size() : now.loose.back().token;
  return !(open < tokens.size() && tokens.is_mark(open, '{') && ends_with_return(tokens, open));
}

}  // namespace sitewright::healing
