// Tells a command that was started to wait that its work begins. Its limits of time, and what it is
// said to have used, count from then on.
// Ownership: shared by whoever gives it and the thread of run(), and outlives both.
#pragma once

#include <sys/eventfd.h>

#include <atomic>
#include <chrono>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {

class StartSignal {
 public:
  using Time = std::chrono::steady_clock::time_point;

  StartSignal() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  /// Once.
  void give(Time deadline) {
    deadline_ = deadline;
    ::eventfd_write(event_.get(), 1);
  }
  /// Readable from give() on.
  [[nodiscard]] int fd() const { return event_.get(); }
  /// After give().
  [[nodiscard]] Time deadline() const { return deadline_; }

 private:
  Fd event_;
  std::atomic<Time> deadline_ = Time::max();
};

}  // namespace sitewright::sandbox
