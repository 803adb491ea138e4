// Tar archives, entry by entry: what the build runner is sent.
// Units:  bytes; every piece is a multiple of 512 but content itself.
// Errors: invalid_input for a path that breaks project/path.hpp; too_large for 8 GiB and more.
// An archive is, for each file, tar_header, its content and tar_padding, and in the end tar_end. A
// host can so send files without holding the archive. Owner 0, time 0: equal files, equal bytes.
// Source: POSIX.1-2017 pax, "ustar" headers; a path that does not fit one, or is not ASCII, is
// given
//         in a pax header before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "project/manifest.hpp"
#include "result/result.hpp"

namespace sitewright::project {

[[nodiscard]] Result<std::string> tar_header(std::string_view path, std::uint64_t bytes, Mode mode);
[[nodiscard]] std::string tar_padding(std::uint64_t bytes);
[[nodiscard]] std::string tar_end();

/// Header, content and padding of one file.
[[nodiscard]] Result<std::string> tar_entry(std::string_view path, std::string_view content,
                                            Mode mode);

}  // namespace sitewright::project
