// A control group for one run, where the machine lets the runner make one: the kernel then holds
// the memory and process limits, which the sampling in run.cpp can only notice afterwards. Units:
// bytes, counts. Errors: create() gives nothing when control groups are absent or not writable.
// Source: kernel docs admin-guide/cgroup-v1/memory.rst, pids.rst and admin-guide/cgroup-v2.rst.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/fd.hpp"

namespace sitewright::sandbox {

class Cgroup {
 public:
  [[nodiscard]] static std::optional<Cgroup> create(std::uint64_t memory_bytes,
                                                    std::uint64_t processes);
  Cgroup(Cgroup&& other) noexcept = default;
  Cgroup& operator=(Cgroup&& other) noexcept = default;
  ~Cgroup();  ///< removes the group; its processes have ended

  /// Open files; a process that writes "0" to each is inside.
  [[nodiscard]] std::vector<int> entrances() const;
  [[nodiscard]] bool ran_out_of_memory() const;
  [[nodiscard]] bool ran_out_of_processes() const;
  void kill_members() const;

 private:
  Cgroup() = default;
  bool add_directory(const std::string& directory);

  std::vector<std::string> directories_;  ///< one (v2), or one per controller (v1)
  std::vector<Fd> entrances_;
};

/// Removes the groups of runners that were killed.
void remove_stale_cgroups();

}  // namespace sitewright::sandbox
