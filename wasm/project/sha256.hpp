// SHA-256, the name of every blob and tree in a snapshot.
// Units:  bytes in, 32 bytes or 64 lowercase hex digits out.
// Errors: none; any length below 2^61 bytes.
// Source: FIPS 180-4; the tests hold the vectors of its appendix and of NIST's long messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sitewright::project {

/// Incremental: update() any number of times, then digest() or hex() once.
class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  Sha256& update(std::string_view bytes);
  [[nodiscard]] Digest digest();
  [[nodiscard]] std::string hex();

 private:
  static constexpr std::size_t block_size = 64;

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, block_size> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// 64 lowercase hex digits.
[[nodiscard]] bool is_sha256_hex(std::string_view text);

}  // namespace sitewright::project
