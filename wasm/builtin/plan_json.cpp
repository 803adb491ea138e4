#include "builtin/plan_json.hpp"

#include <algorithm>
#include <cstdint>

#include "builtin/prompt/utf8.hpp"
#include "builtin/value.hpp"

namespace sitewright::builtin {
namespace {

/// Walks over JSON without keeping it. Strict: text that is not one JSON value has no title.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<std::string> title();

 private:
  static constexpr int deepest = 64;

  bool take(char wanted);
  bool value(int depth);
  bool array(int depth);
  bool object(int depth, std::optional<std::string>* title);
  bool string(std::string* out);
  bool escape(std::string& out);
  bool code_unit(std::uint32_t& unit);
  bool digits();
  bool number();

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Blanks, then `wanted`, then blanks.
bool Reader::take(char wanted) {
  const auto blanks = [this] {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
  };
  blanks();
  if (peek() != wanted) return false;
  ++at_;
  blanks();
  return true;
}

std::optional<std::string> Reader::title() {
  std::optional<std::string> found;
  if (!object(0, &found) || at_ != text_.size()) return std::nullopt;
  return found;
}

bool Reader::value(int depth) {
  if (depth > deepest) return false;
  if (peek() == '{') return object(depth, nullptr);
  if (peek() == '[') return array(depth);
  if (peek() == '"') return string(nullptr);
  for (const std::string_view word : {"true", "false", "null"}) {
    if (text_.substr(at_).starts_with(word)) {
      at_ += word.size();
      return true;
    }
  }
  return number();
}

bool Reader::array(int depth) {
  if (!take('[')) return false;
  if (take(']')) return true;
  do {
    if (!value(depth + 1)) return false;
  } while (take(','));
  return take(']');
}

bool Reader::object(int depth, std::optional<std::string>* title) {
  if (!take('{')) return false;
  if (take('}')) return true;
  do {
    std::string key;
    if (!string(&key) || !take(':')) return false;
    if (title == nullptr || key != "title") {
      if (!value(depth + 1)) return false;
    } else if (peek() == '"') {
      if (!string(&title->emplace())) return false;
    } else {
      title->reset();
      if (!value(depth + 1)) return false;
    }
  } while (take(','));
  return take('}');
}

bool Reader::string(std::string* out) {
  std::string unread;
  std::string& text = out == nullptr ? unread : *out;
  if (peek() != '"') return false;
  ++at_;
  while (at_ < text_.size()) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte == '"') {
      ++at_;
      return true;
    }
    if (byte < 0x20) return false;
    if (byte == '\\') {
      if (!escape(text)) return false;
      continue;
    }
    const std::size_t before = at_;
    if (utf8::next(text_, at_) == utf8::invalid && at_ == before + 1) return false;
    text.append(text_.substr(before, at_ - before));
  }
  return false;
}

bool Reader::escape(std::string& out) {
  constexpr std::string_view marks = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  ++at_;
  if (const auto which = marks.find(peek()); which != std::string_view::npos) {
    out.push_back(meant[which]);
    ++at_;
    return true;
  }
  std::uint32_t point = 0;
  if (!code_unit(point)) return false;
  if (point >= 0xD800 && point < 0xDC00) {
    std::uint32_t low = 0;
    if (peek() != '\\') return false;
    ++at_;
    if (!code_unit(low) || low < 0xDC00 || low > 0xDFFF) return false;
    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
  } else if (point >= 0xDC00 && point < 0xE000) {
    return false;
  }
  utf8::append(out, static_cast<char32_t>(point));
  return true;
}

/// "uXXXX".
bool Reader::code_unit(std::uint32_t& unit) {
  if (peek() != 'u') return false;
  ++at_;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = peek();
    const char low = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9')
      unit = unit * 16 + static_cast<std::uint32_t>(c - '0');
    else if (low >= 'a' && low <= 'f')
      unit = unit * 16 + static_cast<std::uint32_t>(low - 'a' + 10);
    else
      return false;
  }
  return true;
}

bool Reader::digits() {
  const std::size_t before = at_;
  while (peek() >= '0' && peek() <= '9') ++at_;
  return at_ > before;
}

bool Reader::number() {
  if (peek() == '-') ++at_;
  const bool zero = peek() == '0';
  const std::size_t first = at_;
  if (!digits() || (zero && at_ > first + 1)) return false;
  if (peek() == '.') {
    ++at_;
    if (!digits()) return false;
  }
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!digits()) return false;
  }
  return true;
}

}  // namespace

std::string write_plan(const Plan& plan) {
  Value::Array steps;
  for (const PlannedStep& step : plan.steps) {
    Value::Array files;
    for (const std::string& file : step.files) files.emplace_back(file);
    steps.push_back(Value::Object{{"title", step.title},
                                  {"subtitle", step.subtitle},
                                  {"description", step.description},
                                  {"files", files}});
  }
  Value::Object members{
      {"siteName", plan.site_name}, {"summary", plan.summary}, {"title", plan.title}};
  if (plan.requirements) members.emplace_back("requirements", *plan.requirements);
  members.emplace_back("steps", steps);
  return Value(std::move(members)).json();
}

std::optional<std::string> title_in(std::string_view json) {
  return Reader(json).title();
}

}  // namespace sitewright::builtin
