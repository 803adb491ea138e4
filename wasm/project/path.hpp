// The one rule for file paths in a snapshot. Everything that names a file of a generated site
// (model output, manifests, archives, the build runner's tar) passes through checked_path.
// Units:  bytes of UTF-8. No normalisation: two paths are equal when their bytes are.
// Errors: invalid_input, with the offending path (shortened, made printable) and the reason.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::project {

inline constexpr std::size_t max_path_bytes = 200;
inline constexpr std::size_t max_segment_bytes = 100;

/// The path itself when it is one a snapshot may hold:
/// - relative, '/' between segments, no empty, "." or ".." segment;
/// - at most 200 bytes, 100 per segment, well-formed UTF-8;
/// - no backslash, control character or drive letter; no segment begins or ends with a space or
///   ends with a dot (Windows would write another file);
/// - not inside ".git" or "node_modules" at any depth, nor "dist" at the root, in any letter case:
///   those belong to git, npm and the build.
[[nodiscard]] Result<std::string> checked_path(std::string_view path);

/// Equal for two paths that one case-insensitive file system cannot hold both (ASCII letters only).
[[nodiscard]] std::string folded_path(std::string_view path);

/// The path for use in a message: at most 80 bytes, control characters and ill-formed bytes as '?'.
[[nodiscard]] std::string shown_path(std::string_view path);

}  // namespace sitewright::project
