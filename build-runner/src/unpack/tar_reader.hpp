// Reads a tar archive (ustar, pax, GNU long names) that nobody vouches for. Used for the snapshot
// that comes in and for the output that leaves a sandbox, so both follow the same rules.
// Units:  bytes. Members are views into the archive, which must outlive them.
// Errors: a Problem (configuration, or resource for a limit) naming the member; nothing is returned
//         of an archive with one bad member. Links, devices, sparse files, duplicates and paths
//         that project/path.hpp refuses are bad.
// Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/problem.hpp"

namespace sitewright::unpack {

struct TarLimits {
  std::size_t members = 10'000;
  std::size_t file_bytes = 64u << 20;
  std::size_t total_bytes = 64u << 20;
};

struct Member {
  std::string path;
  std::string_view bytes;
};

/// The regular files, sorted by path; directories are checked and left out.
[[nodiscard]] report::Outcome<std::vector<Member>> read_tar(std::string_view archive,
                                                            const TarLimits& limits);

}  // namespace sitewright::unpack
