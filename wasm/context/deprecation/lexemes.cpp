#include "context/deprecation/lexemes.hpp"

#include <algorithm>
#include <cstddef>

namespace sitewright::context {

namespace {

using Kind = Lexeme::Kind;

bool is_word(char byte) {
  const auto b = static_cast<unsigned char>(byte);
  return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' ||
         b == '$' || b >= 0x80;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Lexeme> run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char byte = text_[at_];
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
      ++at_;
    } else if (is_word(byte)) {
      word();
    } else if (byte == '/' && (next() == '/' || next() == '*') && !in_address()) {
      comment();
    } else if (byte == '/' && regex_may_begin() && regex()) {
    } else if ((byte == '"' || byte == '\'') && quoted(byte)) {
    } else if (byte == '`' && template_part(at_ + 1)) {
    } else {
      mark();
    }
  }

  [[nodiscard]] char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

  void push(Kind kind, std::size_t begin, std::size_t end) {
    out_.push_back({kind, text_.substr(begin, end - begin)});
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    push(Kind::word, begin, at_);
  }

  void mark() {
    // The end of `${…}` goes on with the template around it.
    if (text_[at_] == '{') braces_.push_back(false);
    if (text_[at_] == '}' && !braces_.empty()) {
      const bool in_template = braces_.back();
      braces_.pop_back();
      if (in_template && template_part(at_ + 1)) return;
    }
    push(Kind::mark, at_, at_ + 1);
    ++at_;
  }

  /// "https://" of a page's text begins no comment.
  [[nodiscard]] bool in_address() const {
    const auto before = text_.substr(0, at_);
    return before.ends_with("http:") || before.ends_with("https:");
  }

  void comment() {
    const bool line = text_[at_ + 1] == '/';
    const auto end = text_.find(line ? "\n" : "*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + (line ? 1 : 2);
  }

  bool quoted(char quote) {
    auto& open = quote == '"' ? open_double_ : open_single_;
    if (at_ < open) return false;
    std::size_t end = at_ + 1;
    for (; end < text_.size() && text_[end] != '\n'; ++end) {
      if (text_[end] == '\\') {
        ++end;
      } else if (text_[end] == quote) {
        push(Kind::text, at_ + 1, end);
        at_ = end + 1;
        return true;
      }
    }
    open = end;
    return false;
  }

  /// From `begin` to the template's end or its next `${`.
  bool template_part(std::size_t begin) {
    if (open_template_) return false;
    for (std::size_t end = begin; end < text_.size(); ++end) {
      if (text_[end] == '\\') {
        ++end;
      } else if (text_[end] == '`') {
        push(Kind::text, begin, end);
        at_ = end + 1;
        return true;
      } else if (text_[end] == '$' && end + 1 < text_.size() && text_[end + 1] == '{') {
        push(Kind::text, begin, end);
        at_ = end + 2;
        braces_.push_back(true);
        return true;
      }
    }
    open_template_ = true;
    return false;
  }

  /// A slash after a value divides; after `<` or `>` it belongs to a tag.
  [[nodiscard]] bool regex_may_begin() const {
    if (out_.empty()) return true;
    const auto& last = out_.back();
    if (last.kind == Kind::word) return last.bytes == "return" || last.bytes == "typeof";
    return last.kind == Kind::mark && std::string_view("(,=:[!&|?{;+*~^%").contains(last.bytes);
  }

  bool regex() {
    if (at_ < open_regex_) return false;
    bool in_class = false;
    std::size_t end = at_ + 1;
    for (; end < text_.size() && text_[end] != '\n'; ++end) {
      const char byte = text_[end];
      if (byte == '\\') {
        ++end;
      } else if (byte == '[') {
        in_class = true;
      } else if (byte == ']') {
        in_class = false;
      } else if (byte == '/' && !in_class) {
        at_ = end + 1;
        return true;
      }
    }
    open_regex_ = end;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Lexeme> out_;
  std::vector<bool> braces_;  // whether each open brace is a template's
  // What was found unclosed is not looked for again before this place: linear time.
  std::size_t open_single_ = 0;
  std::size_t open_double_ = 0;
  std::size_t open_regex_ = 0;
  bool open_template_ = false;
};

}  // namespace

std::vector<Lexeme> lexemes(std::string_view script) {
  return Reader(script).run();
}

}  // namespace sitewright::context
