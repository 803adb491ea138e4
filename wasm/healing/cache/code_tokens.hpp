// One line of code as tokens, without knowing where it stands in its file: good enough to compare
// lines, never wrong about what is a word.
// Units:  bytes. Tokens and the blanks between them cover the line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitewright::healing {

enum class TokenKind : std::uint8_t {
  word,    ///< letters, digits, _ $ and every byte beyond ASCII
  number,  ///< begins with a digit
  string,  ///< in quotes of any kind, closed on the line; the quotes belong to it
  mark,    ///< one other byte
};

struct CodeToken {
  TokenKind kind;
  std::string_view text;
  bool after_blank;  ///< a blank stands before it, not at the line's start

  bool operator==(const CodeToken&) const = default;
};

[[nodiscard]] std::vector<CodeToken> code_tokens(std::string_view line);

/// How many blanks the line begins with; a tab is one.
[[nodiscard]] std::size_t indentation_of(std::string_view line);

/// Without the quotes.
[[nodiscard]] std::string_view inner_of(std::string_view string);

}  // namespace sitewright::healing
