// The browser part of the smoke test: headless Chromium in a sandbox of its own, without network.
// It is started before there is a site, after the build before or beside the bundler, shown one
// site, and thrown away.
// Units:  milliseconds, bytes; limits and usage count from take().
// Errors: what is wrong with the site, a limit that it reached included, is a Problem. When the
//         browser itself does not work the test is skipped, with a reason: that is not the site's
//         fault.
// Ownership: the destructor kills it. Workshop outlives it.
// Source: docs/decisions/0021, 0033.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
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
  /// When the site comes: soon, or with time to practise before.
  enum class Until : std::uint8_t { this_build, next_build };

  SmokeBrowser(const Workshop& workshop, unsigned slot, Until site);
  /// A build has it: from here on it has until the deadline, however long it has waited.
  void take(std::chrono::steady_clock::time_point deadline) { start_.give(deadline); }
  /// Once, after take(). `site` is one file frame per file.
  [[nodiscard]] BrowserReport look_at(std::span<const std::string> site,
                                      const sandbox::CancelToken& cancel);
  /// After look_at().
  [[nodiscard]] const sandbox::RunUsage& usage() const { return usage_; }

  /// It waits, or is about to.
  [[nodiscard]] bool usable() { return !browser_.ended(); }
  /// It has practised and waits.
  [[nodiscard]] bool ready() const { return ready_; }

 private:
  void keep(std::string_view text);
  [[nodiscard]] std::string last_words() const;
  [[nodiscard]] BrowserReport explain(const sandbox::RunResult& result, bool in_time,
                                      bool cancelled) const;

  sandbox::StartSignal start_;
  std::string said_;  ///< the end of what the scripts printed
  std::atomic<bool> ready_ = false;
  sandbox::RunUsage usage_;
  sandbox::WaitingCommand browser_;
};

/// Browsers that wait for sites, one for each of the first slots of the runner. One that has waited
/// for ten minutes ends; the next build then starts its own.
class ResidentBrowsers {
 public:
  /// None at all where the workshop has no Chromium.
  ResidentBrowsers(const Workshop& workshop, unsigned slots);

  /// The one that waits at the slot, else one that is started now.
  [[nodiscard]] std::unique_ptr<SmokeBrowser> take(unsigned slot,
                                                   std::chrono::steady_clock::time_point deadline);
  /// Starts one, unless it waits already.
  void prepare(unsigned slot);
  /// Those that have practised and wait.
  [[nodiscard]] std::size_t ready();

 private:
  const Workshop& workshop_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SmokeBrowser>> waiting_;
};

/// Reads what the scripts wrote to descriptor 3, up to the first bytes that are no frame of ours.
[[nodiscard]] BrowserReport read_report(std::string_view frames);

}  // namespace sitewright::build
