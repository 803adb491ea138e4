// An edit without its author's words: what the fix cache keeps of a repair and applies elsewhere.
//
// Form, line by line:
//   near <n>   lines that begin n lines after the error's: those with - go, those with + come
//   top        lines with + come after the file's last import, or first of all
// A line is code in which everything that is nobody's own stands as it is (wasm/healing/cache/
// vocabulary.hpp, marks) and everything else is a slot: %1% is the same token wherever it stands,
// %m1% the first name that the message quotes, %s1% that name in quotes; % itself is %%. Blanks at
// a line's start count from the hunk's least indented line.
// Rules:  the edit is short and near the error; what is new in it must come from what was there or
//         from the message; what was there must be there afterwards, or be named by the message, so
//         that no cached fix takes words out of a site.
// Errors: nullopt where an edit is no pattern, or a pattern does not fit.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "healing/problem.hpp"
#include "project/text_tree.hpp"

namespace sitewright::healing {

inline constexpr std::size_t kMaxPattern = 2000;

/// What the change of the problem's file says about this problem.
[[nodiscard]] std::optional<std::string> pattern_of(const project::TextTree& before,
                                                    const project::TextTree& after,
                                                    const Problem& problem);

/// The problem's file with the pattern applied at the problem's place.
[[nodiscard]] std::optional<std::string> apply_pattern(std::string_view pattern,
                                                       const project::TextTree& tree,
                                                       const Problem& problem);

}  // namespace sitewright::healing
