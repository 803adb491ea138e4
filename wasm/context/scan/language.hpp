// Which grammar a file is read with, told by its name alone.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitewright::context {

enum class Language : std::uint8_t {
  typescript,  ///< .ts .mts .cts, also .d.ts: no JSX, `<T>x` is a type assertion
  tsx,
  javascript,  ///< .js .mjs .cjs: JSX is read where it stands, many projects write it there
  jsx,
  css,  ///< .css, and near enough: .pcss .scss .less
  html,
  json,  ///< .json .jsonc .json5 .webmanifest, comments and trailing commas allowed
  markdown,
  other,
};

/// By the last extension, in any letter case.
[[nodiscard]] Language language_of(std::string_view path);

/// Whether the file is one of TypeScript, TSX, JavaScript and JSX.
[[nodiscard]] bool is_script(Language language);

/// Where in a text, counted in bytes from 0; `end` is one past the last.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool is_empty() const { return begin == end; }
  bool operator==(const ByteRange&) const = default;
};

/// Lines counted from 1, both included.
struct LineRange {
  std::uint32_t first = 1;
  std::uint32_t last = 1;

  bool operator==(const LineRange&) const = default;
};

/// A place where a text stopped making sense. What was found before it stands.
struct GaveUp {
  enum class Reason : std::uint8_t {
    unclosed_string,
    unclosed_template,
    unclosed_comment,
    unclosed_bracket,
    unclosed_tag,
    too_deep,   ///< brackets nested deeper than max_nesting
    too_large,  ///< the text is longer than max_text_bytes: nothing was read
    binary,     ///< a NUL byte: nothing was read
  };
  Reason reason = Reason::unclosed_string;
  std::uint32_t offset = 0;
  std::uint32_t line = 1;

  bool operator==(const GaveUp&) const = default;
};

[[nodiscard]] std::string_view name_of(GaveUp::Reason reason);

inline constexpr std::uint32_t max_text_bytes = 64U << 20U;
inline constexpr std::uint32_t max_nesting = 4096;

}  // namespace sitewright::context
