#include "unpack/tar_writer.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

namespace sitewright::unpack {
namespace {

constexpr std::size_t block_bytes = 512;
constexpr std::size_t name_bytes = 100;

void put(std::string& block, std::size_t offset, std::string_view text) {
  block.replace(offset, text.size(), text);
}

void put_octal(std::string& block, std::size_t offset, int digits, std::uint64_t value) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%0*llo", digits, static_cast<unsigned long long>(value));
  put(block, offset, text.data());
}

void append_entry(std::string& out, std::string_view name, char type, std::string_view body) {
  std::string block(block_bytes, '\0');
  put(block, 0, name.substr(0, name_bytes));
  put_octal(block, 100, 7, 0644);
  put_octal(block, 108, 7, 0);
  put_octal(block, 116, 7, 0);
  put_octal(block, 124, 11, body.size());
  put_octal(block, 136, 11, 1);  // after the epoch, or some tools warn of an implausible time
  put(block, 148, "        ");
  block[156] = type;
  put(block, 257, std::string_view("ustar\00000", 8));
  std::uint64_t sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put_octal(block, 148, 6, sum);
  block[154] = '\0';
  out += block;
  out += body;
  out.append((block_bytes - body.size() % block_bytes) % block_bytes, '\0');
}

// The length of a pax record counts its own digits.
std::string pax_record(std::string_view key, std::string_view value) {
  const std::size_t rest = key.size() + value.size() + 3;
  std::size_t total = rest + 1;
  while (std::to_string(total).size() + rest != total) ++total;
  return std::to_string(total) + ' ' + std::string(key) + '=' + std::string(value) + '\n';
}

}  // namespace

std::string write_tar(std::span<const Member> members) {
  std::size_t size = 2 * block_bytes;
  for (const Member& member : members) size += member.bytes.size() + 4 * block_bytes;
  std::string out;
  out.reserve(size);
  for (const Member& member : members) {
    if (member.path.size() > name_bytes) {
      append_entry(out, "pax", 'x', pax_record("path", member.path));
    }
    append_entry(out, member.path, '0', member.bytes);
  }
  out.append(2 * block_bytes, '\0');
  return out;
}

}  // namespace sitewright::unpack
