#include "sandbox/cgroup.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace sitewright::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* mount_point = "/sys/fs/cgroup";
constexpr std::string_view name_prefix = "sitewright-";

bool put(const std::string& path, std::string_view value) {
  const Fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.open() && write_all(file.get(), value);
}

bool is_v2() {
  std::error_code error;
  return fs::exists(std::string(mount_point) + "/cgroup.controllers", error);
}

// "4:memory:/some/path", or "0::/some/path" for v2.
std::string own_path(std::string_view controller) {
  const std::string text = read_file("/proc/self/cgroup", 64u << 10).value_or(std::string());
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (second == std::string_view::npos) continue;
    if (line.substr(first + 1, second - first - 1) == controller) {
      return std::string(line.substr(second + 1));
    }
  }
  return "/";
}

// v1: below the runner's own group. v2 forbids groups that have both members and controlled
// children, so there it is beside the runner's own group (or below the root, which is exempt).
std::string parent_directory(std::string_view controller) {
  std::string base = mount_point;
  if (!controller.empty()) base.append("/").append(controller);
  std::string own = own_path(controller);
  if (controller.empty() && own != "/") own = fs::path(own).parent_path().string();
  std::error_code error;
  if (own != "/" && fs::is_directory(base + own, error)) return base + own;
  return base;
}

std::string fresh_name() {
  static std::atomic<unsigned> counter = 0;
  return std::string(name_prefix) + std::to_string(::getpid()) + '-' + std::to_string(++counter);
}

std::uint64_t counted(const std::string& path, std::string_view key) {
  const std::string text = read_file(path, 64u << 10).value_or(std::string());
  const std::size_t at = text.find(std::string(key) + ' ');
  if (at == std::string::npos) return 0;
  std::uint64_t value = 0;
  std::from_chars(text.data() + at + key.size() + 1, text.data() + text.size(), value);
  return value;
}

std::vector<std::string> parents() {
  if (is_v2()) return {parent_directory("")};
  return {parent_directory("memory"), parent_directory("pids")};
}

}  // namespace

bool Cgroup::add_directory(const std::string& directory) {
  if (::mkdir(directory.c_str(), 0755) != 0) return false;
  directories_.push_back(directory);
  Fd entrance(::open((directory + "/cgroup.procs").c_str(), O_WRONLY | O_CLOEXEC));
  if (!entrance.open()) return false;
  entrances_.push_back(std::move(entrance));
  return true;
}

std::optional<Cgroup> Cgroup::create(std::uint64_t memory_bytes, std::uint64_t processes) {
  Cgroup group;
  const std::string name = fresh_name();
  const std::string memory = std::to_string(memory_bytes);
  const std::string count = std::to_string(processes);
  if (is_v2()) {
    const std::string parent = parent_directory("");
    put(parent + "/cgroup.subtree_control", "+memory +pids");
    const std::string directory = parent + '/' + name;
    if (!group.add_directory(directory) || !put(directory + "/memory.max", memory))
      return std::nullopt;
    put(directory + "/memory.swap.max", "0");
    put(directory + "/memory.oom.group", "1");
    put(directory + "/pids.max", count);
    return group;
  }
  const std::string directory = parent_directory("memory") + '/' + name;
  if (!group.add_directory(directory)) return std::nullopt;
  if (!put(directory + "/memory.limit_in_bytes", memory)) return std::nullopt;
  put(directory + "/memory.memsw.limit_in_bytes", memory);
  const std::string pids = parent_directory("pids") + '/' + name;
  if (group.add_directory(pids)) put(pids + "/pids.max", count);
  return group;
}

Cgroup::~Cgroup() {
  entrances_.clear();
  for (const std::string& directory : directories_) {
    // The last member may still be on its way out of the group.
    for (int attempt = 0; ::rmdir(directory.c_str()) != 0 && errno == EBUSY && attempt < 50;
         ++attempt) {
      ::usleep(2000);
    }
  }
}

std::vector<int> Cgroup::entrances() const {
  std::vector<int> out;
  for (const Fd& entrance : entrances_) out.push_back(entrance.get());
  return out;
}

bool Cgroup::ran_out_of_memory() const {
  const std::string& directory = directories_.front();
  return counted(directory + "/memory.events", "oom_kill") > 0 ||
         counted(directory + "/memory.oom_control", "oom_kill") > 0;
}

bool Cgroup::ran_out_of_processes() const {
  return counted(directories_.back() + "/pids.events", "max") > 0;
}

void Cgroup::kill_members() const {
  put(directories_.front() + "/cgroup.kill", "1");  // v2 from Linux 5.14; elsewhere no such file
}

void remove_stale_cgroups() {
  for (const std::string& parent : parents()) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(parent, error)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(name_prefix)) continue;
      pid_t pid = 0;
      std::from_chars(name.data() + name_prefix.size(), name.data() + name.size(), pid);
      if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) ::rmdir(entry.path().c_str());
    }
  }
}

}  // namespace sitewright::sandbox
