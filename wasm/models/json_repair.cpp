#include "models/json_repair.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "project/utf8.hpp"

namespace sitewright::models {

namespace {

constexpr int kDeepest = 64;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Reads what is meant and writes what is right.
class Mender {
 public:
  Mender(std::string_view text, std::size_t from) : text_(text), at_(from) {}

  [[nodiscard]] bool document() { return value(0); }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] bool changed() const { return changed_; }
  [[nodiscard]] std::string take() { return std::move(out_); }
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  bool wrong(std::string_view reason) {
    if (reason_.empty()) reason_ = reason;
    return false;
  }

  /// White space is kept, so that a right document stays as it is.
  void space() {
    while (at_ < text_.size() && is_space(text_[at_])) out_ += text_[at_++];
  }

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

  bool value(int depth) {
    space();
    if (at_end()) return wrong("a value is missing at the end");
    const char c = text_[at_];
    if (c == '{' || c == '[') return nested(depth);
    if (c == '"' || c == '\'') return string(c);
    if (c == '-' || is_digit(c)) return number();
    return literal();
  }

  /// After a value or the opening bracket. Cut off here, nothing but brackets is missing.
  bool nested(int depth) {
    if (depth == kDeepest) return wrong("nested too deeply");
    const bool is_object = text_[at_] == '{';
    const char closing = is_object ? '}' : ']';
    out_ += text_[at_++];
    for (bool first = true;; first = false) {
      space();
      if (at_end()) return first ? wrong("cut off after a bracket") : close_for_the_author(closing);
      if (text_[at_] == closing) break;
      if (!first) {
        if (text_[at_] != ',') return wrong("a comma or a closing bracket is missing");
        const std::size_t comma = out_.size();
        out_ += text_[at_++];
        space();
        if (at_end()) return wrong("cut off after a comma");
        if (text_[at_] == closing) {
          out_.erase(comma, 1);
          changed_ = true;
          break;
        }
      }
      if (is_object && !member_name()) return false;
      if (!value(depth + 1)) return false;
    }
    out_ += closing;
    ++at_;
    return true;
  }

  bool close_for_the_author(char closing) {
    out_ += closing;
    return changed_ = true;
  }

  bool member_name() {
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      if (!string(c)) return false;
    } else {
      std::size_t end = at_;
      while (end < text_.size() && is_name(text_[end])) ++end;
      if (end == at_ || is_digit(c)) return wrong("the name of a member is missing");
      out_ += '"';
      out_ += text_.substr(at_, end - at_);
      out_ += '"';
      at_ = end;
      changed_ = true;
    }
    space();
    if (at_end() || text_[at_] != ':') return wrong("a colon is missing after a member's name");
    out_ += text_[at_++];
    return true;
  }

  /// In double quotes, or in single ones when the text holds none.
  bool string(char quote) {
    const std::size_t begin = at_++;
    if (quote != '"') changed_ = true;
    out_ += '"';
    while (!at_end() && text_[at_] != quote) {
      if (!character(quote)) return false;
    }
    if (at_end()) {
      at_ = begin;
      return wrong("a text has no end");
    }
    ++at_;
    out_ += '"';
    std::size_t next = at_;
    while (next < text_.size() && is_space(text_[next])) ++next;
    const bool goes_on = next == text_.size() || std::string_view(",:}]").contains(text_[next]);
    return goes_on ||
           wrong("a text goes on after its closing quote: is a quote in it not escaped?");
  }

  bool character(char quote) {
    const char c = text_[at_];
    if (c == '\\') return escape();
    if (static_cast<unsigned char>(c) < 0x20) return control(c);
    if (c == '"' && quote != '"') {
      out_ += "\\\"";
      ++at_;
      return true;
    }
    const auto size = project::utf8_character_size(text_.substr(at_));
    if (size == 0) {
      out_ += "\xEF\xBF\xBD";
      changed_ = true;
      ++at_;
      return true;
    }
    out_ += text_.substr(at_, size);
    at_ += size;
    return true;
  }

  bool control(char c) {
    constexpr std::string_view written = "\n\r\t";
    constexpr std::array<std::string_view, 3> escaped{"\\n", "\\r", "\\t"};
    const auto index = written.find(c);
    if (index == std::string_view::npos) return wrong("a control character in a text");
    out_ += escaped[index];
    ++at_;
    return changed_ = true;
  }

  bool escape() {
    if (at_ + 1 == text_.size()) return wrong("a text has no end");
    const char kind = text_[at_ + 1];
    if (kind == 'u') return unit_escape();
    if (kind == '\'') {
      out_ += '\'';
      changed_ = true;
    } else if (std::string_view("\"\\/bfnrt").contains(kind)) {
      out_ += text_.substr(at_, 2);
    } else {
      return wrong("an escape that JSON does not have");
    }
    at_ += 2;
    return true;
  }

  /// The unit of the escape at `at`, -1 when there is none.
  [[nodiscard]] int unit_at(std::size_t at) const {
    if (text_.size() < at + 6 || text_[at] != '\\' || text_[at + 1] != 'u') return -1;
    int unit = 0;
    for (const char c : text_.substr(at + 2, 4)) {
      if (!is_hex(c)) return -1;
      unit = unit * 16 + (is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return unit;
  }

  bool unit_escape() {
    const int unit = unit_at(at_);
    if (unit < 0) return wrong("an escape that JSON does not have");
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    const int next = high ? unit_at(at_ + 6) : -1;
    const bool pair = next >= 0xDC00 && next < 0xE000;
    if (low || (high && !pair)) {
      out_ += "\\ufffd";
      changed_ = true;
      at_ += 6;
      return true;
    }
    const std::size_t size = pair ? 12 : 6;
    out_ += text_.substr(at_, size);
    at_ += size;
    return true;
  }

  [[nodiscard]] std::size_t digits(std::size_t at) const {
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }

  bool number() {
    std::size_t at = at_ + (text_[at_] == '-' ? 1 : 0);
    const std::size_t whole = digits(at);
    if (whole == at || (text_[at] == '0' && whole > at + 1)) return wrong("not a number");
    at = whole;
    if (at < text_.size() && text_[at] == '.') {
      const std::size_t decimals = digits(at + 1);
      if (decimals == at + 1) return wrong("not a number");
      at = decimals;
    }
    if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
      ++at;
      if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
      if (digits(at) == at) return wrong("not a number");
      at = digits(at);
    }
    // A number at the very end may have lost its last digits.
    if (at == text_.size()) return wrong("cut off in a number");
    if (is_name(text_[at]) || text_[at] == '.') return wrong("not a number");
    out_ += text_.substr(at_, at - at_);
    at_ = at;
    return true;
  }

  bool literal() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{
        {{"true", "true"},
         {"false", "false"},
         {"null", "null"},
         {"True", "true"},
         {"False", "false"},
         {"None", "null"}}};
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    const auto word = text_.substr(at_, end - at_);
    const auto found = std::ranges::find(words, word, [](const auto& one) { return one.first; });
    if (found == words.end()) return wrong("not a JSON value");
    if (found->first != found->second) changed_ = true;
    out_ += found->second;
    at_ = end;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  std::string out_;
  bool changed_ = false;
  std::string reason_;
};

Failure placed(std::string_view text, std::size_t at, std::string_view reason) {
  const auto before = text.substr(0, std::min(at, text.size()));
  const auto lines = std::ranges::count(before, '\n') + 1;
  const auto last = before.rfind('\n');
  const auto column = before.size() - (last == std::string_view::npos ? 0 : last + 1) + 1;
  return fail(Code::invalid_input, "line " + std::to_string(lines) + ", column " +
                                       std::to_string(column) + ": " + std::string(reason));
}

/// An object, or an array when nothing else comes first.
std::size_t document_start(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '[') return first;
  const auto brace = text.find('{');
  return brace == std::string_view::npos ? text.find('[') : brace;
}

}  // namespace

Result<std::string> repair_json(std::string_view text) {
  const auto start = document_start(text);
  if (start == std::string_view::npos) return placed(text, 0, "there is no JSON document");
  Mender mender(text, start);
  if (!mender.document()) return placed(text, mender.position(), mender.reason());
  const auto rest = text.substr(mender.position());
  if (rest.find('{') != std::string_view::npos) {
    return placed(text, mender.position() + rest.find('{'), "there is more than one document");
  }
  const auto lead = text.substr(0, start);
  const bool alone = lead.find_first_not_of(" \t\r\n") == std::string_view::npos &&
                     rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (alone && !mender.changed()) return std::string(text);
  return mender.take();
}

}  // namespace sitewright::models
