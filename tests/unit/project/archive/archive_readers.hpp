// Small strict readers of deflate, zip and tar, for tests and fuzzers only. Each gives nothing for
// anything that its format forbids.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::testing {

// After RFC 1951, the slow and obvious way: one bit at a time.
class Inflater {
 public:
  explicit Inflater(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string> run() {
    bool is_last = false;
    while (ok_ && !is_last) {
      is_last = bits(1) == 1;
      const auto kind = bits(2);
      if (kind == 0) {
        stored();
      } else if (kind == 1) {
        std::vector<int> literals(288, 8);
        for (std::size_t i = 144; i < 256; ++i) literals[i] = 9;
        for (std::size_t i = 256; i < 280; ++i) literals[i] = 7;
        data(Tree(literals), Tree(std::vector<int>(30, 5)));
      } else if (kind == 2) {
        dynamic();
      } else {
        ok_ = false;
      }
    }
    if (!ok_ || (at_ + 7) / 8 != bytes_.size()) return {};
    return out_;
  }

 private:
  struct Tree {
    explicit Tree(const std::vector<int>& lengths) {
      for (const int length : lengths) ++counts[static_cast<std::size_t>(length)];
      counts[0] = 0;
      int left = 1;
      for (std::size_t i = 1; i < 16; ++i) left = left * 2 - counts[i];
      is_sound = left >= 0;
      for (std::size_t length = 1; length < 16; ++length) {
        for (std::size_t i = 0; i < lengths.size(); ++i) {
          if (lengths[i] == static_cast<int>(length)) symbols.push_back(static_cast<int>(i));
        }
      }
    }
    std::array<int, 16> counts{};
    std::vector<int> symbols;
    bool is_sound = false;
  };

  unsigned bits(unsigned count) {
    unsigned out = 0;
    for (unsigned i = 0; i < count; ++i, ++at_) {
      if (at_ / 8 >= bytes_.size()) {
        ok_ = false;
        return 0;
      }
      out |= ((static_cast<unsigned char>(bytes_[at_ / 8]) >> (at_ % 8)) & 1U) << i;
    }
    return out;
  }

  int symbol(const Tree& tree) {
    int code = 0;
    int first = 0;
    int index = 0;
    for (std::size_t length = 1; length < 16 && ok_; ++length) {
      code |= static_cast<int>(bits(1));
      const int count = tree.counts[length];
      if (code - first < count) return tree.symbols[static_cast<std::size_t>(index + code - first)];
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    ok_ = false;
    return 0;
  }

  void stored() {
    at_ = (at_ + 7) / 8 * 8;
    const unsigned size = bits(16);
    if (bits(16) != (size ^ 0xFFFFU) || at_ / 8 + size > bytes_.size()) {
      ok_ = false;
      return;
    }
    out_ += bytes_.substr(at_ / 8, size);
    at_ += std::size_t{size} * 8;
  }

  void dynamic() {
    static constexpr std::array<std::size_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                       11, 4,  12, 3, 13, 2, 14, 1, 15};
    const std::size_t literals = bits(5) + 257;
    const std::size_t distances = bits(5) + 1;
    const std::size_t count = bits(4) + 4;
    std::vector<int> code(19);
    for (std::size_t i = 0; i < count; ++i) code[order[i]] = static_cast<int>(bits(3));
    const Tree tree(code);
    std::vector<int> lengths;
    while (ok_ && tree.is_sound && lengths.size() < literals + distances) {
      const int next = symbol(tree);
      if (next < 16) {
        lengths.push_back(next);
      } else if (next == 16 && lengths.empty()) {
        ok_ = false;
      } else {
        const int value = next == 16 ? lengths.back() : 0;
        const std::size_t repeat = next == 16   ? 3 + bits(2)
                                   : next == 17 ? 3 + bits(3)
                                                : 11 + bits(7);
        lengths.insert(lengths.end(), repeat, value);
      }
    }
    if (!ok_ || lengths.size() != literals + distances || literals > 286 || distances > 30) {
      ok_ = false;
      return;
    }
    const auto split = lengths.begin() + static_cast<std::ptrdiff_t>(literals);
    data(Tree({lengths.begin(), split}), Tree({split, lengths.end()}));
  }

  void data(const Tree& literals, const Tree& distances) {
    static constexpr std::array<std::size_t, 29> length_base{
        3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
        31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static constexpr std::array<unsigned, 29> length_extra{
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    static constexpr std::array<std::size_t, 30> distance_base{
        1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
        193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    if (!literals.is_sound || !distances.is_sound) ok_ = false;
    while (ok_) {
      const auto next = static_cast<std::size_t>(symbol(literals));
      if (next < 256) {
        out_ += static_cast<char>(next);
        continue;
      }
      if (next == 256) return;
      if (next > 285) break;
      std::size_t length = length_base[next - 257] + bits(length_extra[next - 257]);
      const auto code = static_cast<std::size_t>(symbol(distances));
      const std::size_t distance =
          distance_base[code] + bits(code < 4 ? 0U : unsigned(code) / 2 - 1);
      if (!ok_ || distance > out_.size()) break;
      for (; length > 0; --length) out_ += out_[out_.size() - distance];
    }
    ok_ = false;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;  // in bits
  std::string out_;
  bool ok_ = true;
};

struct ArchivedFile {
  std::string path;
  std::string content;
  unsigned mode;

  bool operator==(const ArchivedFile&) const = default;
};

inline std::uint32_t slow_crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

/// By the directory at the end; every local header must say the same.
inline std::optional<std::vector<ArchivedFile>> read_zip(std::string_view zip) {
  const auto number = [&](std::size_t at, std::size_t size) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) {
      out |= std::uint32_t{static_cast<unsigned char>(zip[at + i])} << (8 * i);
    }
    return std::size_t{out};
  };
  if (zip.size() < 22 || zip.substr(zip.size() - 22, 4) != "PK\x05\x06") return {};
  const std::size_t end = zip.size() - 22;
  const std::size_t count = number(end + 10, 2);
  std::size_t at = number(end + 16, 4);
  if (at + number(end + 12, 4) != end) return {};
  std::vector<ArchivedFile> files;
  std::size_t local = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (zip.substr(at, 4) != "PK\x01\x02" || number(at + 42, 4) != local) return {};
    const std::size_t name_size = number(at + 28, 2);
    const std::string_view name = zip.substr(at + 46, name_size);
    // version needed to name size, and the name, are the same in both.
    if (zip.substr(local, 4) != "PK\x03\x04") return {};
    if (zip.substr(local + 4, 24) != zip.substr(at + 6, 24)) return {};
    if (zip.substr(local + 30, name_size) != name) return {};
    const std::string_view data = zip.substr(local + 30 + name_size, number(at + 20, 4));
    auto content = number(at + 10, 2) == 8 ? Inflater(data).run() : std::string(data);
    if (!content || content->size() != number(at + 24, 4)) return {};
    if (slow_crc32(*content) != number(at + 16, 4)) return {};
    files.push_back({std::string(name), *content, unsigned(number(at + 40, 2))});
    local += 30 + name_size + data.size();
    at += 46 + name_size;
  }
  return at == end && local == number(end + 16, 4) ? std::optional(files) : std::nullopt;
}

/// With pax paths.
inline std::optional<std::vector<ArchivedFile>> read_tar(std::string_view tar) {
  std::vector<ArchivedFile> files;
  std::string pax_path;
  for (std::size_t at = 0; at + 1024 <= tar.size();) {
    const std::string_view header = tar.substr(at, 512);
    if (header == std::string(512, '\0')) {
      if (tar.substr(at) != std::string(1024, '\0')) return {};
      return files;
    }
    const auto octal = [&](std::size_t from, std::size_t size) {
      std::size_t out = 0;
      for (const char c : header.substr(from, size)) {
        if (c >= '0' && c <= '7') out = out * 8 + static_cast<std::size_t>(c - '0');
      }
      return out;
    };
    const auto text = [&](std::size_t from, std::size_t size) {
      const std::string_view field = header.substr(from, size);
      return std::string(field.substr(0, field.find('\0')));
    };
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 512; ++i) {
      sum += i >= 148 && i < 156 ? std::size_t{' '}
                                 : std::size_t{static_cast<unsigned char>(header[i])};
    }
    if (octal(148, 8) != sum || text(257, 6) != "ustar" || octal(136, 12) != 0) return {};
    const std::size_t size = octal(124, 12);
    const std::string content(tar.substr(at + 512, size));
    at += 512 + (size + 511) / 512 * 512;
    if (header[156] == 'x') {
      const std::size_t space = content.find(" path=");
      if (space == std::string::npos || content.substr(0, space) != std::to_string(size)) return {};
      pax_path = content.substr(space + 6, size - space - 7);
      continue;
    }
    std::string path = text(0, 100);
    if (const auto prefix = text(345, 155); !prefix.empty()) path = prefix + "/" + path;
    if (!pax_path.empty()) path = std::exchange(pax_path, {});
    files.push_back({path, content, unsigned(octal(100, 8))});
  }
  return {};
}

}  // namespace sitewright::testing
