#include "sandbox/spawn.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace sitewright::sandbox {
namespace {

constexpr int first_safe_fd = 64;  // above every number that a plan asks for

enum class Step : int { process_group, identity, directory, descriptors, exec };

struct Failure {
  Step step;
  int error;
};

/// The plan as raw pointers: all that the child may touch.
struct Prepared {
  const char* program;
  const char* directory;
  char* const* argv;
  char* const* envp;
  const int* sources;
  int source_count;
  const int* join;
  int join_count;
  const Identity* identity;
  int report_fd;
  pid_t parent;
};

[[noreturn]] void give_up(int report_fd, Step step) {
  const Failure failure{step, errno};
  // The parent reads an unfinished message as a failure too.
  const ssize_t ignored = ::write(report_fd, &failure, sizeof failure);
  static_cast<void>(ignored);
  ::_exit(127);
}

void reset_signals() {
  struct sigaction action{};
  action.sa_handler = SIG_DFL;
  for (int number = 1; number < 32; ++number) ::sigaction(number, &action, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

// The raw system calls: glibc's wrappers would ask threads that do not exist in the child.
bool take_identity(const Identity& identity) {
  return ::syscall(SYS_setgroups, 0, nullptr) == 0 &&
         ::syscall(SYS_setresgid, identity.gid, identity.gid, identity.gid) == 0 &&
         ::syscall(SYS_setresuid, identity.uid, identity.uid, identity.uid) == 0;
}

[[noreturn]] void run_child(const Prepared& plan) {
  if (::setpgid(0, 0) != 0) give_up(plan.report_fd, Step::process_group);
  for (int i = 0; i < plan.join_count; ++i) {
    // A control group that does not take members is done without: the limits are sampled as well.
    const ssize_t ignored = ::write(plan.join[i], "0", 1);
    static_cast<void>(ignored);
  }
  if (plan.identity != nullptr && !take_identity(*plan.identity)) {
    give_up(plan.report_fd, Step::identity);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of identity, which clears it
  if (::getppid() != plan.parent) ::_exit(127);
  if (::chdir(plan.directory) != 0) give_up(plan.report_fd, Step::directory);
  for (int target = 0; target < plan.source_count; ++target) {
    if (::dup2(plan.sources[target], target) < 0) give_up(plan.report_fd, Step::descriptors);
  }
  reset_signals();
  ::execve(plan.program, plan.argv, plan.envp);
  give_up(plan.report_fd, Step::exec);
}

std::string_view name_of(Step step) {
  switch (step) {
    case Step::process_group:
      return "process group";
    case Step::identity:
      return "change of user";
    case Step::directory:
      return "directory";
    case Step::descriptors:
      return "descriptors";
    case Step::exec:
      return "exec";
  }
  std::unreachable();
}

std::vector<char*> as_c_array(const std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (const std::string& text : strings) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

// Sources move above every target number, so that no dup2 overwrites a source still needed.
Result<std::vector<Fd>> lifted(const std::vector<int>& fds, int null_fd) {
  std::vector<Fd> out;
  for (const int fd : fds) {
    Fd copy(::fcntl(fd < 0 ? null_fd : fd, F_DUPFD_CLOEXEC, first_safe_fd));
    if (!copy.open()) return fail(Code::unavailable, system_message("dup"));
    out.push_back(std::move(copy));
  }
  return out;
}

Result<void> await_exec(const Fd& report, pid_t pid, const std::string& program) {
  Failure failure{};
  ssize_t got = 0;
  do {
    got = ::read(report.get(), &failure, sizeof failure);
  } while (got < 0 && errno == EINTR);
  if (got == 0) return {};
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  errno = got == static_cast<ssize_t>(sizeof failure) ? failure.error : EIO;
  return fail(Code::unavailable,
              system_message(program + " (" + std::string(name_of(failure.step)) + ")"));
}

}  // namespace

Result<Child> spawn(const SpawnPlan& plan) {
  const Fd null_device(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!null_device.open()) return fail(Code::unavailable, system_message("/dev/null"));
  auto sources = lifted(plan.fds, null_device.get());
  if (!sources) return std::unexpected(sources.error());
  std::vector<int> numbers;
  for (const Fd& fd : *sources) numbers.push_back(fd.get());

  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(Code::unavailable, system_message("pipe"));
  const Fd report_read(ends[0]);
  Fd report_write(::fcntl(ends[1], F_DUPFD_CLOEXEC, first_safe_fd));
  ::close(ends[1]);
  if (!report_write.open()) return fail(Code::unavailable, system_message("dup"));

  const std::vector<char*> argv = as_c_array(plan.arguments);
  const std::vector<char*> envp = as_c_array(plan.environment);
  const Prepared prepared{plan.program.c_str(),
                          plan.directory.c_str(),
                          argv.data(),
                          envp.data(),
                          numbers.data(),
                          static_cast<int>(numbers.size()),
                          plan.join.data(),
                          static_cast<int>(plan.join.size()),
                          plan.identity ? &*plan.identity : nullptr,
                          report_write.get(),
                          ::getpid()};
  const pid_t pid = ::fork();
  if (pid < 0) return fail(Code::unavailable, system_message("fork"));
  if (pid == 0) run_child(prepared);
  report_write.reset();
  if (auto started = await_exec(report_read, pid, plan.program); !started) {
    return std::unexpected(started.error());
  }
  Child child{pid, Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)))};
  if (!child.pidfd.open()) {
    const std::string why = system_message("pidfd_open");
    ::kill(-pid, SIGKILL);
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return fail(Code::unavailable, why);
  }
  return child;
}

}  // namespace sitewright::sandbox
