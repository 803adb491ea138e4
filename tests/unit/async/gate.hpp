// An await that a test answers by hand.
#pragma once

#include <coroutine>
#include <utility>

namespace sitewright {

/// Holds whoever awaits it until open(); one at a time.
struct Gate {
  std::coroutine_handle<> waiting;
  auto operator co_await() {
    struct Awaiter {
      Gate& gate;
      bool await_ready() { return false; }
      void await_suspend(std::coroutine_handle<> handle) { gate.waiting = handle; }
      void await_resume() {}
    };
    return Awaiter{*this};
  }
  void open() { std::exchange(waiting, nullptr).resume(); }
};

}  // namespace sitewright
