// The types that messages of TypeScript hold against each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitewright::healing {

struct Types {
  std::string is;
  std::string wanted;
};

/// Of "Type 'A' is not assignable to type 'B'" and "Argument of type 'A' … parameter of type 'B'",
/// line by line; both ways round of types without overlap.
[[nodiscard]] std::vector<Types> types_in(std::string_view message);

}  // namespace sitewright::healing
