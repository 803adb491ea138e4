#include "wire/writer.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "wire/utf8.hpp"

namespace sitewright::wire {

namespace {

constexpr std::size_t kRoom = 247;    // what most messages need, asked for at once
constexpr std::size_t kRound = 1024;  // bytes of a text for which room is made at once
constexpr std::size_t kMostForOne = 3;

/// The letter of an escape of two bytes; 0 for characters that have none.
char escape_letter(unsigned char character) {
  switch (character) {
    case '"':
    case '\\':
      return static_cast<char>(character);
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

/// How many of eight bytes from the first on are printable ASCII and neither quote nor backslash.
std::size_t plain_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t top_bits = 0x80 * ones;
  // Exact up to the first byte that is found, which is all that is asked.
  const auto zero_in = [](std::uint64_t word) { return (word - ones) & ~word; };
  const std::uint64_t quotes = zero_in(bytes ^ ('"' * ones));
  const std::uint64_t backslashes = zero_in(bytes ^ ('\\' * ones));
  const std::uint64_t controls = (bytes - 0x20 * ones) & ~bytes;
  const std::uint64_t found = (quotes | backslashes | controls | bytes) & top_bits;
  return found == 0 ? sizeof bytes : static_cast<std::size_t>(std::countr_zero(found)) / 8;
}

/// Writes what begins in value[at, end), and may go on for a character or eight bytes; `at` is then
/// behind it, or before `end` at a character whose escape has six bytes. Needs kMostForOne bytes of
/// room for each byte up to `end`, and 16 more.
char* write_text(std::string_view value, std::size_t& at, std::size_t end, char* to) {
  while (at < end) {
    if (at + 8 <= value.size()) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, value.data() + at, sizeof bytes);
      std::memcpy(to, &bytes, sizeof bytes);
      const std::size_t plain = plain_bytes(bytes);
      at += plain;
      to += plain;
      if (plain == sizeof bytes || at >= end) continue;
    }
    const auto character = static_cast<unsigned char>(value[at]);
    if (character < 0x20 || character == '"' || character == '\\') {
      const char letter = escape_letter(character);
      if (letter == 0) return to;
      *to++ = '\\';
      *to++ = letter;
      ++at;
      continue;
    }
    std::size_t length = character < 0x80 ? 1 : utf8_length(value, at);
    if (length == 0) {
      to = std::ranges::copy(std::string_view("\xEF\xBF\xBD"), to).out;
      ++at;
    }
    for (; length > 0; --length) *to++ = value[at++];
  }
  return to;
}

}  // namespace

void Writer::open(char bracket) {
  if (out_.empty()) out_.reserve(kRoom);
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

/// As a number: for what has no letter.
void Writer::escape(unsigned char character) {
  constexpr std::string_view hex = "0123456789abcdef";
  out_ += "\\u00";
  out_ += hex[character >> 4U];
  out_ += hex[character & 15U];
}

void Writer::text(std::string_view value) {
  out_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = at + std::min(kRound, value.size() - at);
    const std::size_t before = out_.size();
    out_.resize_and_overwrite(before + kMostForOne * (end - at) + 16, [&](char* data, std::size_t) {
      return static_cast<std::size_t>(write_text(value, at, end, data + before) - data);
    });
    if (at < end) escape(static_cast<unsigned char>(value[at++]));
  }
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
