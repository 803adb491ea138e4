#include "project/archive/deflate.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "project/archive/huffman.hpp"
#include "project/archive/lz77.hpp"

namespace sitewright::project {
namespace {

constexpr std::size_t literal_symbols = 286;
constexpr std::size_t distance_symbols = 30;
constexpr std::size_t end_of_block = 256;
constexpr std::size_t tokens_per_block = 20'000;
constexpr std::size_t most_stored = 65'535;

class BitWriter {
 public:
  /// At most 32 bits.
  void put(std::uint32_t bits, std::uint32_t count) {
    pending_ |= std::uint64_t{bits} << used_;
    used_ += count;
    if (used_ >= 32) write(4);
  }
  void put(PrefixCode code) { put(code.bits, code.length); }
  void align() {
    used_ = (used_ + 7) / 8 * 8;
    write(used_ / 8);
  }
  void append(std::string_view bytes) { out_ += bytes; }  // only when aligned
  std::string finish() && {
    align();
    return std::move(out_);
  }

 private:
  void write(std::uint32_t bytes) {
    std::array<char, 8> lowest_first;
    for (std::size_t i = 0; i < 8; ++i) lowest_first[i] = static_cast<char>(pending_ >> (8 * i));
    out_.append(lowest_first.data(), bytes);
    pending_ = bytes == 8 ? 0 : pending_ >> (8 * bytes);
    used_ -= 8 * bytes;
  }

  std::string out_;
  std::uint64_t pending_ = 0;
  std::uint32_t used_ = 0;  // bits of pending_, fewer than 32 between two calls
};

// A length or distance: its symbol, and the extra bits that follow it.
struct Coded {
  std::size_t symbol;
  std::uint32_t extra;
  std::uint32_t extra_bits;
};

Coded coded_length(std::uint32_t length) {
  if (length == 258) return {285, 0, 0};
  const std::uint32_t n = length - 3;
  if (n < 8) return {257 + n, 0, 0};
  const auto extra_bits = static_cast<std::uint32_t>(std::bit_width(n)) - 3;
  return {257 + 4 * (extra_bits + 1) + ((n >> extra_bits) & 3), n & ((1U << extra_bits) - 1),
          extra_bits};
}

Coded coded_distance(std::uint32_t distance) {
  const std::uint32_t n = distance - 1;
  if (n < 4) return {n, 0, 0};
  const auto extra_bits = static_cast<std::uint32_t>(std::bit_width(n)) - 2;
  return {2 * (extra_bits + 1) + ((n >> extra_bits) & 1), n & ((1U << extra_bits) - 1), extra_bits};
}

struct Frequencies {
  std::array<std::uint32_t, literal_symbols> literals{};
  std::array<std::uint32_t, distance_symbols> distances{};
  std::uint64_t extra_bits = 0;
};

Frequencies count(std::span<const Token> tokens) {
  Frequencies frequencies;
  frequencies.literals[end_of_block] = 1;
  for (const Token& token : tokens) {
    if (token.distance == 0) {
      ++frequencies.literals[token.value];
      continue;
    }
    const Coded length = coded_length(token.value);
    const Coded distance = coded_distance(token.distance);
    ++frequencies.literals[length.symbol];
    ++frequencies.distances[distance.symbol];
    frequencies.extra_bits += length.extra_bits + distance.extra_bits;
  }
  return frequencies;
}

struct Lengths {
  std::vector<std::uint8_t> literals;
  std::vector<std::uint8_t> distances;
};

Lengths fixed_lengths() {
  Lengths lengths{std::vector<std::uint8_t>(288, 8), std::vector<std::uint8_t>(30, 5)};
  std::fill_n(lengths.literals.begin() + 144, 112, std::uint8_t{9});
  std::fill_n(lengths.literals.begin() + 256, 24, std::uint8_t{7});
  return lengths;
}

std::uint64_t data_bits(const Frequencies& frequencies, const Lengths& lengths) {
  std::uint64_t bits = frequencies.extra_bits;
  for (std::size_t i = 0; i < literal_symbols; ++i) {
    bits += std::uint64_t{frequencies.literals[i]} * lengths.literals[i];
  }
  for (std::size_t i = 0; i < distance_symbols; ++i) {
    bits += std::uint64_t{frequencies.distances[i]} * lengths.distances[i];
  }
  return bits;
}

// The description of a dynamic block's two codes: run lengths of code lengths, themselves coded.
class Header {
 public:
  explicit Header(const Lengths& lengths)
      : literal_count_(used(lengths.literals, 257)), distance_count_(used(lengths.distances, 1)) {
    std::vector<std::uint8_t> all(lengths.literals.begin(),
                                  lengths.literals.begin() + std::ptrdiff_t(literal_count_));
    all.insert(all.end(), lengths.distances.begin(),
               lengths.distances.begin() + std::ptrdiff_t(distance_count_));
    for (std::size_t at = 0; at < all.size();) at += add_run(all, at);
    std::array<std::uint32_t, 19> frequencies{};
    for (const Run& run : runs_) ++frequencies[run.symbol];
    lengths_ = code_lengths(frequencies, 7);
    while (length_count_ > 4 && lengths_[order[length_count_ - 1]] == 0) --length_count_;
  }

  [[nodiscard]] std::uint64_t bits() const {
    std::uint64_t bits = 14 + 3 * length_count_;
    for (const Run& run : runs_) bits += lengths_[run.symbol] + run.extra_bits;
    return bits;
  }

  void write(BitWriter& out) const {
    out.put(static_cast<std::uint32_t>(literal_count_ - 257), 5);
    out.put(static_cast<std::uint32_t>(distance_count_ - 1), 5);
    out.put(static_cast<std::uint32_t>(length_count_ - 4), 4);
    for (std::size_t i = 0; i < length_count_; ++i) out.put(lengths_[order[i]], 3);
    const auto codes = codes_of(lengths_);
    for (const Run& run : runs_) {
      out.put(codes[run.symbol]);
      out.put(run.extra, run.extra_bits);
    }
  }

 private:
  static constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                      11, 4,  12, 3, 13, 2, 14, 1, 15};
  struct Run {
    std::uint8_t symbol;
    std::uint8_t extra;
    std::uint8_t extra_bits;
  };

  static std::size_t used(const std::vector<std::uint8_t>& lengths, std::size_t least) {
    std::size_t size = lengths.size();
    while (size > least && lengths[size - 1] == 0) --size;
    return size;
  }

  std::size_t add_run(const std::vector<std::uint8_t>& all, std::size_t at) {
    std::size_t end = at;
    while (end < all.size() && all[end] == all[at]) ++end;
    const std::size_t size = end - at;
    if (all[at] == 0 && size >= 3) {
      const auto taken = static_cast<std::uint8_t>(std::min<std::size_t>(size, 138));
      runs_.push_back(taken >= 11 ? Run{18, static_cast<std::uint8_t>(taken - 11), 7}
                                  : Run{17, static_cast<std::uint8_t>(taken - 3), 3});
      return taken;
    }
    if (at > 0 && all[at] == all[at - 1] && size >= 3) {
      const auto taken = static_cast<std::uint8_t>(std::min<std::size_t>(size, 6));
      runs_.push_back({16, static_cast<std::uint8_t>(taken - 3), 2});
      return taken;
    }
    runs_.push_back({all[at], 0, 0});
    return 1;
  }

  std::size_t literal_count_;
  std::size_t distance_count_;
  std::size_t length_count_ = 19;
  std::vector<Run> runs_;
  std::vector<std::uint8_t> lengths_;
};

void put_coded(BitWriter& out, PrefixCode code, const Coded& coded) {
  out.put(code.bits | (coded.extra << code.length), code.length + coded.extra_bits);
}

void write_tokens(BitWriter& out, std::span<const Token> tokens, const Lengths& lengths) {
  const auto literals = codes_of(lengths.literals);
  const auto distances = codes_of(lengths.distances);
  for (const Token& token : tokens) {
    if (token.distance == 0) {
      out.put(literals[token.value]);
      continue;
    }
    const Coded length = coded_length(token.value);
    put_coded(out, literals[length.symbol], length);
    const Coded distance = coded_distance(token.distance);
    put_coded(out, distances[distance.symbol], distance);
  }
  out.put(literals[end_of_block]);
}

void write_stored(BitWriter& out, std::string_view bytes, bool is_last) {
  do {
    const std::string_view part = bytes.substr(0, most_stored);
    bytes.remove_prefix(part.size());
    out.put(is_last && bytes.empty() ? 1 : 0, 1);
    out.put(0, 2);
    out.align();
    const auto size = static_cast<std::uint32_t>(part.size());
    out.put(size, 16);
    out.put(~size & 0xFFFF, 16);
    out.append(part);
  } while (!bytes.empty());
}

// The smallest of the three kinds of block.
void write_block(BitWriter& out, std::span<const Token> tokens, std::string_view bytes,
                 bool is_last) {
  const Lengths fixed = fixed_lengths();
  const Frequencies frequencies = count(tokens);
  const Lengths dynamic{code_lengths(frequencies.literals, 15),
                        code_lengths(frequencies.distances, 15)};
  const Header header(dynamic);
  const std::uint64_t dynamic_bits = header.bits() + data_bits(frequencies, dynamic);
  const std::uint64_t fixed_bits = data_bits(frequencies, fixed);
  const std::uint64_t stored_bits = bytes.size() * 8 + (bytes.size() / most_stored + 1) * 40;
  if (stored_bits < std::min(fixed_bits, dynamic_bits)) return write_stored(out, bytes, is_last);
  const bool is_dynamic = dynamic_bits < fixed_bits;
  out.put(is_last ? 1 : 0, 1);
  out.put(is_dynamic ? 2 : 1, 2);
  if (is_dynamic) header.write(out);
  write_tokens(out, tokens, is_dynamic ? dynamic : fixed);
}

}  // namespace

std::string deflate(std::string_view bytes) {
  BitWriter out;
  Matcher matcher(bytes);
  std::vector<Token> tokens;
  do {
    const std::size_t begin = matcher.position();
    tokens.clear();
    matcher.next(tokens, tokens_per_block);
    const std::size_t end = matcher.position();
    write_block(out, tokens, bytes.substr(begin, end - begin), end == bytes.size());
  } while (matcher.position() < bytes.size());
  return std::move(out).finish();
}

}  // namespace sitewright::project
