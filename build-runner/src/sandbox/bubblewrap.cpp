#include "sandbox/bubblewrap.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "sandbox/orphans.hpp"

namespace sitewright::sandbox {
namespace {

constexpr std::uint64_t small_scratch_bytes = 64ull << 20;
constexpr std::uint64_t tmp_scratch_bytes = 256ull << 20;

class Arguments {
 public:
  explicit Arguments(std::string program) : all_{std::move(program)} {}

  template <class... Words>
  void add(Words&&... words) {
    (all_.emplace_back(std::forward<Words>(words)), ...);
  }
  void scratch(const std::string& target, std::uint64_t bytes) {
    add("--perms", "0777", "--size", std::to_string(bytes), "--tmpfs", target);
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

// The system directories: of the host, or what was gathered of them. Those that are links on the
// host are links inside. There is no /etc, /home, /root, /var, /run or /sys.
void add_system(Arguments& arguments, const std::string& root) {
  arguments.add("--ro-bind", root + "/usr", "/usr");
  for (const char* name : {"bin", "sbin", "lib", "lib32", "lib64", "libx32"}) {
    const std::string path = std::string("/") + name;
    std::error_code error;
    const auto status = std::filesystem::symlink_status(path, error);
    if (status.type() == std::filesystem::file_type::symlink) {
      arguments.add("--symlink", std::filesystem::read_symlink(path, error).string(), path);
    } else if (std::filesystem::is_directory(root + path, error)) {
      arguments.add("--ro-bind", root + path, path);
    }
  }
}

void add_namespaces(Arguments& arguments, const Host& host) {
  if (host.demotion != Demotion::inside) {
    arguments.add("--unshare-user", "--uid", "65534", "--gid", "65534");
    if (host.disable_userns) arguments.add("--disable-userns");
  }
  arguments.add("--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-net",
                "--unshare-cgroup-try", "--hostname", "build");
  arguments.add("--die-with-parent", "--new-session", "--clearenv");
}

void add_demotion(Arguments& arguments, const Host& host, unsigned slot) {
  const std::string id = std::to_string(host.first_uid + slot);
  arguments.add("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--bounding-set", "-all",
                "--inh-caps", "-all", "--no-new-privs", "--");
}

void add_mount(Arguments& arguments, const Mount& mount) {
  switch (mount.kind) {
    case Mount::Kind::read_only:
      arguments.add("--ro-bind", mount.source, mount.target);
      return;
    case Mount::Kind::read_write:
      arguments.add("--bind", mount.source, mount.target);
      return;
    case Mount::Kind::scratch:
      arguments.scratch(mount.target, mount.size_bytes);
      return;
  }
}

}  // namespace

std::vector<std::string> bubblewrap_arguments(const Host& host, const Spec& spec) {
  Arguments arguments("bwrap");
  arguments.add("--unsetenv", own_runner_mark());
  add_namespaces(arguments, host);
  add_system(arguments, spec.system == SystemFiles::tools ? host.tools_root : std::string());
  arguments.add("--proc", "/proc", "--dev", "/dev");
  arguments.scratch("/dev/shm", small_scratch_bytes);
  arguments.add("--remount-ro", "/dev");
  arguments.scratch("/tmp", tmp_scratch_bytes);
  const bool work_is_mounted = std::ranges::contains(spec.mounts, work_directory, &Mount::target);
  if (!work_is_mounted) arguments.scratch(work_directory, spec.limits.scratch_bytes);
  for (const Mount& mount : spec.mounts) add_mount(arguments, mount);
  for (std::size_t i = 0; i < spec.data.size(); ++i) {
    const int fd = first_data_fd + static_cast<int>(i);
    arguments.add("--perms", "0444", "--ro-bind-data", std::to_string(fd), spec.data[i].target);
  }
  arguments.add("--remount-ro", "/");  // or the root itself would be unbounded scratch space
  for (const auto& [name, value] : spec.environment) arguments.add("--setenv", name, value);
  arguments.add("--chdir", work_directory, "--info-fd", std::to_string(info_fd), "--");
  if (host.demotion == Demotion::inside) add_demotion(arguments, host, spec.identity_slot);
  for (std::string& word : limited_command(host, spec)) arguments.add(std::move(word));
  return arguments.take();
}

// CPU time counts all threads of one process; the wall limit is what normally ends a run.
std::uint64_t cpu_seconds(const Host& host, std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::seconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<std::uint64_t>(std::max<long long>(1, left.count() + 2)) * host.cores;
}

std::vector<std::string> limited_command(const Host& host, const Spec& spec) {
  const Limits& limits = spec.limits;
  std::vector<std::string> out{"prlimit", "--core=0",
                               "--cpu=" + std::to_string(cpu_seconds(host, limits.deadline)),
                               "--fsize=" + std::to_string(limits.file_bytes),
                               "--nofile=" + std::to_string(limits.open_files)};
  // Without a user namespace of its own the count would be that of everything the user runs.
  if (host.isolation == Isolation::bubblewrap) {
    out.push_back("--nproc=" + std::to_string(limits.processes));
  }
  out.emplace_back("--");
  out.insert(out.end(), spec.command.begin(), spec.command.end());
  return out;
}

}  // namespace sitewright::sandbox
