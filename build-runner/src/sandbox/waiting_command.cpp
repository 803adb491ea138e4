#include "sandbox/waiting_command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace sitewright::sandbox {

using Clock = std::chrono::steady_clock;

WaitingCommand::WaitingCommand(const Host& host, Spec spec, Observer observer) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    result_ = fail(Code::unavailable, system_message("pipe"));
    return;
  }
  input_ = Fd(ends[0]);
  output_ = Fd(ends[1]);
  ::fcntl(output_.get(), F_SETFL, O_NONBLOCK);
  spec.input_fd = input_.get();
  thread_ = std::thread([this, &host, spec = std::move(spec), observer = std::move(observer)] {
    run(host, spec, observer);
  });
}

WaitingCommand::~WaitingCommand() {
  static_cast<void>(stop());
}

void WaitingCommand::run(const Host& host, const Spec& spec, const Observer& observer) {
  auto result = sandbox::run(host, spec, observer, cancel_);
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
  changed_.notify_all();
}

bool WaitingCommand::hand_over(std::string_view bytes, Time limit, const CancelToken& cancel) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(output_.get(), bytes.data(), bytes.size());
    if (wrote > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(wrote));
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return false;
    if (cancel.cancelled() || ended() || Clock::now() >= limit) return false;
    pollfd writable{output_.get(), POLLOUT, 0};
    ::poll(&writable, 1, 50);
  }
  return true;
}

void WaitingCommand::end_input() {
  output_.reset();
}

// In short steps: the other's cancel is not something that this thread can wait on as well.
bool WaitingCommand::wait(Time limit, const CancelToken& cancel) {
  std::unique_lock lock(mutex_);
  while (!result_ && !cancel.cancelled() && Clock::now() < limit) {
    changed_.wait_for(lock, std::chrono::milliseconds(50));
  }
  return result_.has_value();
}

bool WaitingCommand::ended() {
  const std::lock_guard lock(mutex_);
  return result_.has_value();
}

const Result<RunResult>& WaitingCommand::stop() {
  cancel_.cancel();
  if (thread_.joinable()) thread_.join();
  return *result_;
}

}  // namespace sitewright::sandbox
