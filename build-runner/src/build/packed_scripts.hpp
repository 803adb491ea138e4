// The scripts of build-runner/smoke and axe's, and that of build-runner/bundler, packed into the
// program.
#pragma once

#include <span>
#include <string_view>

namespace sitewright::build {

struct PackedScript {
  std::string_view name;
  std::string_view text;
};

[[nodiscard]] std::span<const PackedScript> smoke_scripts();

/// What runs as node inside a waiting bundler's sandbox.
[[nodiscard]] std::string_view bundler_script();

}  // namespace sitewright::build
