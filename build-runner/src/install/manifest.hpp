// A project's package.json and package-lock.json, checked and reduced to what an install may see.
// The lock file decides what is fetched, so it is where an install could be led astray: every
// package must come from the registry that the machine's npm configuration names. Addresses in the
// lock file are dropped (name, version and integrity remain), and git, file and URL sources
// refused. Errors: a Problem (dependency, configuration or syntax) that names the file and the
// package. Source: npm docs, package-lock.json (lockfileVersion 2 and 3).
#pragma once

#include <string>
#include <string_view>

#include "report/problem.hpp"

namespace sitewright::install {

struct InstallPlan {
  std::string key;           ///< names the dependency set: SHA-256 over lock file and node version
  std::string package_json;  ///< without scripts
  std::string package_lock;
  /// Of some package the lock file has the version only, and maybe not all that it depends on.
  bool is_sketch = false;
};

[[nodiscard]] report::Outcome<InstallPlan> plan_install(std::string_view package_json,
                                                        std::string_view package_lock,
                                                        std::string_view node_version);

/// What npm may see to write a lock file anew.
struct LockPlan {
  std::string package_json;  ///< without scripts
  std::string package_lock;  ///< what holds of the project's own; empty when nothing does
};

[[nodiscard]] report::Outcome<LockPlan> plan_lock(std::string_view package_json,
                                                  std::string_view package_lock);

/// A lock file as npm wrote it, without the addresses that it came from; empty when it is none.
[[nodiscard]] std::string without_addresses(std::string_view package_lock);

/// scripts.build; a Problem when there is none.
[[nodiscard]] report::Outcome<std::string> build_script_of(std::string_view package_json);

}  // namespace sitewright::install
