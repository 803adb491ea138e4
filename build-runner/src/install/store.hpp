// The dependency store: one read-only node_modules per lock file, shared by all builds.
//   <root>/<key>/node_modules   complete, since it arrives by one rename
//   <root>/<key>/practice.tar   a project with these dependencies, where --warm was given one
//   <root>/<key>/practice.types what the type checker noted about it
//   <root>/<key>/size           bytes, decimal; its modification time is the last use
//   <root>/<key>.lock           flock: shared while in use, exclusive while made or evicted
// The locks belong to the kernel, so a killed runner leaves none, and a second process (--warm
// beside a running server) keeps out of the way. Units:  bytes. Errors: unavailable for the file
// system.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "report/problem.hpp"
#include "result/result.hpp"
#include "sandbox/cancel.hpp"
#include "sandbox/fd.hpp"

namespace sitewright::install {

/// What --warm leaves beside dependencies; empty where it has not been. Made of the project that it
/// was given and of nothing that a build has brought.
struct Practice {
  std::string project;  ///< a tar
  std::string types;    ///< a tsbuildinfo of it
};

/// Keeps a dependency set from being evicted.
struct Lease {
  sandbox::Fd lock;
  std::string node_modules;
  Practice practice;
};

class DependencyStore {
 public:
  /// Fills an empty directory with node_modules; the store moves it into place.
  using Fill = std::function<report::Outcome<void>(const std::string& directory)>;

  DependencyStore(std::string root, std::uint64_t max_bytes);

  /// Creates the root and removes what killed installs left.
  [[nodiscard]] Result<void> prepare();

  [[nodiscard]] std::optional<Lease> find(const std::string& key);

  /// Finds the set, or makes it; of several callers one makes it and the others wait.
  [[nodiscard]] report::Outcome<Lease> find_or_make(const std::string& key, const Fill& fill,
                                                    const sandbox::CancelToken& cancel,
                                                    std::chrono::steady_clock::time_point deadline);

  /// The dependencies are there.
  [[nodiscard]] Result<void> keep_practice(const std::string& key, const Practice& practice);
  /// The name of a directory of the caller's own, to be made; what killed runners leave of such is
  /// removed by prepare().
  [[nodiscard]] std::string unfinished() const;
  /// The set that was used last; empty when there is none.
  [[nodiscard]] std::string last_used() const;

 private:
  [[nodiscard]] report::Outcome<void> make(const std::string& key, const Fill& fill);
  void evict();

  std::string root_;
  std::uint64_t max_bytes_;
};

}  // namespace sitewright::install
