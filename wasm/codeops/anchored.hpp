// The last resort of match.hpp: a block that was quoted with small differences.
// Rule: the block's first and last line stand where it means, at least two of three of its lines
// do,
//       and there is only one such place. The edit is then merged into what is there, line by line:
//       what the quote had wrong and the edit does not touch stays as it is in the file.
// Errors: none; nullopt where no place or more than one fits, or where the edit changes a line that
//         the quote had wrong. Nothing is guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sitewright::codeops {

struct Anchored {
  std::size_t line;   ///< of the file, from 0
  std::size_t count;  ///< lines that are replaced
  std::string text;   ///< by these, each with "\n"
};

/// Lines without their endings. Blocks of fewer than four lines are never matched this way.
[[nodiscard]] std::optional<Anchored> anchored_edit(std::span<const std::string_view> file,
                                                    std::span<const std::string_view> find,
                                                    std::span<const std::string_view> replace);

}  // namespace sitewright::codeops
