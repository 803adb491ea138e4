#include "wire/writer.hpp"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "wire/utf8.hpp"

namespace sitewright::wire {

namespace {

/// Of eight bytes: all are printable ASCII, and none of them is a quote or a backslash.
bool are_plain(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t top_bits = 0x80 * ones;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  const auto zero_in = [](std::uint64_t word) { return (word - ones) & ~word; };
  const std::uint64_t quotes = zero_in(bytes ^ ('"' * ones));
  const std::uint64_t backslashes = zero_in(bytes ^ ('\\' * ones));
  const std::uint64_t controls = (bytes - 0x20 * ones) & ~bytes;
  return ((quotes | backslashes | controls | bytes) & top_bits) == 0;
}

}  // namespace

void Writer::open(char bracket) {
  out_ += bracket;
}
void Writer::close(char bracket) {
  out_ += bracket;
}

// A value never ends in an opening bracket outside quotes, so the last byte tells the first member.
void Writer::key(std::string_view name) {
  if (out_.back() != '{') out_ += ',';
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void Writer::escaped_key(std::string_view name) {
  if (out_.back() != '{') out_ += ',';
  text(name);
  out_ += ':';
}

void Writer::field(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void Writer::field(std::string_view name, const std::string& value) {
  field(name, std::string_view(value));
}

void Writer::field(std::string_view name, std::int64_t value) {
  key(name);
  integer(value);
}

void Writer::field(std::string_view name, double value) {
  key(name);
  number(value);
}

void Writer::field(std::string_view name, bool value) {
  key(name);
  boolean(value);
}

void Writer::field(std::string_view name, const Scalar& value) {
  key(name);
  scalar(value);
}

void Writer::field(std::string_view name, const JsonText& value) {
  key(name);
  json(value);
}

void Writer::item() {
  if (out_.back() != '[') out_ += ',';
}

void Writer::escape(unsigned char character) {
  constexpr std::string_view hex = "0123456789abcdef";
  out_ += '\\';
  switch (character) {
    case '"':
      out_ += '"';
      return;
    case '\\':
      out_ += '\\';
      return;
    case '\b':
      out_ += 'b';
      return;
    case '\f':
      out_ += 'f';
      return;
    case '\n':
      out_ += 'n';
      return;
    case '\r':
      out_ += 'r';
      return;
    case '\t':
      out_ += 't';
      return;
    default:
      out_ += "u00";
      out_ += hex[character >> 4U];
      out_ += hex[character & 15U];
  }
}

void Writer::text(std::string_view value) {
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < value.size();) {
    while (i + 8 <= value.size() && are_plain(value.data() + i)) i += 8;
    if (i == value.size()) break;
    const auto character = static_cast<unsigned char>(value[i]);
    const bool plain = character >= 0x20 && character != '"' && character != '\\';
    if (plain) {
      const std::size_t length = character < 0x80 ? 1 : utf8_length(value, i);
      i += length;
      if (length > 0) continue;
    }
    out_ += value.substr(copied, i - copied);
    if (plain) {
      out_ += "\xEF\xBF\xBD";
    } else {
      escape(character);
    }
    copied = ++i;
  }
  out_ += value.substr(copied);
  out_ += '"';
}

void Writer::integer(std::int64_t value) {
  char digits[24];
  const auto written = std::to_chars(std::begin(digits), std::end(digits), value);
  out_.append(digits, written.ptr);
}

void Writer::number(double value) {
  if (!std::isfinite(value)) return null();
  char digits[32];
  char* end = simdjson::internal::to_chars(std::begin(digits), std::end(digits), value);
  out_.append(digits, end);
}

void Writer::boolean(bool value) {
  out_ += value ? "true" : "false";
}
void Writer::null() {
  out_ += "null";
}

void Writer::scalar(const Scalar& value) {
  switch (value.index()) {
    case 1:
      return integer(*std::get_if<std::int64_t>(&value));
    case 2:
      return number(*std::get_if<double>(&value));
    case 3:
      return text(*std::get_if<std::string>(&value));
    default:
      return null();
  }
}

void Writer::json(const JsonText& value) {
  out_ += value.text.empty() ? "null" : value.text;
}

}  // namespace sitewright::wire
