// The names that a tool's message puts between quotes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitewright::healing {

/// The `index`-th text between quotes ('a', "b", '"./c"' as ./c, `d`), or nothing. A quote that
/// stands within a word ("doesn't") is none.
[[nodiscard]] std::string quoted(std::string_view message, std::size_t index);

}  // namespace sitewright::healing
