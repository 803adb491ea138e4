// Canonical Huffman codes of limited length, as deflate wants them.
// Source: RFC 1951, 3.2.2. Lengths over the limit are taken back by the usual repair of the Kraft
//         sum, which costs a fraction of a percent against package-merge and is far shorter.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sitewright::project {

struct PrefixCode {
  std::uint16_t bits = 0;   ///< first bit of the code in bit 0, as it is written
  std::uint8_t length = 0;  ///< 0: the symbol does not occur

  bool operator==(const PrefixCode&) const = default;
};

/// PrefixCode lengths by symbol, at most `limit`. At least two symbols get one, so that the code is
/// complete; readers of old refuse others.
[[nodiscard]] std::vector<std::uint8_t> code_lengths(std::span<const std::uint32_t> frequencies,
                                                     std::uint8_t limit);

[[nodiscard]] std::vector<PrefixCode> codes_of(std::span<const std::uint8_t> lengths);

}  // namespace sitewright::project
