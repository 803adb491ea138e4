// The words, strings and marks of a script, without its comments: enough to look for patterns.
// Errors: none. A quote that is not closed on its line, as the apostrophe in JSX text, is a mark.
// Time:   linear in the text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitewright::context {

struct Lexeme {
  enum class Kind : std::uint8_t { word, text, mark };
  Kind kind;
  std::string_view bytes;  ///< of text: without its quotes; template parts one by one
};

[[nodiscard]] std::vector<Lexeme> lexemes(std::string_view script);

}  // namespace sitewright::context
