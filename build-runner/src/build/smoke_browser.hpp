// The browser part of the smoke test: headless Chromium in a sandbox of its own, without network.
// It is started while the bundle is still being made, shown one site, and thrown away.
// Units:  milliseconds, bytes.
// Errors: what is wrong with the site, a limit that it reached included, is a Problem. When the
//         browser itself does not work the test is skipped, with a reason: that is not the site's
//         fault.
// Ownership: the destructor kills it. Workshop and cancel token outlive it.
// Source: docs/decisions/0021.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "build/workshop.hpp"
#include "report/problem.hpp"
#include "sandbox/cancel.hpp"
#include "sandbox/run.hpp"
#include "sandbox/waiting_command.hpp"

namespace sitewright::build {

struct BrowserReport {
  std::vector<report::Problem> problems;
  std::vector<std::string> log;
  std::string thumbnail;  ///< a WebP picture; empty when none was made
  std::string skipped;    ///< why the browser looked at nothing; empty when it did
};

class SmokeBrowser {
 public:
  SmokeBrowser(const Workshop& workshop, unsigned slot,
               std::chrono::steady_clock::time_point deadline, const sandbox::CancelToken& cancel);
  /// Once. `site` is one file frame per file.
  [[nodiscard]] BrowserReport look_at(std::span<const std::string> site);
  /// After look_at().
  [[nodiscard]] const sandbox::RunUsage& usage() const { return usage_; }

 private:
  void keep(std::string_view text);
  [[nodiscard]] std::string last_words() const;

  const sandbox::CancelToken& cancel_;
  std::string said_;  ///< the end of what the scripts printed
  sandbox::RunUsage usage_;
  sandbox::WaitingCommand browser_;
};

/// Reads what the scripts wrote to descriptor 3, up to the first bytes that are no frame of ours.
[[nodiscard]] BrowserReport read_report(std::string_view frames);

}  // namespace sitewright::build
