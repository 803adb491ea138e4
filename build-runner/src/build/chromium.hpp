// The Chromium of this machine, for the smoke test.
// Errors: none; its absence has a reason that people can act on.
#pragma once

#include <cstdint>
#include <string>

namespace sitewright::build {

enum class SmokeMode : std::uint8_t {
  automatic,    ///< with the browser where there is one
  static_only,  ///< never starts a browser
  browser,      ///< the runner does not start without one
};

struct Chromium {
  std::string program;  ///< an ELF program; empty when there is none
  std::string reason;   ///< why there is none
};

/// `wanted`: a path, or empty to look at the usual places. The small headless shell is preferred:
/// it starts in a third of the time.
[[nodiscard]] Chromium find_chromium(const std::string& wanted);

}  // namespace sitewright::build
