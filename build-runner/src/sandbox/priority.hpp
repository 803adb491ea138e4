// Processes that give way to whatever else wants the processor, and take part in it again.
// Source: sched(7): niceness counts among the processes of a session's autogroup, and autogroups
// among each other by /proc/<pid>/autogroup; where the kernel has none, niceness counts among all.
#pragma once

#include <sys/types.h>

#include <span>

namespace sitewright::sandbox {

enum class Priority : unsigned char { normal, low };

/// Of all their threads, and of the sessions that one of them leads. Niceness stays as it is where
/// the runner could not take it back (CAP_SYS_NICE). False when the kernel asks to be asked again.
[[nodiscard]] bool set_priority(std::span<const pid_t> processes, Priority priority);

}  // namespace sitewright::sandbox
