#include "context/scan/script_tokens.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

// How often a "<" that was wrongly taken for JSX may be taken back.
constexpr std::size_t most_retries = 4;

constexpr std::string_view joining_words[] = {"in", "instanceof", "as", "satisfies", "is"};
constexpr std::string_view leading_words[] = {
    "typeof", "return", "new",        "void",      "delete", "keyof",  "await", "extends",
    "as",     "in",     "instanceof", "satisfies", "is",     "unique", "infer"};

template <std::size_t Size>
bool is_among(std::string_view word, const std::string_view (&words)[Size]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

ScriptTokens::ScriptTokens(Language language, std::string_view text, OpenJsx open_jsx)
    : text_(text) {
  lines_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    lines_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  read(language, open_jsx);
  pair();
}

void ScriptTokens::read(Language language, OpenJsx open_jsx) {
  std::vector<std::uint32_t> never_jsx;
  for (;;) {
    tokens_.clear();
    ScriptLexer lexer(language, text_, never_jsx);
    for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
      tokens_.push_back(token);
    }
    if (!lexer.stop()) return;
    const auto open = lexer.open_jsx();
    if (!open || open_jsx == OpenJsx::keep || never_jsx.size() == most_retries) {
      const auto stop = *lexer.stop();
      gave_up_ = GaveUp{stop.reason, stop.offset, line_of(stop.offset)};
      return;
    }
    never_jsx.push_back(*open);
  }
}

void ScriptTokens::pair() {
  partner_.resize(tokens_.size());
  std::vector<std::uint32_t> open;
  const auto close = [&](std::uint32_t at) {
    if (open.empty()) return;
    partner_[open.back()] = at;
    open.pop_back();
  };
  for (std::uint32_t at = 0; at < size(); ++at) {
    partner_[at] = at;
    const char first = text_[tokens_[at].begin];
    switch (tokens_[at].kind) {
      case TokenKind::mark:
        if (first == '(' || first == '[' || first == '{') open.push_back(at);
        if (first == ')' || first == ']' || first == '}') close(at);
        break;
      case TokenKind::template_head:
        open.push_back(at);
        break;
      case TokenKind::template_part:
        if (text_[tokens_[at].end - 1] == '`') close(at);
        break;
      case TokenKind::jsx_open:
        jsx_.push_back(at);
        open.push_back(at);
        break;
      case TokenKind::jsx_close:
        close(at);
        break;
      default:
        break;
    }
  }
  // What was never closed reaches to the end.
  for (const std::uint32_t at : open) partner_[at] = size() - 1;
}

// Whether the line break before this token ends a statement.
bool ScriptTokens::ends_before(std::uint32_t at) const {
  const Token& token = tokens_[at];
  if (!token.after_newline || at == 0) return false;
  const Token& previous = tokens_[at - 1];
  const char last = text_[previous.end - 1];
  if (previous.kind == TokenKind::mark && last != ')' && last != ']' && last != '}') {
    const std::string_view mark = text_of(at - 1);
    if (mark != "++" && mark != "--" && mark != "!") return false;
  }
  if (previous.kind == TokenKind::word && is_among(text_of(at - 1), leading_words)) return false;
  if (token.kind == TokenKind::word) return !is_among(text_of(at), joining_words);
  if (token.kind == TokenKind::template_head || token.kind == TokenKind::template_whole) {
    return false;
  }
  if (token.kind != TokenKind::mark) return true;
  const char c = text_[token.begin];
  return c == '{' || c == '}' || c == '@' || c == ';' || text_of(at) == "++" || text_of(at) == "--";
}

std::uint32_t ScriptTokens::statement_end(std::uint32_t at, std::uint32_t end) const {
  for (std::uint32_t next = at; next < end; next = after(next)) {
    if (next > at && ends_before(next)) return next;
    if (is_mark(next, ';')) return next + 1;
  }
  return end;
}

std::uint32_t ScriptTokens::after_angles(std::uint32_t at, std::uint32_t end) const {
  if (!is_mark(at, '<')) return at;
  std::uint32_t depth = 0;
  for (std::uint32_t next = at; next < end; next = after(next)) {
    if (is_mark(next, '<')) ++depth;
    if (is_mark(next, '>') && --depth == 0) return next + 1;
    if (is_mark(next, ';')) break;
  }
  return at;
}

bool ScriptTokens::has_jsx(std::uint32_t begin, std::uint32_t end) const {
  const auto found = std::lower_bound(jsx_.begin(), jsx_.end(), begin);
  return found != jsx_.end() && *found < end;
}

std::uint32_t ScriptTokens::line_of(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) -
                                    lines_.begin());
}

std::uint32_t ScriptTokens::comment_line(std::uint32_t at) const {
  const std::uint32_t own = line_of(tokens_[at].begin);
  const std::uint32_t last = at == 0 ? 0 : tokens_[at - 1].end;
  const std::uint32_t barrier = at == 0 ? 0 : line_of(last);
  std::uint32_t line = own;
  while (line - 1 > barrier) {
    const std::uint32_t begin = lines_[line - 2];
    const std::string_view row = text_.substr(begin, lines_[line - 1] - begin);
    if (std::all_of(row.begin(), row.end(), is_blank)) break;
    --line;
  }
  return line;
}

}  // namespace sitewright::context
