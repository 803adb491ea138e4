// fork and exec, once, rightly: everything the child needs is prepared before the fork, and between
// fork and exec only async-signal-safe system calls are made, since other threads hold locks.
// Units:  none.
// Errors: unavailable with the step that failed, reported by the child over a pipe that exec
// closes.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {

/// Numeric host identity for a child of root; supplementary groups are dropped.
struct Identity {
  uid_t uid = 0;
  gid_t gid = 0;
};

struct SpawnPlan {
  std::string program;                   ///< absolute path
  std::vector<std::string> arguments;    ///< argv, program name included
  std::vector<std::string> environment;  ///< "NAME=value"; nothing is inherited
  std::vector<int> fds;                  ///< fds[i] becomes descriptor i; -1 is /dev/null
  std::vector<int> join;                 ///< open cgroup.procs files the child enters
  std::optional<Identity> identity;
  std::string directory = "/";
};

struct Child {
  pid_t pid = -1;
  Fd pidfd;  ///< readable once the child has ended
};

/// The child leads a new process group and dies if the calling thread does.
[[nodiscard]] Result<Child> spawn(const SpawnPlan& plan);

}  // namespace sitewright::sandbox
