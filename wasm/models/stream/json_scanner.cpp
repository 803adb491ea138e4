#include "models/stream/json_scanner.hpp"

#include <cstddef>

#include "context/scan/bytes16.hpp"

namespace sitewright::models {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::size_t kDeepest = 512;

bool is_high(std::uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(std::uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6U);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12U);
    put(0x80 | (code >> 6U & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18U);
    put(0x80 | (code >> 12U & 0x3F));
    put(0x80 | (code >> 6U & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

/// What waited for its second half did not get it.
void settle(TextJoin& out) {
  if (out.high != 0) append_utf8(out.text, kReplacement);
  out.high = 0;
}

void append_unit(TextJoin& out, std::uint32_t unit) {
  if (out.high != 0 && is_low(unit)) {
    append_utf8(out.text, 0x10000 + ((out.high - 0xD800) << 10U) + (unit - 0xDC00));
    out.high = 0;
    return;
  }
  settle(out);
  if (is_high(unit)) {
    out.high = unit;
  } else {
    append_utf8(out.text, is_low(unit) ? kReplacement : unit);
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The next quote or backslash, or a control character, which no JSON string has.
std::size_t string_stop(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const auto bytes = context::load16(text.data() + at);
    const auto control = reinterpret_cast<context::Bytes16>(bytes < 0x20);
    const auto bits =
        context::bits16(context::equal16(bytes, '"') | context::equal16(bytes, '\\') | control);
    if (bits != 0) return at + static_cast<std::size_t>(__builtin_ctz(bits));
  }
  while (at < text.size() && text[at] != '"' && text[at] != '\\' &&
         static_cast<unsigned char>(text[at]) >= 0x20) {
    ++at;
  }
  return at;
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool ends_plain(char c) {
  return is_space(c) || c == ',' || c == ']' || c == '}' || c == ':';
}

}  // namespace

QuotedText quoted_text(std::string_view text) {
  if (!text.starts_with('"')) return {};
  bool escaped = false;
  for (std::size_t at = 1;;) {
    at = string_stop(text, at);
    if (at < text.size() && text[at] == '"') return {.bytes = at + 1, .escaped = escaped};
    if (at + 1 >= text.size() || text[at] != '\\') return {};
    escaped = true;
    at += 2;
  }
}

bool JsonScanner::fault() {
  failed_ = true;
  at_ = json_.size();
  return false;
}

void JsonScanner::space() {
  while (at_ < json_.size() && is_space(json_[at_])) ++at_;
}

bool JsonScanner::at_end() {
  space();
  return !failed_ && at_ == json_.size();
}

JsonScanner::Kind JsonScanner::kind() {
  space();
  if (at_ == json_.size()) return Kind::none;
  switch (json_[at_]) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::string;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

bool JsonScanner::enter(char bracket) {
  space();
  if (at_ == json_.size() || json_[at_] != bracket) {
    skip();
    return false;
  }
  ++at_;
  first_ = true;
  return true;
}

/// Past the comma before the next member or item; false past the closing bracket.
bool JsonScanner::next_in(char closing) {
  space();
  if (at_ == json_.size()) return fault();
  const bool first = first_;
  first_ = false;
  if (json_[at_] == closing) {
    ++at_;
    return false;
  }
  if (first) return true;
  if (json_[at_] != ',') return fault();
  ++at_;
  return true;
}

bool JsonScanner::member(std::string_view& name) {
  if (!next_in('}')) return false;
  space();
  if (at_ == json_.size() || json_[at_] != '"') return fault();
  bool escaped = false;
  const std::size_t from = at_;
  const std::size_t end = string_end(escaped);
  if (failed_) return false;
  if (escaped) {
    TextJoin decoded;
    if (!read_string(decoded)) return fault();
    settle(decoded);
    name_ = std::move(decoded.text);
    name = name_;
  } else {
    name = json_.substr(from + 1, end - from - 1);
    at_ = end + 1;
  }
  space();
  if (at_ == json_.size() || json_[at_] != ':') return fault();
  ++at_;
  return true;
}

bool JsonScanner::item() {
  return next_in(']');
}

/// Of the string that begins here: where its closing quote stands.
std::size_t JsonScanner::string_end(bool& escaped) {
  const auto quoted = quoted_text(json_.substr(at_));
  escaped = quoted.escaped;
  if (quoted.bytes > 0) return at_ + quoted.bytes - 1;
  fault();
  return at_;
}

bool JsonScanner::read_escape(TextJoin& out, std::size_t end) {
  const char kind = json_[at_ + 1];
  at_ += 2;
  if (kind == 'u') {
    if (end - at_ < 4) return false;
    std::uint32_t unit = 0;
    for (int left = 4; left > 0; --left) {
      const int digit = hex_digit(json_[at_++]);
      if (digit < 0) return false;
      unit = unit << 4U | static_cast<std::uint32_t>(digit);
    }
    append_unit(out, unit);
    return true;
  }
  constexpr std::string_view names = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  const auto index = names.find(kind);
  if (index == std::string_view::npos) return false;
  settle(out);
  out.text += meant[index];
  return true;
}

/// The string that begins here.
bool JsonScanner::read_string(TextJoin& out) {
  bool escaped = false;
  const std::size_t end = string_end(escaped);
  if (failed_) return false;
  ++at_;
  while (at_ < end) {
    const std::size_t stop = escaped ? string_stop(json_, at_) : end;
    if (stop > at_) {
      settle(out);
      out.text += json_.substr(at_, stop - at_);
      at_ = stop;
    }
    if (at_ < end && !read_escape(out, end)) return fault();
  }
  at_ = end + 1;
  return true;
}

std::string_view JsonScanner::text(TextJoin& out) {
  if (kind() != Kind::string) {
    skip();
    return {};
  }
  const std::size_t from = at_;
  return read_string(out) ? json_.substr(from, at_ - from) : std::string_view();
}

bool JsonScanner::text(std::string& out) {
  TextJoin join;
  if (text(join).empty()) return false;
  settle(join);
  out = std::move(join.text);
  return true;
}

bool JsonScanner::word(std::string_view& out) {
  const bool is_text = kind() == Kind::string;
  const auto written = raw();
  if (!is_text || failed_) return false;
  out = written.substr(1, written.size() - 2);
  return true;
}

bool JsonScanner::integer(std::int64_t& out) {
  const auto written = raw();
  std::size_t at = written.starts_with('-') ? 1 : 0;
  if (at == written.size() || written.size() > 18) return false;
  std::int64_t value = 0;
  for (; at < written.size(); ++at) {
    if (written[at] < '0' || written[at] > '9') return false;
    value = value * 10 + (written[at] - '0');
  }
  out = written.starts_with('-') ? -value : value;
  return true;
}

std::string_view JsonScanner::raw() {
  space();
  const std::size_t from = at_;
  skip();
  return failed_ ? std::string_view() : json_.substr(from, at_ - from);
}

void JsonScanner::skip_plain() {
  const std::size_t from = at_;
  while (at_ < json_.size() && !ends_plain(json_[at_])) ++at_;
  if (at_ == from) fault();
}

/// An object or an array: brackets are counted, strings passed over.
void JsonScanner::skip_nested() {
  std::string closing;
  while (at_ < json_.size()) {
    const char c = json_[at_];
    if (c == '"') {
      bool escaped = false;
      const std::size_t end = string_end(escaped);
      if (failed_) return;
      at_ = end;
    } else if (c == '{' || c == '[') {
      closing += c == '{' ? '}' : ']';
      if (closing.size() > kDeepest) break;
    } else if (c == '}' || c == ']') {
      if (closing.back() != c) break;
      closing.pop_back();
      if (closing.empty()) {
        ++at_;
        return;
      }
    }
    ++at_;
  }
  fault();
}

void JsonScanner::skip() {
  switch (kind()) {
    case Kind::object:
    case Kind::array:
      return skip_nested();
    case Kind::string: {
      bool escaped = false;
      const std::size_t end = string_end(escaped);
      if (!failed_) at_ = end + 1;
      return;
    }
    case Kind::number:
    case Kind::boolean:
    case Kind::null:
      return skip_plain();
    case Kind::none:
      fault();
      return;
  }
}

}  // namespace sitewright::models
