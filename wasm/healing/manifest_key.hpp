// A key of package.json that is meant to name the project's packages and is mistyped: npm passes
// over it, and a lock file written from it loses what it asks for.
// Units:  byte offsets. Errors: none; where nothing is certain, nothing is found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitewright::healing {

struct MisspeltKey {
  std::string written;      ///< "dependancies"
  std::string meant;        ///< "dependencies"
  std::uint32_t begin = 0;  ///< of its quote, in package.json
  std::uint32_t end = 0;
};

/// The first such key; only one whose right spelling is not there.
[[nodiscard]] std::optional<MisspeltKey> misspelt_key(std::string_view manifest);

}  // namespace sitewright::healing
