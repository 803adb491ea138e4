// The commands of a build as sandbox specifications: which files each sees and what it may use.
// Every command unpacks the project for itself, from descriptor 0 into memory; the host's disk is
// not written, and what one stage does to the files no other stage sees.
#pragma once

#include <cstdint>
#include <string>

#include "build/workshop.hpp"
#include "sandbox/spec.hpp"

namespace sitewright::build {

struct CommandContext {
  const Workshop& workshop;
  std::string node_modules;  ///< in the store
  std::chrono::steady_clock::time_point deadline;
  unsigned slot;
  int archive_fd;  ///< read from its start, by this command only
  std::string host_directory;
  std::uint64_t memory_bytes = workshop.memory_bytes;
};

/// Type errors, or nothing. `project_references`: tsconfig.json has references, so tsc needs -b.
/// `notes`: a tsbuildinfo of files that the project may share; may be empty.
[[nodiscard]] sandbox::Spec typecheck_command(const CommandContext& context,
                                              bool project_references, const std::string& notes);

/// Writes such a tsbuildinfo to descriptor 3.
[[nodiscard]] sandbox::Spec note_types_command(const CommandContext& context);

/// Runs scripts.build and writes dist/ as a tar to descriptor 3.
[[nodiscard]] sandbox::Spec build_command(const CommandContext& context, const std::string& script);

/// A bundler that waits for a project on descriptor 0 and then does as build_command does with a
/// plain `vite build`. `practice`: a project that it builds beforehand, as a tar; may be empty.
[[nodiscard]] sandbox::Spec resident_command(const CommandContext& context,
                                             const std::string& practice,
                                             const sandbox::StartSignal& start);

}  // namespace sitewright::build
