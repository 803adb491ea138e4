#include "healing/fixers/script_health.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

// After these another word may follow on the same line.
constexpr std::string_view leading =
    "return typeof const let var new await async function class import export default type "
    "interface enum namespace module declare readonly public private protected static abstract "
    "override keyof infer void delete throw case yield in of instanceof as satisfies is extends "
    "implements else do get set unique asserts accessor out if from using break continue global";
// Before these one may stand.
constexpr std::string_view infix =
    "as in of instanceof satisfies is extends implements from else while catch finally asserts";

struct Open {
  char kind;  // ( [ { ` <
  std::uint32_t token;
  std::uint32_t indent;
  std::uint32_t line;
  std::uint32_t child_indent = 0xffff;
  bool in_tag = false;
  bool is_object = false;
};

class Examination {
 public:
  explicit Examination(const ScriptTokens& tokens) : tokens_(tokens), text_(tokens.text()) {}

  Checkup run() {
    for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
      look_at_line(at);
      look_at_neighbours(at);
      pair(at);
    }
    for (const Open& one : stack_) {
      out_.loose.push_back({Loose::Kind::opener, one.token, one.token});
      ++out_.health.faults;
    }
    out_.open_at_end = left_open();
    if (tokens_.gave_up()) ++out_.health.faults;
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(std::uint32_t at) const { return tokens_.text_of(at); }
  [[nodiscard]] char mark(std::uint32_t at) const {
    const bool single = at < tokens_.size() && tokens_[at].kind == TokenKind::mark &&
                        tokens_[at].end == tokens_[at].begin + 1;
    return single ? text_[tokens_[at].begin] : '\0';
  }

  void pair(std::uint32_t at) {
    const context::Token& token = tokens_[at];
    const char c = mark(at);
    switch (token.kind) {
      case TokenKind::mark:
        if (c == '(' || c == '[' || c == '{') open(c, at);
        if (c == ')') close('(', at);
        if (c == ']') close('[', at);
        if (c == '}') close('{', at);
        if (c == '>' && !stack_.empty() && stack_.back().in_tag) {
          stack_.back().in_tag = false;
          look_at_text(token.end, at + 1);
        }
        break;
      case TokenKind::template_head:
        open('`', at);
        break;
      case TokenKind::template_part:
        if (text_[token.end - 1] == '`') close('`', at);
        break;
      case TokenKind::jsx_open:
        open('<', at);
        stack_.back().in_tag = true;
        break;
      case TokenKind::jsx_close:
        close('<', at);
        break;
      default:
        break;
    }
    const bool in_children = !stack_.empty() && stack_.back().kind == '<' && !stack_.back().in_tag;
    const bool ends_child = token.kind == TokenKind::jsx_close || c == '}';
    if (in_children && ends_child) look_at_text(token.end, at + 1);
  }

  void open(char kind, std::uint32_t at) {
    const std::uint32_t begin = tokens_[at].begin;
    stack_.push_back({kind, at, indent_at(text_, begin), tokens_.line_of(begin)});
    stack_.back().is_object = kind == '{' && begins_object(at);
  }

  [[nodiscard]] bool begins_object(std::uint32_t at) const {
    if (at == 0) return false;
    const char before = mark(at - 1);
    if (before == '=') return !(at >= 3 && word(at - 3) == "type");
    if (before == ':') return stack_.size() >= 1 && stack_.back().is_object;
    if (before == '(' || before == ',' || before == '[') return true;
    return before == '{' || word(at - 1) == "return";
  }

  /// Brackets that the end leaves open, less those that an open element took for its text.
  [[nodiscard]] std::uint32_t left_open() const {
    const std::uint32_t last = tokens_.size() == 0 ? 0 : tokens_[tokens_.size() - 1].end;
    std::size_t open = stack_.size();
    for (const char c : text_.substr(last)) {
      if ((c == ')' || c == ']' || c == '}') && open > 0) --open;
    }
    return static_cast<std::uint32_t>(open);
  }

  [[nodiscard]] bool closes_name(const Open& one, std::uint32_t at) const {
    const std::string_view closing = word(at);
    if (closing == "/>") return one.in_tag;
    if (one.in_tag) return false;
    return trimmed_name(closing.substr(2)) == word(one.token).substr(1);
  }

  static std::string_view trimmed_name(std::string_view name) {
    const std::size_t end = name.find_first_of("> \n\t");
    return name.substr(0, end);
  }

  void close(char kind, std::uint32_t at) {
    const auto fits = [&](const Open& one) {
      return one.kind == kind && (kind != '<' || closes_name(one, at));
    };
    if (stack_.empty() || !fits(stack_.back())) {
      ++out_.health.faults;
      const auto found = std::ranges::find_if(stack_.rbegin(), stack_.rend(), fits);
      if (found == stack_.rend()) {
        const std::uint32_t against = stack_.empty() ? at : stack_.back().token;
        out_.loose.push_back({Loose::Kind::closer, at, against});
        // A closing tag of another name was most likely meant for what is open.
        if (kind == '<' && !stack_.empty() && stack_.back().kind == '<') stack_.pop_back();
        return;
      }
      while (!fits(stack_.back())) {
        out_.loose.push_back({Loose::Kind::opener, stack_.back().token, at});
        stack_.pop_back();
      }
    }
    const Open one = stack_.back();
    stack_.pop_back();
    last_opener_ = one.token;
    const std::uint32_t begin = tokens_[at].begin;
    if (tokens_.line_of(begin) == one.line) return;
    // What opens at the end of a line closes at the begin of one.
    const bool block = kind != '<' && kind != '`' && one.token + 1 < tokens_.size() &&
                       tokens_[one.token + 1].after_newline;
    if (starts_line(begin) ? indent_at(text_, begin) != one.indent : block) {
      ++out_.health.crooked;
    }
  }

  [[nodiscard]] bool starts_line(std::uint32_t offset) const {
    while (offset > 0 && (text_[offset - 1] == ' ' || text_[offset - 1] == '\t')) --offset;
    return offset == 0 || text_[offset - 1] == '\n';
  }

  [[nodiscard]] bool is_closer(std::uint32_t at) const {
    const char c = mark(at);
    return c == ')' || c == ']' || c == '}' || c == '>' ||
           tokens_[at].kind == TokenKind::jsx_close || tokens_[at].kind == TokenKind::template_part;
  }

  void look_at_line(std::uint32_t at) {
    const std::uint32_t begin = tokens_[at].begin;
    if (stack_.empty() || is_closer(at) || !starts_line(begin)) return;
    Open& around = stack_.back();
    if (around.kind == '`' || tokens_.line_of(begin) == around.line) return;
    const std::uint32_t indent = indent_at(text_, begin);
    if (indent <= around.indent) {
      ++out_.health.crooked;
    } else if (around.child_indent == 0xffff) {
      around.child_indent = indent;
    } else if (indent != around.child_indent && at > 0) {
      const char before = mark(at - 1);
      const bool after_child = before == '}' || tokens_[at - 1].kind == TokenKind::jsx_close;
      if (before == ';' || (indent > around.child_indent && after_child)) ++out_.health.crooked;
    }
  }

  [[nodiscard]] bool ends_operand(std::uint32_t at) const {
    switch (tokens_[at].kind) {
      case TokenKind::word:
        return !is_among(word(at), leading);
      case TokenKind::string:
      case TokenKind::template_whole:
      case TokenKind::regex:
      case TokenKind::jsx_close:
        return true;
      case TokenKind::template_part:
        return text_[tokens_[at].end - 1] == '`';
      case TokenKind::mark:
        return mark(at) == ')' || mark(at) == ']';
      default:
        return false;
    }
  }

  [[nodiscard]] bool begins_operand(std::uint32_t at) const {
    switch (tokens_[at].kind) {
      case TokenKind::word:
        return !is_among(word(at), infix);
      case TokenKind::string:
      case TokenKind::jsx_open:
      case TokenKind::regex:
        return true;
      default:
        return false;
    }
  }

  [[nodiscard]] bool after_control(std::uint32_t close) const {
    std::uint32_t depth = 0;
    for (std::uint32_t at = close + 1; at-- > 0;) {
      if (mark(at) == ')') ++depth;
      if (mark(at) == '(' && --depth == 0) {
        return at > 0 && is_among(word(at - 1), "if for while with await catch switch");
      }
    }
    return false;
  }

  void look_at_neighbours(std::uint32_t at) {
    if (at == 0) return;
    if (!stack_.empty() && stack_.back().kind == '<') {
      if (stack_.back().in_tag) look_at_attribute(at);
      return;
    }
    const std::uint32_t before = at - 1;
    const bool in_list = !stack_.empty() && (stack_.back().kind == '(' ||
                                             stack_.back().kind == '[' || stack_.back().is_object);
    const bool same_line = !tokens_[at].after_newline;
    if (ends_operand(before) && begins_operand(at) && (same_line || in_list)) {
      const bool allowed = mark(before) == ')' && after_control(before);
      const bool control_word = tokens_[at].kind == TokenKind::word && mark(before) == ')' &&
                                is_among(word(at), "return throw");
      if (!allowed && !control_word) ++out_.health.oddities;
    }
    look_at_marks(before, at, in_list);
  }

  void look_at_marks(std::uint32_t before, std::uint32_t at, bool in_list) {
    const char a = mark(before);
    const char b = mark(at);
    const bool is_for = !stack_.empty() && stack_.back().token > 0 &&
                        is_among(word(stack_.back().token - 1), "for await");
    if (b == ';' && in_list && !is_for) ++out_.health.oddities;
    // A "<" that begins no element, and what looks like its end.
    if (a == '<' && (b == '/' || tokens_[at].kind == TokenKind::regex)) ++out_.health.oddities;
    // Nor is the result of a call, but for a function that is called where it stands.
    const bool called_twice = a == ')' && b == '(' && !tokens_[at].after_newline &&
                              !(before > 0 && mark(before - 1) == '}') && !after_control(before);
    if (called_twice) ++out_.health.oddities;
    // A text is not called.
    const TokenKind kind = tokens_[before].kind;
    const bool is_text = kind == TokenKind::string || kind == TokenKind::template_whole ||
                         (kind == TokenKind::template_part && ends_operand(before));
    if (is_text && b == '(' && !tokens_[at].after_newline) ++out_.health.oddities;
    const bool closes = b == ')' || b == ']' || b == '}' || b == ';' || b == ',';
    const bool wants_more = a == '=' || a == '.' || a == '+' || a == '&' || a == '|' ||
                            word(before) == "=>" || word(before) == "?.";
    if (closes && wants_more) ++out_.health.oddities;
    // A call has no arrow: `list.map(item) => …`.
    const bool of_call = word(at) == "=>" && a == ')' && last_opener_ > 1 &&
                         tokens_[last_opener_ - 1].kind == TokenKind::word &&
                         word(last_opener_ - 1) != "async" && mark(last_opener_ - 2) == '.';
    if (of_call) ++out_.health.oddities;
    if (a == ',' && (b == ',' || b == ';')) ++out_.health.oddities;
    if ((a == '(' || a == '{') && b == ',') ++out_.health.oddities;
    if (a == '=' && b == '>') ++out_.health.oddities;
    const bool in_attribute = stack_.size() > 1 && stack_[stack_.size() - 2].in_tag;
    if (a == '{' && b == '}' && in_attribute && before > 0 && mark(before - 1) == '=') {
      ++out_.health.oddities;
    }
    if (a == ':' && (b == ';' || b == ',' || b == ')' || b == '}')) ++out_.health.oddities;
  }

  void look_at_attribute(std::uint32_t at) {
    const std::uint32_t before = at - 1;
    const TokenKind kind = tokens_[at].kind;
    const bool value = kind == TokenKind::string;
    if (value && mark(before) != '=') ++out_.health.oddities;
    if (mark(before) == '=' && mark(at) == '>') ++out_.health.oddities;
    if (mark(before) == '=' && kind == TokenKind::jsx_name) ++out_.health.oddities;
    if (value) {
      const std::string_view text = word(at);
      if (text.contains("=\"") || text.contains("={") || text.contains('\n') ||
          text.contains('<')) {
        ++out_.health.oddities;
      }
      // Closing and opening quote of neighbours: "a"b"
      const std::uint32_t end = tokens_[at].end;
      if (end < text_.size() && context::is_word_byte(text_[end])) ++out_.health.oddities;
    }
    const char c = mark(at);
    // {...rest} is the only brace in a tag that no "=" stands before.
    if (c == '{' && mark(before) != '=' && word(at + 1) != "...") ++out_.health.oddities;
    const bool known = c == '=' || c == '>' || c == '{' || c == '}' || c == '\0';
    if (kind == TokenKind::mark && !known) ++out_.health.oddities;
    if (kind == TokenKind::jsx_name && context::is_digit(text_[tokens_[at].begin])) {
      ++out_.health.oddities;
    }
  }

  /// Text between elements that looks like code: an element is not closed where it should be.
  void look_at_text(std::uint32_t from, std::uint32_t next) {
    const std::size_t end = next < tokens_.size() ? tokens_[next].begin : text_.size();
    if (from >= end) return;
    const std::string_view between = text_.substr(from, end - from);
    for (const char c : between) {
      if (c == '}' || c == '>') ++out_.health.oddities;
    }
    for (const std::string_view code : {");\n", ";\n", "=> ", "return (", "const ", "/>"}) {
      if (between.contains(code)) ++out_.health.oddities;
    }
  }

  const ScriptTokens& tokens_;
  std::string_view text_;
  std::vector<Open> stack_;
  std::uint32_t last_opener_ = 0;  ///< of the bracket that was closed last
  Checkup out_;
};

}  // namespace

std::uint32_t indent_at(std::string_view text, std::uint32_t offset) {
  const std::size_t line = text.substr(0, offset).rfind('\n') + 1;
  std::size_t at = line;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return static_cast<std::uint32_t>(at - line);
}

Checkup check_up(const ScriptTokens& tokens) {
  return Examination(tokens).run();
}

Health health_of(context::Language language, std::string_view text) {
  return check_up(ScriptTokens(language, text, ScriptTokens::OpenJsx::keep)).health;
}

}  // namespace sitewright::healing
