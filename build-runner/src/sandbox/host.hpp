// What this machine lets the runner do, found out once at start.
// Errors: probing never fails; the reason is kept for /healthz and for the message to the user.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "result/result.hpp"
#include "sandbox/spawn.hpp"

namespace sitewright::sandbox {

enum class Isolation : std::uint8_t { bubblewrap, none };

/// How the processes of a build stop being root, where the runner is root.
enum class Demotion : std::uint8_t {
  unneeded,  ///< the runner is an ordinary user
  outside,   ///< before bubblewrap starts: everything happens in user namespaces
  inside,  ///< by setpriv after bubblewrap, on systems that deny user namespaces to ordinary users
};

struct Host {
  Isolation isolation = Isolation::none;
  Demotion demotion = Demotion::unneeded;
  std::string reason;           ///< why there is no sandbox; empty when there is one
  std::string bwrap;            ///< path of bubblewrap
  bool disable_userns = false;  ///< this bubblewrap can forbid nested user namespaces
  uid_t first_uid = 0;          ///< root gives each build a user of its own from here on
  unsigned cores = 1;
  std::string tools_root;  ///< holds the usr of SystemFiles::tools; empty: all of /usr is mounted
};

/// The host user that a slot's processes end up as; nothing when the runner is not root.
[[nodiscard]] std::optional<Identity> identity_of(const Host& host, unsigned slot);

/// Runs `true` in a sandbox like those of builds.
[[nodiscard]] Host probe_host(uid_t first_uid);

/// Paths of the host that the processes of a build must be able to reach by name.
struct HostPaths {
  std::string state;
  std::string node;
  std::string npm;  ///< directory of the npm package; may be empty
};

/// Root's builds run as other users, who cannot pass through a 0700 home directory. So root moves
/// into a mount namespace of its own, binds these paths below /mnt there, and gets the new names.
/// Nothing of it is seen outside, nothing stays behind. Where that is not allowed the paths stay.
/// Call before the first thread starts.
[[nodiscard]] HostPaths reachable_paths(const Host& host, HostPaths paths);

/// First match on PATH, or empty.
[[nodiscard]] std::string find_program(const std::string& name);

}  // namespace sitewright::sandbox
