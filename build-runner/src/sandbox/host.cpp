#include "sandbox/host.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <thread>

#include "sandbox/run.hpp"

namespace sitewright::sandbox {
namespace {

constexpr const char* meeting_point = "/mnt";

struct Attempt {
  bool ok;
  std::string said;
};

Attempt try_true(const Host& host) {
  Spec spec;
  spec.command = {"true"};
  spec.environment = {{"PATH", "/usr/bin:/bin"}};
  spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  std::string said;
  const Observer observer{[&](std::string_view text) { said += text; },
                          [&](std::string_view text) { said += text; }, [] {}};
  const CancelToken cancel;
  const auto result = run(host, spec, observer, cancel);
  if (!result) return {false, result.error().detail};
  while (said.ends_with('\n')) said.pop_back();
  if (result->ended == Ended::exited && result->exit_code == 0) return {true, {}};
  return {false,
          said.empty() ? "bubblewrap ended with code " + std::to_string(result->exit_code) : said};
}

std::string advice_for(const std::string& said) {
  const auto restricted =
      read_file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", 16).value_or("0");
  if (restricted.starts_with('1')) {
    return said +
           " (this system forbids user namespaces to ordinary users: allow them for bwrap by an "
           "AppArmor profile, or set kernel.apparmor_restrict_unprivileged_userns=0)";
  }
  return said;
}

// The target is a directory for a directory and an empty file for a file.
bool bind_mount(const Fd& source, const std::string& target) {
  struct stat status{};
  if (::fstat(source.get(), &status) != 0) return false;
  if (S_ISDIR(status.st_mode)) {
    if (::mkdir(target.c_str(), 0755) != 0) return false;
  } else if (!Fd(::open(target.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0755)).open()) {
    return false;
  }
  const std::string from = "/proc/self/fd/" + std::to_string(source.get());
  return ::mount(from.c_str(), target.c_str(), nullptr, MS_BIND | MS_REC, nullptr) == 0;
}

}  // namespace

std::optional<Identity> identity_of(const Host& host, unsigned slot) {
  if (host.demotion == Demotion::unneeded) return std::nullopt;
  return Identity{host.first_uid + slot, host.first_uid + slot};
}

std::string find_program(const std::string& name) {
  if (name.contains('/')) return ::access(name.c_str(), X_OK) == 0 ? name : std::string();
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (true) {
    const std::size_t colon = rest.find(':');
    std::string candidate = std::string(rest.substr(0, colon)) + '/' + name;
    if (candidate.front() == '/' && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    if (colon == std::string_view::npos) return {};
    rest.remove_prefix(colon + 1);
  }
}

Host probe_host(uid_t first_uid) {
  Host host;
  host.cores = std::max(1u, std::thread::hardware_concurrency());
  const bool is_root = ::geteuid() == 0;
  host.demotion = is_root ? Demotion::outside : Demotion::unneeded;
  host.first_uid = first_uid;
  host.bwrap = find_program("bwrap");
  if (host.bwrap.empty()) {
    host.reason = "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)";
    return host;
  }
  host.isolation = Isolation::bubblewrap;
  host.disable_userns = true;
  if (try_true(host).ok) return host;
  host.disable_userns = false;  // bubblewrap before 0.8 does not know it, some kernels refuse it
  const Attempt second = try_true(host);
  if (second.ok) return host;
  if (is_root) {
    host.demotion = Demotion::inside;
    if (try_true(host).ok) return host;
  }
  host.isolation = Isolation::none;
  host.reason = "bubblewrap does not work here: " + advice_for(second.said);
  return host;
}

HostPaths reachable_paths(const Host& host, HostPaths paths) {
  if (host.demotion == Demotion::unneeded || host.isolation != Isolation::bubblewrap) return paths;
  if (::unshare(CLONE_NEWNS) != 0) return paths;
  ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
  struct Item {
    std::string* path;
    std::string name;
    Fd source;
  };
  std::array items{Item{&paths.state, "state", {}}, Item{&paths.node, "node", {}},
                   Item{&paths.npm, "npm", {}}};
  for (Item& item : items) {
    if (!item.path->empty()) item.source = Fd(::open(item.path->c_str(), O_PATH | O_CLOEXEC));
  }
  if (::mount("tmpfs", meeting_point, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m") != 0) {
    return paths;
  }
  for (Item& item : items) {
    const std::string target = std::string(meeting_point) + '/' + item.name;
    if (item.source.open() && bind_mount(item.source, target)) *item.path = target;
  }
  return paths;
}

}  // namespace sitewright::sandbox
