// The type of a value that is written there.
#pragma once

#include <cstdint>
#include <string>

#include "context/scan/script_tokens.hpp"

namespace sitewright::healing {

/// string, number or boolean of the literal at the token; empty for what has to be worked out.
[[nodiscard]] std::string literal_type(const context::ScriptTokens& tokens, std::uint32_t at);

}  // namespace sitewright::healing
