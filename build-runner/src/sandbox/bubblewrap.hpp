// The command line that puts a command into a sandbox.
// Source: bwrap(1) of 0.8 (Debian 12) and 0.9 (Ubuntu 24.04).
#pragma once

#include <string>
#include <vector>

#include "sandbox/host.hpp"
#include "sandbox/spec.hpp"

namespace sitewright::sandbox {

/// Descriptors that the sandboxed side finds open.
inline constexpr int output_fd = 3;      ///< the command writes its result here
inline constexpr int info_fd = 4;        ///< bubblewrap tells the pid of the sandbox's init here
inline constexpr int first_data_fd = 5;  ///< one per DataFile, in order

/// argv; the n-th data file is read from first_data_fd + n.
[[nodiscard]] std::vector<std::string> bubblewrap_arguments(const Host& host, const Spec& spec);

/// `command` behind prlimit, which sets what counts inside the new user namespace.
[[nodiscard]] std::vector<std::string> limited_command(const Host& host, const Spec& spec);

/// What any one process may use until the deadline.
[[nodiscard]] std::uint64_t cpu_seconds(const Host& host,
                                        std::chrono::steady_clock::time_point deadline);

}  // namespace sitewright::sandbox
