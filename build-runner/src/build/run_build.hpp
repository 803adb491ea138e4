// One build from archive to site: unpack, install, typecheck beside build, smoke. Everything that
// happens is a frame; nothing of a project is written to the host's disk but its dependencies.
// Units:  milliseconds, bytes.
// Errors: none to the caller: a failure is error frames and a Done that says failed.
// Ownership: blocks the calling thread; `archive` must outlive the call.
#pragma once

#include <chrono>
#include <string_view>

#include "build/resident_bundler.hpp"
#include "build/smoke_browser.hpp"
#include "build/workshop.hpp"
#include "report/frame.hpp"
#include "report/frame_log.hpp"
#include "sandbox/cancel.hpp"

namespace sitewright::build {

struct BuildInput {
  std::string_view archive;
  std::chrono::milliseconds timeout;
  std::size_t max_log_bytes;
  unsigned memory_percent;  ///< of what a stage has as a rule; the workshop has the maximum
  unsigned slot;            ///< no two builds at once have the same
  ResidentBundlers& bundlers;
  ResidentBrowsers& browsers;
};

struct BuildSummary {
  report::Done done;
  report::Usage usage;
};

/// Appends all frames but the last, which is made of the result.
[[nodiscard]] BuildSummary run_build(Workshop& workshop, const BuildInput& input,
                                     report::FrameLog& frames, const sandbox::CancelToken& cancel);

}  // namespace sitewright::build
