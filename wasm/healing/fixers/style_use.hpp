// Which style sheets a project reads, and whether its elements ask for styles that none of them
// has: the sheet that is missing then had them, and no repair may do without it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// Style sheets of the project that no script, page or other sheet imports.
[[nodiscard]] std::vector<std::string> unread_sheets(Workbench& bench);

/// Whether a fifth of the classes that elements name are in no sheet. Utilities of Tailwind are in
/// none by their nature and do not count where the project has it.
[[nodiscard]] bool lacks_styles(Workbench& bench);

}  // namespace sitewright::healing
