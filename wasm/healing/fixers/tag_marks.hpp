// Tags that lack a mark, or have one too many, wherever they stand: `p>`, `ul className="a">`, a
// tag of several lines or a closing one without its "<", `<<p>`, `<pclassName="a">`, a tag of
// several lines that nothing ends, `<p />Text</p>`.
#pragma once

#include <cstdint>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// Whether the ">" at the offset is most likely that of a tag which lacks its begin: `/p>`, `/>`,
/// `className="a">`, one alone on its line, `h2>` above or in front of `</h2>`. Written as text it
/// would be read by visitors.
[[nodiscard]] bool ends_lost_tag(const Source& source, std::uint32_t offset);

}  // namespace sitewright::healing
