// What a process and all its descendants use now, read from /proc.
// Units:  bytes, milliseconds, counts.
// Errors: none; a process that ends while it is read counts as far as it was read.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace sitewright::sandbox {

struct TreeUsage {
  std::uint64_t memory_bytes = 0;  ///< private memory, so that shared code counts once: not at all
  std::uint64_t cpu_ms = 0;        ///< of the living and of the dead they waited for
  std::uint64_t threads = 0;
  std::vector<pid_t> processes;  ///< the root first
};

[[nodiscard]] TreeUsage sample_tree(pid_t root);

/// In clock ticks since the machine started; nothing when there is no such process.
[[nodiscard]] std::optional<std::uint64_t> start_time_of(pid_t pid);

struct ScratchUsage {
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
};

/// The in-memory file systems of the sandbox whose init is `init`. Zero where /proc hides them.
[[nodiscard]] ScratchUsage sample_scratch(pid_t init);

}  // namespace sitewright::sandbox
