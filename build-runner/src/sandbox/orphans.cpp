#include "sandbox/orphans.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "sandbox/fd.hpp"
#include "sandbox/process_tree.hpp"

namespace sitewright::sandbox {
namespace {

constexpr std::string_view mark_name = "SITEWRIGHT_RUNNER.";
constexpr std::size_t words_limit = 4096;  // the mark comes first

// "<pid>.<start time>"
bool names_a_living_runner(std::string_view text) {
  pid_t pid = 0;
  std::uint64_t start = 0;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto [dot, error] = std::from_chars(begin, end, pid);
  if (error != std::errc{} || dot == end) return true;  // not a mark of ours
  if (std::from_chars(dot + 1, end, start).ec != std::errc{}) return true;
  return start_time_of(pid) == start;
}

bool is_orphan(pid_t pid) {
  const Fd file(
      ::open(("/proc/" + std::to_string(pid) + "/cmdline").c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, words_limit> text{};
  const ssize_t got = file.open() ? ::read(file.get(), text.data(), text.size()) : 0;
  std::string_view rest(text.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (!rest.starts_with(std::string_view("bwrap\0", 6))) return false;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word.starts_with(mark_name)) return !names_a_living_runner(word.substr(mark_name.size()));
  }
  return false;
}

}  // namespace

std::string runner_mark(pid_t runner, std::uint64_t start_time) {
  return std::string(mark_name) + std::to_string(runner) + '.' + std::to_string(start_time);
}

const std::string& own_runner_mark() {
  static const std::string mark = runner_mark(::getpid(), start_time_of(::getpid()).value_or(0));
  return mark;
}

void end_orphans() {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename().string();
    pid_t pid = 0;
    std::from_chars(name.data(), name.data() + name.size(), pid);
    if (pid <= 1) continue;
    // Opened before the look, so that no later process of the same number is meant.
    const Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!process.open() || !is_orphan(pid)) continue;
    ::syscall(SYS_pidfd_send_signal, process.get(), SIGKILL, nullptr, 0);
  }
}

}  // namespace sitewright::sandbox
