#include "install/store.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

namespace sitewright::install {
namespace {

namespace fs = std::filesystem;
using report::Category;
using report::Outcome;
using report::problem;
using sandbox::Fd;

constexpr std::string_view unfinished_prefix = "making-";
constexpr std::chrono::milliseconds lock_poll{20};
constexpr const char* project_file = "/practice.tar";
constexpr const char* types_file = "/practice.types";
constexpr std::size_t practice_limit = 16u << 20;

Fd open_lock(const std::string& root, const std::string& key) {
  return Fd(::open((root + '/' + key + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644));
}

bool try_lock(const Fd& file, int operation) {
  int result = 0;
  do {
    result = ::flock(file.get(), operation | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  return result == 0;
}

bool is_complete(const std::string& directory) {
  struct stat status{};
  return ::stat((directory + "/size").c_str(), &status) == 0;
}

void mark_used(const std::string& directory) {
  ::utimensat(AT_FDCWD, (directory + "/size").c_str(), nullptr, 0);
}

std::uint64_t disk_bytes(const std::string& directory) {
  std::uint64_t total = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    struct stat status{};
    if (::lstat(at->path().c_str(), &status) == 0)
      total += static_cast<std::uint64_t>(status.st_blocks) * 512;
  }
  return total;
}

// What npm wrote belongs to the user it ran as; in the store it belongs to the runner.
void take_ownership(const std::string& directory) {
  if (::geteuid() != 0) return;
  static_cast<void>(::lchown(directory.c_str(), 0, 0));
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    static_cast<void>(::lchown(at->path().c_str(), 0, 0));
  }
}

bool write_size(const std::string& path, std::uint64_t bytes) {
  const Fd file(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644));
  return file.open() && sandbox::write_all(file.get(), std::to_string(bytes));
}

std::unexpected<report::Problem> store_failure(const std::string& what) {
  return problem(Category::resource, "store_unavailable", sandbox::system_message(what));
}

}  // namespace

DependencyStore::DependencyStore(std::string root, std::uint64_t max_bytes)
    : root_(std::move(root)), max_bytes_(max_bytes) {}

Result<void> DependencyStore::prepare() {
  std::error_code error;
  fs::create_directories(root_, error);
  if (error) return fail(Code::unavailable, root_ + ": " + error.message());
  for (const fs::directory_entry& entry : fs::directory_iterator(root_, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(unfinished_prefix)) continue;
    pid_t pid = 0;
    std::from_chars(name.data() + unfinished_prefix.size(), name.data() + name.size(), pid);
    if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), error);
  }
  return {};
}

std::optional<Lease> DependencyStore::find(const std::string& key) {
  const std::string directory = root_ + '/' + key;
  if (!is_complete(directory)) return std::nullopt;
  Fd lock = open_lock(root_, key);
  if (!lock.open() || !try_lock(lock, LOCK_SH) || !is_complete(directory)) return std::nullopt;
  mark_used(directory);
  const auto kept = [&](const char* file) {
    return sandbox::read_file(directory + file, practice_limit).value_or("");
  };
  return Lease{
      std::move(lock), directory + "/node_modules", {kept(project_file), kept(types_file)}};
}

Result<void> DependencyStore::keep_practice(const std::string& key, const Practice& practice) {
  const auto keep = [&](const char* name, const std::string& bytes) {
    const std::string path = root_ + '/' + key + name;
    const std::string unfinished = path + '-' + std::to_string(::getpid());
    const Fd file(::open(unfinished.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644));
    return file.open() && sandbox::write_all(file.get(), bytes) &&
           ::rename(unfinished.c_str(), path.c_str()) == 0;
  };
  if (keep(project_file, practice.project) && keep(types_file, practice.types)) return {};
  return fail(Code::unavailable, sandbox::system_message(root_ + '/' + key));
}

std::string DependencyStore::last_used() const {
  std::string key;
  fs::file_time_type latest = fs::file_time_type::min();
  std::error_code error;
  for (const fs::directory_entry& item : fs::directory_iterator(root_, error)) {
    const std::string name = item.path().filename().string();
    if (name.starts_with(unfinished_prefix) || !is_complete(item.path().string())) continue;
    const auto used = fs::last_write_time(item.path() / "size", error);
    if (error || used <= latest) continue;
    latest = used;
    key = name;
  }
  return key;
}

Outcome<Lease> DependencyStore::find_or_make(const std::string& key, const Fill& fill,
                                             const sandbox::CancelToken& cancel,
                                             std::chrono::steady_clock::time_point deadline) {
  // Making it and then sharing it are two locks; between them it may, just possibly, be evicted.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const Fd lock = open_lock(root_, key);
    if (!lock.open()) return store_failure(root_);
    // Looked for on each turn: once it is made, those who build with it share the lock, and with
    // builds enough nobody has it for himself again.
    for (;;) {
      if (auto lease = find(key)) return std::move(*lease);
      if (try_lock(lock, LOCK_EX)) break;
      if (cancel.cancelled() || std::chrono::steady_clock::now() >= deadline) {
        return problem(Category::resource, "timeout",
                       "Another build is still installing the same dependencies.");
      }
      std::this_thread::sleep_for(lock_poll);
    }
    if (is_complete(root_ + '/' + key)) continue;
    if (auto made = make(key, fill); !made) return std::unexpected(made.error());
  }
  return problem(Category::resource, "store_unavailable", "The dependency store has no room.");
}

std::string DependencyStore::unfinished() const {
  static std::atomic<unsigned> counter = 0;
  return root_ + '/' + std::string(unfinished_prefix) + std::to_string(::getpid()) + '-' +
         std::to_string(++counter);
}

Outcome<void> DependencyStore::make(const std::string& key, const Fill& fill) {
  const std::string directory = unfinished();
  std::error_code error;
  fs::create_directory(directory, error);
  if (error) return store_failure(directory);
  auto outcome = fill(directory);
  if (outcome) {
    take_ownership(directory);
    const std::uint64_t bytes = disk_bytes(directory);
    if (bytes > max_bytes_) {
      outcome =
          problem(Category::resource, "dependencies_too_large",
                  "The dependencies take " + std::to_string(bytes >> 20) + " MiB.", "package.json");
    } else if (!write_size(directory + "/size", bytes) ||
               ::rename(directory.c_str(), (root_ + '/' + key).c_str()) != 0) {
      outcome = store_failure(directory);
    }
  }
  if (!outcome) {
    fs::remove_all(directory, error);
    return outcome;
  }
  evict();
  return {};
}

void DependencyStore::evict() {
  struct Entry {
    fs::file_time_type used;
    std::string key;
    std::uint64_t bytes;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  std::error_code error;
  for (const fs::directory_entry& item : fs::directory_iterator(root_, error)) {
    const auto text = sandbox::read_file((item.path() / "size").string(), 64);
    if (!text) continue;
    Entry entry{fs::last_write_time(item.path() / "size", error), item.path().filename().string(),
                0};
    std::from_chars(text->data(), text->data() + text->size(), entry.bytes);
    total += entry.bytes;
    entries.push_back(std::move(entry));
  }
  std::ranges::sort(entries, {}, &Entry::used);
  for (const Entry& entry : entries) {
    if (total <= max_bytes_) return;
    const Fd lock = open_lock(root_, entry.key);
    if (!lock.open() || !try_lock(lock, LOCK_EX)) continue;  // in use
    // Out of the name first: an interrupted removal must not look complete.
    const std::string doomed = root_ + '/' + std::string(unfinished_prefix) +
                               std::to_string(::getpid()) + "-evicted-" + entry.key;
    if (::rename((root_ + '/' + entry.key).c_str(), doomed.c_str()) != 0) continue;
    fs::remove_all(doomed, error);
    total -= entry.bytes;
  }
}

}  // namespace sitewright::install
