// Writes the archive that a sandbox unpacks for itself: plain files only, every path already
// checked, all of one owner, mode and time, so that the same tree gives the same bytes.
// Units:  bytes.
// Errors: none; paths are those that tar_reader.hpp let through.
// Source: POSIX.1-2017 pax; paths over 100 bytes travel as pax records.
#pragma once

#include <span>
#include <string>

#include "unpack/tar_reader.hpp"

namespace sitewright::unpack {

[[nodiscard]] std::string write_tar(std::span<const Member> members);

}  // namespace sitewright::unpack
