// What a string may be: length in Unicode code points, and a format or a pattern.
// Input: valid UTF-8 (the parser has seen to that). Errors: a plain reason, or nothing.
// Source: the string formats and the pattern subset of schemas/README.md; schemas/codegen emits the
//         tables.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sitewright::wire {

enum class TextFormat : std::uint8_t {
  any,
  pattern,
  date_time,
  id,
  sha256,
  base64,
  slug,
  path,
  text
};

/// One class of ASCII characters, repeated min..max times, as many as there are.
struct PatternAtom {
  std::uint64_t low;   ///< bit n: the character n
  std::uint64_t high;  ///< bit n: the character 64 + n
  std::uint32_t min;
  std::uint32_t max;
};

struct TextRule {
  std::uint32_t min;  ///< code points
  std::uint32_t max;  ///< code points
  TextFormat format;
  std::span<const PatternAtom> atoms;  ///< for TextFormat::pattern
};

/// Why `text` breaks the rule ("must be at most 64 characters"), or nothing.
std::optional<std::string> broken_rule(std::string_view text, const TextRule& rule);

/// Code points of valid UTF-8.
std::uint32_t count_code_points(std::string_view text);

/// 1 to 64 of A-Z a-z 0-9 _ and -.
bool is_id(std::string_view text);

/// Relative, "/" between segments; no empty, "." or ".." segment, no backslash, no control
/// character.
bool is_safe_path(std::string_view text);

}  // namespace sitewright::wire
