// How sound a script looks without parsing it: brackets and elements that do not pair, neighbours
// that cannot stand side by side, lines whose indentation contradicts the nesting. What a repair of
// broken syntax is measured by.
// Time: linear in the text.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context/scan/language.hpp"
#include "context/scan/script_tokens.hpp"

namespace sitewright::healing {

struct Health {
  std::uint32_t faults = 0;    ///< what does not pair
  std::uint32_t oddities = 0;  ///< neighbours that no grammar allows
  std::uint32_t crooked = 0;   ///< lines indented against the nesting
  auto operator<=>(const Health&) const = default;
};

/// Something that does not pair.
struct Loose {
  enum class Kind : std::uint8_t { opener, closer };
  Kind kind = Kind::opener;
  std::uint32_t token = 0;
  std::uint32_t against = 0;  ///< the token that it was held against; its own where there is none
};

struct Checkup {
  Health health;
  std::vector<Loose> loose;
  std::uint32_t open_at_end = 0;  ///< brackets and elements that the end of the text leaves open
};

[[nodiscard]] Checkup check_up(const context::ScriptTokens& tokens);

[[nodiscard]] Health health_of(context::Language language, std::string_view text);

/// Bytes of white space in front of the line that holds the offset.
[[nodiscard]] std::uint32_t indent_at(std::string_view text, std::uint32_t offset);

}  // namespace sitewright::healing
