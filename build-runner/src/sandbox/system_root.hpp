// What a build needs of the host's /usr, gathered in a folder: a shell, the small programs that
// build scripts call, and the shared libraries of these, of node and of native packages. Everything
// else of /usr (other languages, compilers, package lists, set-uid programs, documents) would only
// tell a project about the machine, or give it more to try.
// Units:  none.
// Errors: unavailable when it cannot be made, or node does not run on it; the caller mounts all of
//         /usr then.
// Source: the library search of ld.so(8); programs as in Debian 12 and Ubuntu 24.04.
#pragma once

#include <string>

#include "result/result.hpp"
#include "sandbox/host.hpp"

namespace sitewright::sandbox {

/// Copies into `<parent>/<this process's id>` (copies, since a bind of each file would cost every
/// start of a sandbox some hundred mounts). Removes the folders of runners that have ended.
[[nodiscard]] Result<std::string> gather_system_root(const Host& host, const std::string& parent,
                                                     const std::string& node);

}  // namespace sitewright::sandbox
