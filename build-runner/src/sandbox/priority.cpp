#include "sandbox/priority.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {
namespace {

// A tenth of a processor that others want all of: with less, nothing would be ready on a busy
// machine.
constexpr int low_niceness = 10;

bool may_lower_niceness() {
  static const bool may = [] {
    bool taken_back = false;
    // A thread of its own: where the answer is no, it stays as it is.
    std::thread([&] {
      taken_back = ::setpriority(PRIO_PROCESS, 0, 1) == 0 && ::setpriority(PRIO_PROCESS, 0, 0) == 0;
    }).join();
    return taken_back;
  }();
  return may;
}

void set_niceness(pid_t process, int niceness) {
  const std::string tasks = "/proc/" + std::to_string(process) + "/task";
  std::error_code error;
  for (const auto& task : std::filesystem::directory_iterator(tasks, error)) {
    const int thread = std::atoi(task.path().filename().c_str());
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(thread), niceness);
  }
}

// The file says "/autogroup-12 nice 0". Writing is limited to ten times a second on a whole
// machine.
bool set_session_niceness(pid_t leader, int niceness) {
  const std::string path = "/proc/" + std::to_string(leader) + "/autogroup";
  const std::string wanted = std::to_string(niceness);
  if (read_file(path, 256).value_or("").ends_with(" nice " + wanted + '\n')) return true;
  const Fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return !file.open() || write_all(file.get(), wanted) || errno != EAGAIN;
}

}  // namespace

bool set_priority(std::span<const pid_t> processes, Priority priority) {
  const int niceness = priority == Priority::low ? low_niceness : 0;
  bool done = true;
  for (const pid_t process : processes) {
    if (may_lower_niceness()) set_niceness(process, niceness);
    if (::getsid(process) == process) done = set_session_niceness(process, niceness) && done;
  }
  return done;
}

}  // namespace sitewright::sandbox
