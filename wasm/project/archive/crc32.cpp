#include "project/archive/crc32.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace sitewright::project {
namespace {

using Table = std::array<std::uint32_t, 256>;

// tables[k][b]: what byte b does to the CRC k bytes later, so that eight bytes go at once.
constexpr std::array<Table, 8> make_tables() {
  std::array<Table, 8> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < 8; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 255];
    }
  }
  return tables;
}

constexpr std::array<Table, 8> tables = make_tables();

}  // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t so_far) {
  std::uint32_t crc = ~so_far;
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
    word ^= crc;
    crc = 0;
    for (std::size_t i = 0; i < 8; ++i) crc ^= tables[7 - i][(word >> (8 * i)) & 255];
    bytes.remove_prefix(8);
  }
  for (const char c : bytes) {
    crc = (crc >> 8) ^ tables[0][(crc ^ static_cast<std::uint8_t>(c)) & 255];
  }
  return ~crc;
}

}  // namespace sitewright::project
