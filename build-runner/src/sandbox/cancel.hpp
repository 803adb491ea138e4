// A one-way switch that a polling thread can wait on.
// Ownership: shared by whoever may cancel and the threads that obey.
#pragma once

#include <poll.h>
#include <sys/eventfd.h>

#include <atomic>
#include <cstdint>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {

class CancelToken {
 public:
  CancelToken() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  void cancel() {
    if (cancelled_.exchange(true)) return;
    ::eventfd_write(event_.get(), 1);
  }
  [[nodiscard]] bool cancelled() const { return cancelled_.load(); }
  /// Readable from the moment of cancel() on; never read, so it stays readable for everyone.
  [[nodiscard]] int fd() const { return event_.get(); }

 private:
  Fd event_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace sitewright::sandbox
