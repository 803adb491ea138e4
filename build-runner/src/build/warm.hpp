// What --warm does: a project's dependencies in the store, and beside them what makes builds with
// the same dependencies start ahead: the project for bundlers to practise on, and what the type
// checker noted about it.
// Errors: a Problem when the dependencies could not be installed; the rest is done without.
#pragma once

#include <string>

#include "build/workshop.hpp"
#include "install/manifest.hpp"
#include "report/problem.hpp"

namespace sitewright::build {

struct Warmth {
  install::InstallPlan plan;
  std::string project;  ///< a tar
};

/// A project as bundlers get one: its plain files, without what was installed or built.
[[nodiscard]] std::string project_tar(const std::string& directory);

/// Whether the dependencies had to be installed. npm's words go to stderr.
[[nodiscard]] report::Outcome<bool> warm(Workshop& workshop, const Warmth& warmth);

}  // namespace sitewright::build
