// Finds the one place in a file that an edit means, and replaces it.
// Lines are compared, not substrings. The first rule that finds anything decides:
//   1. equal lines;
//   2. equal but for white space at line ends;
//   3. equal but for one indentation added to, or taken from, every line; the replacement is
//      indented likewise;
//   4. as 3, after the edit's indentation (tabs, or n spaces a level) is rewritten to the file's;
//   5. a block of four lines or more whose quote differs in a few of them (anchored.hpp): merged,
//      never overwritten.
// Errors: conflict when nothing or more than one place matches; the detail says where to look and
//         goes back to the model.
// Line endings are not compared; replaced lines take the ending of the line they begin at.
#pragma once

#include <string>
#include <string_view>

#include "codeops/operation.hpp"
#include "result/result.hpp"

namespace sitewright::codeops {

/// `path` is for messages only.
[[nodiscard]] Result<std::string> replace_once(std::string_view text, const Edit& edit,
                                               std::string_view path);

}  // namespace sitewright::codeops
