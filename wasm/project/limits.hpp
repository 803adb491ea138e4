// How large one snapshot may be. A site of a few hundred files is far below; a runaway model is
// not.
#pragma once

#include <cstddef>

namespace sitewright::project {

inline constexpr std::size_t max_snapshot_files = 2'000;
inline constexpr std::size_t max_file_bytes = 1 << 20;             // 1 MiB
inline constexpr std::size_t max_snapshot_bytes = 20 * (1 << 20);  // 20 MiB

}  // namespace sitewright::project
