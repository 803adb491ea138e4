// Opening tags of elements: where they end, and their attributes.
// Units: token numbers; tokens.size() where there is none.
#pragma once

#include <cstdint>
#include <vector>

#include "context/scan/script_tokens.hpp"

namespace sitewright::healing {

/// The `>` or `/>` of the tag that the token opens.
[[nodiscard]] std::uint32_t end_of_tag(const context::ScriptTokens& tokens, std::uint32_t open);

/// The last `<name` that is not behind the token.
[[nodiscard]] std::uint32_t tag_before(const context::ScriptTokens& tokens, std::uint32_t at);

struct Attribute {
  std::uint32_t name = 0;
  std::uint32_t end = 0;  ///< one past its value
};

/// Those with a name, as they stand.
[[nodiscard]] std::vector<Attribute> attributes_of(const context::ScriptTokens& tokens,
                                                   std::uint32_t open);

}  // namespace sitewright::healing
