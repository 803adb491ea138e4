// A bundler that waits for a project: node with vite imported and practised, inside the sandbox of
// a build, before the project is there. It bundles one project and is thrown away, so that no
// project meets what another has left.
// Units:  milliseconds, bytes; limits and usage count from the hand-over.
// Errors: unavailable when the sandbox could not be set up.
// Ownership: Workshop outlives it; the destructor kills what waits.
// Source: docs/decisions/0028.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "build/workshop.hpp"
#include "sandbox/start_signal.hpp"
#include "sandbox/waiting_command.hpp"

namespace sitewright::build {

/// Whether a waiting bundler can stand in for this scripts.build: `vite build` and plain words.
[[nodiscard]] bool is_plain_vite_build(std::string_view script);

class ResidentBundler {
 public:
  /// `key` names the dependencies of `lease`.
  ResidentBundler(const Workshop& workshop, unsigned slot, std::string key, install::Lease lease);

  [[nodiscard]] const std::string& key() const { return key_; }
  /// It waits, or is about to.
  [[nodiscard]] bool usable() { return !command_.ended(); }
  /// It has practised and waits.
  [[nodiscard]] bool ready() const { return marked_; }

  /// Once. `archive` is the project as a tar in memory.
  [[nodiscard]] Result<sandbox::RunResult> bundle(const sandbox::Fd& archive,
                                                  std::chrono::steady_clock::time_point deadline,
                                                  const sandbox::Observer& observer,
                                                  const sandbox::CancelToken& cancel);

 private:
  [[nodiscard]] sandbox::Observer pass_on();
  void take_out(std::string_view text);
  void hand_over(const sandbox::Fd& archive, std::chrono::steady_clock::time_point deadline,
                 const sandbox::CancelToken& cancel);

  std::string key_;
  install::Lease lease_;
  sandbox::StartSignal start_;
  std::mutex mutex_;
  const sandbox::Observer* observer_ = nullptr;  ///< of the project's build, from bundle() on
  std::string before_mark_;                      ///< what packages say while they are imported
  std::atomic<bool> marked_ = false;
  sandbox::WaitingCommand command_;
};

/// One for each of the first slots of the runner.
class ResidentBundlers {
 public:
  ResidentBundlers(Workshop& workshop, unsigned slots);

  /// The one that waits at the slot, if it is for these dependencies. Any other is ended.
  [[nodiscard]] std::unique_ptr<ResidentBundler> take(unsigned slot, const std::string& key);
  /// Starts one, unless it waits already.
  void prepare(unsigned slot, const std::string& key);
  /// Those that have practised and wait.
  [[nodiscard]] std::size_t ready();

 private:
  Workshop& workshop_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<ResidentBundler>> waiting_;
};

}  // namespace sitewright::build
