// A lock file for a project whose own does not hold what package.json asks for: npm writes it, in
// the sandbox of an install. The build fails all the same; whoever mends the project gets the file.
// Errors: none; where npm has no answer, or none in time, there is no file.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "build/stage_command.hpp"
#include "build/workshop.hpp"
#include "sandbox/cancel.hpp"

namespace sitewright::build {

struct LockRun {
  Workshop& workshop;
  report::FrameLog& frames;
  report::LogBudget& budget;
  std::chrono::steady_clock::time_point deadline;
  const sandbox::CancelToken& cancel;
};

/// The text of package-lock.json; empty when there is none. Packages that the project's own lock
/// file pins stay as they are. `usage` gets what it took.
[[nodiscard]] std::string complete_lock(const LockRun& run, std::string_view package_json,
                                        std::string_view package_lock, sandbox::RunUsage& usage);

}  // namespace sitewright::build
