// What the words of tools mean, whichever of them says it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "healing/problem.hpp"

namespace sitewright::healing {

struct Meaning {
  Category category;
  std::string code;
};

/// Of an error's text; nothing when the words tell nothing.
[[nodiscard]] std::optional<Meaning> meaning_of(std::string_view message);

/// What the words tell of a problem, where they tell something.
void take_meaning(Problem& problem, std::string_view words);

[[nodiscard]] Category category_of_typescript(std::uint32_t code);

/// Of "[UNRESOLVED_IMPORT]", "[plugin @tailwindcss/vite:generate:build]", "[vite:css]".
[[nodiscard]] Meaning meaning_of_tag(std::string_view tag);

/// "TypeError" as "type_error", "@tailwindcss/vite" as "tailwindcss_vite".
[[nodiscard]] std::string snake_case(std::string_view text);

}  // namespace sitewright::healing
