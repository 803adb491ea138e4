// A declaration that was given another name while what uses it kept the old one: the old name put
// back where it is declared.
// Units: byte offsets; tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// "formatMoney" and "formatPrice": a word of three letters or more that both hold, but for those
/// that many names begin with ("use", "get", "set", "handle").
[[nodiscard]] bool shares_word(std::string_view a, std::string_view b);

/// Every place of the script where the name stands for what it declares, with another one. Keys of
/// objects stay. Empty where the file declares the other name already.
[[nodiscard]] std::vector<Edit> renamed_in(const Source& source, std::string_view name,
                                           std::string_view with);

/// The export of `target` that nothing imports and that must have been called `wanted`: the one
/// that shares a word with it, or the only one of a file that is named so. Nothing where several
/// would do.
[[nodiscard]] const Exported* renamed_export(Workbench& bench, const Source& target,
                                             std::string_view wanted);

/// Names that every window has: one whose declaration is gone is taken for it, and nobody misses
/// it.
[[nodiscard]] bool is_of_window(std::string_view name);

}  // namespace sitewright::healing
