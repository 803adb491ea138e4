// Task<T>: a coroutine that ends with a Result<T>.
// Life:      lazy (nothing runs before it is awaited or started), one owner, destroying it cancels
//            it. Parameters are taken by value: a frame outlives the call that made it.
// Threads:   none; whoever resumes the innermost awaiter runs the whole chain.
// Errors:    `co_await task` yields Result<T>; `co_await or_return(task)` yields T or ends the
//            awaiting task with the error. A task that ended early never reaches its final suspend,
//            so "finished" always means "has a result".
// Depth:     awaits of finished tasks use symmetric transfer; in wasm that needs -mtail-call
//            (tests/worker/runtime.test.mjs awaits 1,000,000 of them).
#pragma once

#include <coroutine>
#include <optional>
#include <type_traits>
#include <utility>

#include "result/result.hpp"

namespace sitewright {

/// The value of a task that has nothing to say but that it succeeded.
struct Done {
  bool operator==(const Done&) const = default;
};

template <class T>
class Task;

namespace detail {

/// What every promise can do without knowing the type of its result: hand control to whoever
/// awaits. One body for all types: a start of a Worker waits for each copy (docs/decisions/0058).
class PromiseBase {
 public:
  std::suspend_always initial_suspend() noexcept { return {}; }

  /// Resumed once this task has a result.
  void continue_with(std::coroutine_handle<> continuation) { continuation_ = continuation; }

  /// If this task fails, `awaiter` ends with its error instead of being resumed.
  void fail_into(PromiseBase& awaiter) { parent_ = &awaiter; }

  /// Ends this task with `error` from inside a suspended await; returns who runs next.
  std::coroutine_handle<> end_with(Error error) {
    fail(std::move(error));
    return hand_over();
  }

 protected:
  ~PromiseBase() = default;
  virtual void fail(Error error) = 0;
  virtual Error* failure() = 0;  ///< null when the result is a value

  /// Whoever awaits the outermost task that ended. Requires a result.
  std::coroutine_handle<> hand_over() {
    PromiseBase* ended = this;
    while (ended->parent_ != nullptr) {
      Error* error = ended->failure();
      if (error == nullptr) break;
      ended->parent_->fail(std::move(*error));
      ended = ended->parent_;
    }
    return ended->continuation_;
  }

 private:
  std::coroutine_handle<> continuation_ = std::noop_coroutine();
  PromiseBase* parent_ = nullptr;
};

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
 public:
  class promise_type final : public detail::PromiseBase {
   public:
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }

    template <class U>
      requires std::is_constructible_v<Result<T>, U&&>
    void return_value(U&& value) {
      result_.emplace(std::forward<U>(value));
    }

    auto final_suspend() noexcept {
      struct Transfer {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(
            std::coroutine_handle<promise_type> finished) noexcept {
          return finished.promise().hand_over();
        }
        void await_resume() noexcept {}
      };
      return Transfer{};
    }

    [[noreturn]] void unhandled_exception() noexcept { std::unreachable(); }

    std::optional<Result<T>>& result() { return result_; }

   private:
    void fail(Error error) override { result_.emplace(Failure(std::move(error))); }
    Error* failure() override { return result_->has_value() ? nullptr : &result_->error(); }

    std::optional<Result<T>> result_;
  };

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      if (handle_) handle_.destroy();
      handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  /// Runs to the first suspension that nobody answers at once. For a task without an awaiter.
  void start() { handle_.resume(); }

  [[nodiscard]] bool finished() const { return handle_.promise().result().has_value(); }

  /// Requires finished(). The result is moved out.
  [[nodiscard]] Result<T> take() { return std::move(*handle_.promise().result()); }

  auto operator co_await() && {
    struct Awaiter {
      std::coroutine_handle<promise_type> task;
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) {
        task.promise().continue_with(awaiter);
        return task;
      }
      Result<T> await_resume() { return std::move(*task.promise().result()); }
    };
    return Awaiter{handle_};
  }

 private:
  template <class U>
  friend class OrReturnTask;
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

template <class T>
class OrReturnTask {
 public:
  explicit OrReturnTask(Task<T> task) : task_(std::move(task)) {}

  bool await_ready() noexcept { return false; }

  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> awaiter) {
    detail::PromiseBase& promise = task_.handle_.promise();
    promise.continue_with(awaiter);
    promise.fail_into(awaiter.promise());
    return task_.handle_;
  }

  T await_resume() { return std::move(**task_.handle_.promise().result()); }

 private:
  Task<T> task_;
};

template <class T>
class OrReturnResult {
 public:
  explicit OrReturnResult(Result<T> result) : result_(std::move(result)) {}

  bool await_ready() noexcept { return result_.has_value(); }

  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> awaiter) {
    return awaiter.promise().end_with(std::move(result_.error()));
  }

  T await_resume() { return std::move(*result_); }

 private:
  Result<T> result_;
};

/// The value of `task`, or the end of the awaiting task with its error.
template <class T>
[[nodiscard]] OrReturnTask<T> or_return(Task<T> task) {
  return OrReturnTask<T>(std::move(task));
}

/// The same for a result that is there already.
template <class T>
[[nodiscard]] OrReturnResult<T> or_return(Result<T> result) {
  return OrReturnResult<T>(std::move(result));
}

}  // namespace sitewright
