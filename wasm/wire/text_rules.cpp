#include "wire/text_rules.hpp"

#include <algorithm>
#include <array>

#include "wire/base64.hpp"

namespace sitewright::wire {
namespace {

bool in_class(unsigned char character, const PatternAtom& atom) {
  if (character >= 128) return false;
  const std::uint64_t mask = character < 64 ? atom.low : atom.high;
  return ((mask >> (character & 63U)) & 1U) != 0;
}

// Each atom takes all it can. schemas/codegen/pattern.mjs refuses patterns for which that is wrong.
bool matches(std::string_view text, std::span<const PatternAtom> atoms) {
  std::size_t position = 0;
  for (const PatternAtom& atom : atoms) {
    std::uint32_t taken = 0;
    while (taken < atom.max && position < text.size() &&
           in_class(static_cast<unsigned char>(text[position]), atom)) {
      ++taken;
      ++position;
    }
    if (taken < atom.min) return false;
  }
  return position == text.size();
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
bool is_lower(char character) {
  return character >= 'a' && character <= 'z';
}
bool is_upper(char character) {
  return character >= 'A' && character <= 'Z';
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_slug(std::string_view text) {
  bool after_word = false;
  for (const char character : text) {
    const bool word = is_digit(character) || is_lower(character);
    if (!word && (character != '-' || !after_word)) return false;
    after_word = word;
  }
  return after_word;
}

bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char character) {
    const auto code = static_cast<unsigned char>(character);
    return code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  });
}

unsigned number_at(std::string_view text, std::size_t position, std::size_t digits) {
  unsigned value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    value = value * 10 + static_cast<unsigned>(text[position + i] - '0');
  }
  return value;
}

unsigned days_in(unsigned year, unsigned month) {
  constexpr std::array<unsigned char, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool is_date_time(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00.000Z";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  }
  const unsigned year = number_at(text, 0, 4);
  const unsigned month = number_at(text, 5, 2);
  const unsigned day = number_at(text, 8, 2);
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month) &&
         number_at(text, 11, 2) < 24 && number_at(text, 14, 2) < 60 && number_at(text, 17, 2) < 60;
}

std::string_view broken_format(std::string_view text, const TextRule& rule) {
  switch (rule.format) {
    case TextFormat::any:
      return {};
    case TextFormat::pattern:
      return matches(text, rule.atoms) ? "" : "has characters or a form that is not allowed";
    case TextFormat::date_time:
      return is_date_time(text) ? "" : "must be a UTC time like 2025-01-31T12:00:00.000Z";
    case TextFormat::id:
      return is_id(text) ? "" : "must be an id: letters, digits, _ and -";
    case TextFormat::sha256:
      return is_sha256(text) ? "" : "must be a SHA-256 of 64 lower-case hex digits";
    case TextFormat::base64:
      return is_base64(text) ? "" : "must be base64 with its padding and without line ends";
    case TextFormat::slug:
      return is_slug(text) ? ""
                           : "must be lower-case letters and digits with single hyphens between";
    case TextFormat::path:
      return is_safe_path(text) ? "" : "must be a relative path without . or .. or empty segments";
    case TextFormat::text:
      return is_text(text) ? "" : "must not have control characters";
  }
  return {};
}

std::string counted(std::string_view before, std::uint32_t count) {
  std::string reason(before);
  reason += std::to_string(count);
  reason += count == 1 ? " character" : " characters";
  return reason;
}

}  // namespace

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t count = 0;
  for (const char character : text) {
    count += (static_cast<unsigned char>(character) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  return count;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || c == '_' || c == '-';
  });
}

bool is_safe_path(std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '/') {
      const auto code = static_cast<unsigned char>(text[i]);
      if (code < 0x20 || code == 0x7F || code == '\\') return false;
      continue;
    }
    const std::string_view segment = text.substr(start, i - start);
    if (segment.empty() || segment == "." || segment == "..") return false;
    start = i + 1;
  }
  return true;
}

std::optional<std::string> broken_rule(std::string_view text, const TextRule& rule) {
  const std::uint32_t length = count_code_points(text);
  if (length < rule.min && length == 0) return "must not be empty";
  // A format that sets its own length says more than the count would.
  const bool fixed = rule.format == TextFormat::date_time || rule.format == TextFormat::sha256;
  if (!fixed && length < rule.min) return counted("must be at least ", rule.min);
  if (!fixed && length > rule.max) return counted("must be at most ", rule.max);
  const std::string_view reason = broken_format(text, rule);
  if (!reason.empty()) return std::string(reason);
  return std::nullopt;
}

}  // namespace sitewright::wire
