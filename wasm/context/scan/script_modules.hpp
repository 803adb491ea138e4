// Two ways to find the imports and exports of a script; both give the same.
#pragma once

#include <optional>
#include <string_view>

#include "context/scan/modules.hpp"

namespace sitewright::context {

/// Token by token.
[[nodiscard]] ModuleScan scan_script_exactly(Language language, std::string_view text);

/// 64 bytes at a time, looking only at quotes, comments, regular expressions, templates and the
/// keywords. Nothing where the text holds something that only tokens could tell apart.
[[nodiscard]] std::optional<ModuleScan> scan_script_quickly(Language language,
                                                            std::string_view text);

}  // namespace sitewright::context
