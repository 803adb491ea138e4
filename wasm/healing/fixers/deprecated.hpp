// What the table of deprecations (context/deprecation) has instead, where its sentence is one name:
// "Write grow.", `Use useActionState from "react".`.
#pragma once

#include <string_view>

#include "context/deprecation/deprecations.hpp"

namespace sitewright::healing {

struct Instead {
  std::string_view name;  ///< empty: nothing that can be written in its place
  std::string_view from;  ///< the module, where the sentence has one
};

[[nodiscard]] Instead instead_of(context::DeprecatedKind kind, std::string_view pattern);

}  // namespace sitewright::healing
