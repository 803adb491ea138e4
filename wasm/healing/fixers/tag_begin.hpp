// Tags that lack their "<".
#pragma once

#include <cstdint>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// The "<" that the line's tag lacks: `main>` or `ul className="a">` above the lines that `</main>`
/// ends, `h2>Title</h2>`. Empty where none is missing. Lines are counted from 1.
[[nodiscard]] std::vector<Edit> begin_of_tag(const Source& source, std::uint32_t line);

}  // namespace sitewright::healing
