// What all builds of one runner have in common.
// Ownership: made once at start, outlives every build.
#pragma once

#include <cstdint>
#include <string>

#include "build/chromium.hpp"
#include "install/npm.hpp"
#include "install/store.hpp"
#include "sandbox/host.hpp"

namespace sitewright::build {

struct Workshop {
  sandbox::Host host;
  install::Tools tools;
  std::string node_version;
  std::string npm_cache;
  std::string scratch;             ///< project directories, only when there is no sandbox
  std::uint64_t memory_bytes;      ///< of a stage, as a rule
  std::uint64_t max_memory_bytes;  ///< of a stage that may have more
  Chromium chromium;               ///< of the smoke test; without a program that is static
  install::DependencyStore store;
};

}  // namespace sitewright::build
