// when_all: starts all tasks and ends when the last one has a result. Results keep the order of the
// tasks; one failure does not stop the others. Destroying the returned task cancels all of them.
#pragma once

#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "async/task.hpp"

namespace sitewright {

namespace detail {

struct Countdown {
  std::size_t left = 0;
  std::coroutine_handle<> awaiter;
};

/// Waits for one task and counts down; owns nothing but its own frame.
class Joiner {
 public:
  struct promise_type {
    Countdown* countdown = nullptr;
    Joiner get_return_object() {
      return Joiner(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct CountDown {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(
            std::coroutine_handle<promise_type> finished) noexcept {
          Countdown& shared = *finished.promise().countdown;
          return --shared.left == 0 ? shared.awaiter : std::noop_coroutine();
        }
        void await_resume() noexcept {}
      };
      return CountDown{};
    }
    void return_void() {}
    [[noreturn]] void unhandled_exception() noexcept { std::unreachable(); }
  };

  Joiner(Joiner&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Joiner& operator=(Joiner&&) = delete;
  ~Joiner() {
    if (handle_) handle_.destroy();
  }
  void start(Countdown& countdown) {
    handle_.promise().countdown = &countdown;
    handle_.resume();
  }

 private:
  explicit Joiner(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

template <class T>
Joiner join(Task<T> task, std::optional<Result<T>>* out) {
  out->emplace(co_await std::move(task));
}

}  // namespace detail

template <class T>
Task<std::vector<Result<T>>> when_all(std::vector<Task<T>> tasks) {
  std::vector<std::optional<Result<T>>> slots(tasks.size());
  std::vector<detail::Joiner> joiners;
  joiners.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    joiners.push_back(detail::join(std::move(tasks[i]), &slots[i]));
  }

  struct All {
    std::vector<detail::Joiner>& joiners;
    detail::Countdown countdown;
    bool await_ready() noexcept { return joiners.empty(); }
    bool await_suspend(std::coroutine_handle<> awaiter) {
      countdown = {joiners.size() + 1, awaiter};
      for (auto& joiner : joiners) joiner.start(countdown);
      return --countdown.left != 0;  // false: all ended while being started
    }
    void await_resume() noexcept {}
  };
  co_await All{joiners, {}};

  std::vector<Result<T>> results;
  results.reserve(slots.size());
  for (auto& slot : slots) results.push_back(std::move(*slot));
  co_return results;
}

}  // namespace sitewright
