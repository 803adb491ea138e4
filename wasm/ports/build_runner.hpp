// The container that runs `npm run build`, seen from a Worker.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "async/task.hpp"

namespace sitewright::ports {

struct RunnerHealth {
  bool reachable;
  std::string detail;
};

struct BuildRunner {
  /// Opens a build: the job (build/job.json) and the tar of the snapshot. Returns a stream number.
  /// Errors: unavailable when the runner cannot be reached or is full; invalid_input when it
  ///         refused the job.
  virtual Task<std::int64_t> open(std::string build_id, std::string job, std::string tar) = 0;
  /// The next bytes of its frames; nullopt at the end.
  virtual Task<std::optional<std::string>> read(std::int64_t stream) = 0;
  virtual Task<Done> cancel(std::string build_id) = 0;
  virtual Task<RunnerHealth> health() = 0;

 protected:
  ~BuildRunner() = default;
};

}  // namespace sitewright::ports
