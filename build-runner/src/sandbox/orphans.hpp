// Sandboxes that a killed runner left. bubblewrap ends with its parent, but there are moments of
// its start in which nothing ties its two processes together; what is caught there waits forever,
// or runs without anyone who limits it. So each carries the name of its runner in its environment,
// and the next runner ends those whose runner is gone. Errors: none; what may not be read is not
// ours. Source: bubblewrap 0.8, raw_clone() to handle_die_with_parent(); proc(5), cmdline and stat.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace sitewright::sandbox {

/// Process id and start time, which no other process ever has; given to bubblewrap as the name of a
/// variable to unset, which does nothing.
[[nodiscard]] std::string runner_mark(pid_t runner, std::uint64_t start_time);
[[nodiscard]] const std::string& own_runner_mark();

void end_orphans();

}  // namespace sitewright::sandbox
