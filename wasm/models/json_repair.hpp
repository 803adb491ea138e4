// One JSON document out of what a model wrote instead of it, where only one reading is possible:
//   words or a code fence around the document · trailing commas · line ends and tabs inside strings
//   · names without quotes · texts in single quotes that hold none · True, False, None · brackets
//   left open at the end, when nothing else is missing
// Everything else is an error: a guess would be worse than to ask again.
// Errors: invalid_input; the detail names line, column and what is wrong, as the model may be told.
#pragma once

#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::models {

/// A document that is right comes back byte for byte.
[[nodiscard]] Result<std::string> repair_json(std::string_view text);

}  // namespace sitewright::models
