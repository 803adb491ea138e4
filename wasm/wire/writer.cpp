#include "wire/writer.hpp"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <cstddef>

namespace sitewright::wire {
namespace {

// Bytes of the well-formed UTF-8 sequence at `position`, 0 if there is none (Unicode table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t position) {
  const auto byte = [&](std::size_t offset) {
    return position + offset < text.size() ? static_cast<unsigned char>(text[position + offset]) : 0U;
  };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    return continues(1) && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return continues(1) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

void Writer::open(char bracket) { out_ += bracket; }
void Writer::close(char bracket) { out_ += bracket; }

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

void Writer::item() {
  if (out_.back() != '[') out_ += ',';
}

void Writer::escape(unsigned char character) {
  constexpr std::string_view hex = "0123456789abcdef";
  out_ += '\\';
  switch (character) {
    case '"': out_ += '"'; return;
    case '\\': out_ += '\\'; return;
    case '\b': out_ += 'b'; return;
    case '\f': out_ += 'f'; return;
    case '\n': out_ += 'n'; return;
    case '\r': out_ += 'r'; return;
    case '\t': out_ += 't'; return;
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
    const auto character = static_cast<unsigned char>(value[i]);
    const bool plain = character >= 0x20 && character != '"' && character != '\\';
    const std::size_t length = plain ? sequence_length(value, i) : 0;
    if (length > 0) {
      i += length;
      continue;
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

void Writer::boolean(bool value) { out_ += value ? "true" : "false"; }
void Writer::null() { out_ += "null"; }

void Writer::scalar(const Scalar& value) {
  switch (value.index()) {
    case 1: return integer(*std::get_if<std::int64_t>(&value));
    case 2: return number(*std::get_if<double>(&value));
    case 3: return text(*std::get_if<std::string>(&value));
    default: return null();
  }
}

void Writer::json(const JsonText& value) { out_ += value.text.empty() ? "null" : value.text; }

}  // namespace sitewright::wire
