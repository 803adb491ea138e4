#include "sandbox/process_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {
namespace {

constexpr std::size_t max_processes = 4096;

std::string read_proc(pid_t pid, const char* name) {
  const std::string path = "/proc/" + std::to_string(pid) + '/' + name;
  return read_file(path, 64u << 10).value_or(std::string());
}

std::vector<std::uint64_t> numbers_in(std::string_view text) {
  std::vector<std::uint64_t> out;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::uint64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error == std::errc{}) {
      out.push_back(value);
      at = next;
    } else {
      ++at;
    }
  }
  return out;
}

// /proc/<pid>/stat: "pid (name) state ppid …"; the name may hold anything, so count from the last
// ')'.
struct Stat {
  std::uint64_t cpu_ticks = 0;
  std::uint64_t threads = 0;
  std::uint64_t start_time = 0;
};

std::optional<Stat> read_stat(pid_t pid) {
  const std::string text = read_proc(pid, "stat");
  const std::size_t close = text.rfind(')');
  if (close == std::string::npos || text.size() < close + 4) return std::nullopt;
  // After the state letter: ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt
  // utime stime cutime cstime priority nice num_threads itrealvalue starttime. tpgid may be -1; the
  // sign is skipped.
  const auto fields = numbers_in(std::string_view(text).substr(close + 3));
  if (fields.size() < 19) return std::nullopt;
  return Stat{fields[10] + fields[11] + fields[12] + fields[13], fields[16], fields[18]};
}

void append_children(pid_t pid, std::vector<pid_t>& out) {
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(tasks.c_str()), ::closedir);
  if (!directory) return;
  while (const dirent* entry = ::readdir(directory.get())) {
    if (entry->d_name[0] == '.') continue;
    const std::string path = tasks + '/' + entry->d_name + "/children";
    const auto text = read_file(path, 1u << 20);
    if (!text) continue;
    for (const std::uint64_t child : numbers_in(*text)) out.push_back(static_cast<pid_t>(child));
  }
}

}  // namespace

TreeUsage sample_tree(pid_t root) {
  static const auto page_bytes = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  static const auto ticks_per_second = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  TreeUsage usage;
  usage.processes.push_back(root);
  for (std::size_t i = 0; i < usage.processes.size() && i < max_processes; ++i) {
    const pid_t pid = usage.processes[i];
    const auto stat = read_stat(pid);
    if (!stat) continue;
    usage.cpu_ms += stat->cpu_ticks * 1000 / ticks_per_second;
    usage.threads += stat->threads;
    const auto pages = numbers_in(read_proc(pid, "statm"));
    if (pages.size() > 2 && pages[1] > pages[2])
      usage.memory_bytes += (pages[1] - pages[2]) * page_bytes;
    append_children(pid, usage.processes);
  }
  return usage;
}

std::optional<std::uint64_t> start_time_of(pid_t pid) {
  const auto stat = read_stat(pid);
  return stat ? std::optional(stat->start_time) : std::nullopt;
}

ScratchUsage sample_scratch(pid_t init) {
  ScratchUsage usage;
  const std::string root = "/proc/" + std::to_string(init) + "/root";
  for (const char* name : {"/site", "/tmp", "/dev/shm"}) {
    struct statfs stats{};
    constexpr auto tmpfs_magic = 0x01021994;
    if (::statfs((root + name).c_str(), &stats) != 0 || stats.f_type != tmpfs_magic) continue;
    usage.bytes += (stats.f_blocks - stats.f_bfree) * static_cast<std::uint64_t>(stats.f_bsize);
    usage.files += stats.f_files - stats.f_ffree;
  }
  return usage;
}

}  // namespace sitewright::sandbox
