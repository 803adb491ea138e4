// Whether the texts of a script seem to end where they should: what tells apart repairs of a lost
// quote that are equally sound.
// Time: linear in the text but for its keys.
#pragma once

#include <cstdint>

#include "context/scan/script_tokens.hpp"

namespace sitewright::healing {

/// Signs that a text ends too late or too early: it holds `, key: ` of a key that stands in the
/// script, ends in a blank or the slash of its tag, or a bare name beside it stands nowhere else.
/// Means something beside another count only.
[[nodiscard]] std::uint32_t doubtful_ends(const context::ScriptTokens& tokens);

/// Whether a text in quotes or backticks has no end: what follows it is read as what it is not.
[[nodiscard]] bool has_open_text(const context::ScriptTokens& tokens);

/// Whether the value of an attribute runs over elements on lines below it.
[[nodiscard]] bool hides_elements(const context::ScriptTokens& tokens);

}  // namespace sitewright::healing
