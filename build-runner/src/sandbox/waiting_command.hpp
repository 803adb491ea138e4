// A command that starts before there is work for it, in a sandbox, and gets the work on descriptor
// 0. Errors: unavailable when the sandbox could not be set up. Ownership: owns the thread that runs
// the sandbox; the destructor kills what runs. Host and
//            whatever the spec refers to outlive it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "sandbox/cancel.hpp"
#include "sandbox/fd.hpp"
#include "sandbox/run.hpp"

namespace sitewright::sandbox {

class WaitingCommand {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `spec.input_fd` is chosen here; `observer` is called on a thread of this object.
  WaitingCommand(const Host& host, Spec spec, Observer observer);
  WaitingCommand(const WaitingCommand&) = delete;
  WaitingCommand& operator=(const WaitingCommand&) = delete;
  ~WaitingCommand();

  /// False at the limit, when cancelled, or when nobody reads any more.
  [[nodiscard]] bool hand_over(std::string_view bytes, Time limit, const CancelToken& cancel);
  /// No more input comes.
  void end_input();
  /// Whether it has ended; waits for that until the limit or the cancel.
  [[nodiscard]] bool wait(Time limit, const CancelToken& cancel);
  [[nodiscard]] bool ended();
  /// Kills it, unless it has ended, and says how it was.
  [[nodiscard]] const Result<RunResult>& stop();

 private:
  void run(const Host& host, const Spec& spec, const Observer& observer);

  CancelToken cancel_;
  Fd input_;   ///< the command's end
  Fd output_;  ///< ours
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Result<RunResult>> result_;
  std::thread thread_;
};

}  // namespace sitewright::sandbox
