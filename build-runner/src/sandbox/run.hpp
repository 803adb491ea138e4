// Runs one command in a sandbox to its end and makes sure that nothing of it is left: a pid
// namespace dies with its init, and run() returns only after that.
// Units:  bytes, milliseconds.
// Errors: unavailable when the sandbox could not be set up. Whatever the command does is a
// RunResult. Ownership: blocks the calling thread, which must not end before run() returns.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sandbox/cancel.hpp"
#include "sandbox/host.hpp"
#include "sandbox/spec.hpp"

namespace sitewright::sandbox {

enum class Ended : std::uint8_t {
  exited,  ///< by itself; exit_code says how, 128 + n for signal n
  cancelled,
  timed_out,
  over_memory,
  over_processes,
  over_scratch,  ///< too many files
  over_text,     ///< stdout and stderr
  over_output,   ///< descriptor 3
};

struct RunUsage {
  std::uint64_t peak_memory_bytes = 0;
  std::uint64_t cpu_ms = 0;
  std::uint64_t wall_ms = 0;
};

struct RunResult {
  Ended ended = Ended::exited;
  int exit_code = 0;
  std::string output;  ///< what came over descriptor 3
  RunUsage usage;
};

/// Called on the thread of run().
struct Observer {
  std::function<void(std::string_view)> on_out;
  std::function<void(std::string_view)> on_err;
  std::function<void()> on_tick;  ///< at least every 100 ms
};

[[nodiscard]] Result<RunResult> run(const Host& host, const Spec& spec, const Observer& observer,
                                    const CancelToken& cancel);

}  // namespace sitewright::sandbox
