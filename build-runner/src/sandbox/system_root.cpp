#include "sandbox/system_root.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <vector>

#include "sandbox/fd.hpp"
#include "sandbox/host.hpp"
#include "sandbox/run.hpp"

namespace sitewright::sandbox {
namespace {

namespace fs = std::filesystem;

// prlimit and setpriv are the sandbox's own; the rest is what scripts call.
constexpr std::array programs{
    "sh",      "bash",  "env",    "prlimit",  "setpriv",  "tar",       "gzip",     "sed",
    "grep",    "egrep", "fgrep",  "awk",      "find",     "xargs",     "diff",     "cmp",
    "cat",     "cp",    "mv",     "rm",       "ln",       "ls",        "mkdir",    "rmdir",
    "mktemp",  "chmod", "touch",  "truncate", "dirname",  "basename",  "readlink", "realpath",
    "pwd",     "stat",  "du",     "df",       "wc",       "head",      "tail",     "sort",
    "uniq",    "cut",   "tr",     "tee",      "seq",      "comm",      "paste",    "join",
    "split",   "od",    "base64", "md5sum",   "sha1sum",  "sha256sum", "date",     "sleep",
    "timeout", "true",  "false",  "test",     "[",        "expr",      "printf",   "echo",
    "yes",     "id",    "whoami", "uname",    "hostname", "nproc",     "which",    "nice",
    "kill",    "ps",    "setsid", "install",  "tac",      "rev",       "nl",       "fold"};

// Native packages (bundlers, image tools) link these, though no program here may.
constexpr std::array package_libraries{
    "libstdc++.so.6", "libgcc_s.so.1", "libm.so.6",      "libdl.so.2",     "libpthread.so.0",
    "librt.so.1",     "libutil.so.1",  "libresolv.so.2", "libatomic.so.1", "libz.so.1"};

void remove_stale_roots(const std::string& parent) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    pid_t pid = 0;
    std::from_chars(name.data(), name.data() + name.size(), pid);
    const bool is_own = pid == ::getpid();
    if (is_own || (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH))
      fs::remove_all(entry.path(), error);
  }
}

// "\tlibc.so.6 => /lib/x/libc.so.6 (0x…)" or "\t/lib64/ld-linux.so.2 (0x…)".
void add_paths(std::string_view said, std::set<std::string>& out) {
  while (!said.empty()) {
    std::string_view line = said.substr(0, said.find('\n'));
    said.remove_prefix(std::min(line.size() + 1, said.size()));
    if (!line.starts_with('\t')) continue;
    const std::size_t slash = line.find('/');
    const std::size_t end = line.rfind(" (0x");
    if (slash != std::string_view::npos && end != std::string_view::npos && slash < end) {
      out.emplace(line.substr(slash, end - slash));
    }
  }
}

Result<std::set<std::string>> libraries_of(const std::set<std::string>& files) {
  const Host bare;
  Spec spec;
  spec.command = {"ldd"};
  spec.command.insert(spec.command.end(), files.begin(), files.end());
  spec.environment = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C"}};
  spec.host_directory = "/";
  spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::string said;
  const Observer observer{[&](std::string_view text) { said += text; }, [](std::string_view) {},
                          [] {}};
  const CancelToken never;
  const auto result = run(bare, spec, observer, never);
  if (!result) return std::unexpected(result.error());
  // Its exit code only says that one of the files is a script or linked statically.
  std::set<std::string> out;
  add_paths(said, out);
  if (out.empty()) return fail(Code::unavailable, "ldd names no shared library");
  return out;
}

// A file by the name that the host knows it by: links in its last part are followed, so that the
// copy is whole; links before it (/lib to /usr/lib) are links inside as well.
bool copy_into(const std::string& root, const std::string& file) {
  std::error_code error;
  const fs::path folder = fs::canonical(fs::path(file).parent_path(), error);
  if (error) return false;
  const fs::path target = root + (folder / fs::path(file).filename()).string();
  fs::create_directories(target.parent_path(), error);
  return fs::copy_file(file, target, fs::copy_options::skip_existing, error) || !error;
}

Result<void> try_node(Host host, const std::string& root, const std::string& node) {
  host.tools_root = root;
  Spec spec;
  spec.command = {"sh", "-c", "tar --version && /opt/node/node --version"};
  spec.environment = {{"PATH", "/usr/bin:/bin"}};
  spec.mounts = {{Mount::Kind::read_only, "/opt/node/node", node}};
  spec.system = SystemFiles::tools;
  spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::string said;
  const Observer observer{[](std::string_view) {}, [&](std::string_view text) { said += text; },
                          [] {}};
  const CancelToken never;
  const auto result = run(host, spec, observer, never);
  if (!result) return std::unexpected(result.error());
  if (result->ended == Ended::exited && result->exit_code == 0) return {};
  return fail(Code::unavailable, "node does not run on it: " + said);
}

}  // namespace

Result<std::string> gather_system_root(const Host& host, const std::string& parent,
                                       const std::string& node) {
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) return fail(Code::unavailable, parent + ": " + error.message());
  remove_stale_roots(parent);
  std::set<std::string> files;
  for (const char* name : programs) {
    for (const char* folder : {"/usr/bin/", "/bin/"}) {
      if (::access((std::string(folder) + name).c_str(), X_OK) != 0) continue;
      files.insert(std::string(folder) + name);
      break;
    }
  }
  std::set<std::string> with_node = files;
  with_node.insert(node);
  auto libraries = libraries_of(with_node);
  if (!libraries) return std::unexpected(libraries.error());
  std::set<std::string> folders;
  for (const std::string& path : *libraries) folders.insert(fs::path(path).parent_path().string());
  for (const std::string& folder : folders) {
    for (const char* name : package_libraries) {
      const std::string path = folder + '/' + name;
      if (::access(path.c_str(), R_OK) == 0) libraries->insert(path);
    }
  }
  files.merge(*libraries);
  std::string root = parent + '/' + std::to_string(::getpid());
  for (const std::string& file : files) {
    if (!copy_into(root, file)) return fail(Code::unavailable, "cannot copy " + file);
  }
  if (auto works = try_node(host, root, node); !works) return std::unexpected(works.error());
  return root;
}

}  // namespace sitewright::sandbox
