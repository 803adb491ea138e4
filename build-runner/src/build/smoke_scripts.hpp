// The scripts of build-runner/smoke and axe's, packed into the program.
#pragma once

#include <span>
#include <string_view>

namespace sitewright::build {

struct SmokeScript {
  std::string_view name;
  std::string_view text;
};

[[nodiscard]] std::span<const SmokeScript> smoke_scripts();

}  // namespace sitewright::build
