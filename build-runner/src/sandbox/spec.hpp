// What a command inside the sandbox sees, gets and may use up.
// Units:  bytes, milliseconds, counts.
// Ownership: fds and the start signal are borrowed for the length of one run().
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/start_signal.hpp"

namespace sitewright::sandbox {

/// Where the project lies inside; commands start there.
inline constexpr const char* work_directory = "/site";

/// How much of the host's /usr lies in the sandbox.
enum class SystemFiles : std::uint8_t {
  all,
  tools,  ///< what system_root() gathered: a shell, the usual small programs, shared libraries
};

struct Mount {
  enum class Kind : std::uint8_t { read_only, read_write, scratch };
  Kind kind;
  std::string target;
  std::string source = {};       ///< a host path; unused by scratch
  std::uint64_t size_bytes = 0;  ///< of a scratch file system in memory
};

/// A read-only file made of these bytes, private to the sandbox.
struct DataFile {
  std::string target;
  std::string bytes;
};

struct Limits {
  std::chrono::steady_clock::time_point deadline;
  std::uint64_t memory_bytes = 1536ull << 20;  ///< all processes and scratch files together
  std::uint64_t scratch_bytes = 512ull << 20;  ///< the project directory
  std::uint64_t scratch_files = 200'000;
  std::uint64_t file_bytes = 128ull << 20;  ///< any one file
  std::uint64_t processes = 512;            ///< threads count as well
  std::uint64_t open_files = 4096;
  std::uint64_t text_bytes = 64ull << 20;    ///< stdout and stderr together, before the kill
  std::uint64_t output_bytes = 80ull << 20;  ///< descriptor 3
};

struct Spec {
  std::vector<std::string> command;  ///< found on PATH inside the sandbox
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<Mount> mounts;
  std::vector<DataFile> data;
  SystemFiles system = SystemFiles::all;
  Limits limits;
  int input_fd = -1;           ///< descriptor 0; -1 is /dev/null
  unsigned identity_slot = 0;  ///< which of the runner's spare users to be, when it is root
  /// For a command that waits for its work: limits.deadline is when it has waited for too long.
  const StartSignal* start = nullptr;
  std::string host_directory;  ///< used as the project directory when there is no sandbox
};

}  // namespace sitewright::sandbox
