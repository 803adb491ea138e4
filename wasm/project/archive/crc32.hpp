// CRC-32 as zip and gzip use it (ISO 3309, polynomial 0xEDB88320 reflected).
#pragma once

#include <cstdint>
#include <string_view>

namespace sitewright::project {

/// `so_far` is the CRC of the bytes before, to go on in pieces.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes, std::uint32_t so_far = 0);

}  // namespace sitewright::project
