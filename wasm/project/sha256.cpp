#include "project/sha256.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sitewright::project {
namespace {

constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t read_big_endian(const std::uint8_t* from) {
  std::uint32_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::little) word = std::byteswap(word);
  return word;
}

// The eight working variables rotate by name instead of by moving, so a round is only arithmetic.
void round(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t& d, std::uint32_t e,
           std::uint32_t f, std::uint32_t g, std::uint32_t& h, std::uint32_t constant_and_word) {
  const std::uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                           (g ^ (e & (f ^ g))) + constant_and_word;
  const std::uint32_t t2 =
      (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) | (c & (a | b)));
  d += t1;
  h = t1 + t2;
}

void extend(std::array<std::uint32_t, 64>& w) {
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
}

void compress(std::array<std::uint32_t, 8>& state, const std::uint8_t* block, std::size_t count) {
  std::array<std::uint32_t, 64> w{};
  for (; count > 0; --count, block += 64) {
    for (std::size_t i = 0; i < 16; ++i) w[i] = read_big_endian(block + 4 * i);
    extend(w);
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; i += 8) {
      round(a, b, c, d, e, f, g, h, round_constants[i] + w[i]);
      round(h, a, b, c, d, e, f, g, round_constants[i + 1] + w[i + 1]);
      round(g, h, a, b, c, d, e, f, round_constants[i + 2] + w[i + 2]);
      round(f, g, h, a, b, c, d, e, round_constants[i + 3] + w[i + 3]);
      round(e, f, g, h, a, b, c, d, round_constants[i + 4] + w[i + 4]);
      round(d, e, f, g, h, a, b, c, round_constants[i + 5] + w[i + 5]);
      round(c, d, e, f, g, h, a, b, round_constants[i + 6] + w[i + 6]);
      round(b, c, d, e, f, g, h, a, round_constants[i + 7] + w[i + 7]);
    }
    const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += added[i];
  }
}

}  // namespace

Sha256& Sha256::update(std::string_view bytes) {
  total_ += bytes.size();
  const auto* from = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  if (pending_size_ > 0) {
    const std::size_t taken = std::min(left, block_size - pending_size_);
    std::copy_n(from, taken, pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_));
    pending_size_ += taken;
    from += taken;
    left -= taken;
    if (pending_size_ < block_size) return *this;
    compress(state_, pending_.data(), 1);
    pending_size_ = 0;
  }
  compress(state_, from, left / block_size);
  from += left / block_size * block_size;
  left %= block_size;
  std::copy_n(from, left, pending_.begin());
  pending_size_ = left;
  return *this;
}

Sha256::Digest Sha256::digest() {
  const std::uint64_t bits = total_ * 8;
  pending_[pending_size_++] = 0x80;
  if (pending_size_ > block_size - 8) {
    std::fill(pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_), pending_.end(), 0);
    compress(state_, pending_.data(), 1);
    pending_size_ = 0;
  }
  std::fill(pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_), pending_.end(), 0);
  for (std::size_t i = 0; i < 8; ++i) {
    pending_[block_size - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  }
  compress(state_, pending_.data(), 1);
  Digest out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  }
  return out;
}

std::string Sha256::hex() {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const std::uint8_t byte : digest()) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  return Sha256{}.update(bytes).hex();
}

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace sitewright::project
