// What an archive gives lies inside it and has only checked paths, each once; written anew it reads
// the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "project/path.hpp"
#include "unpack/tar_reader.hpp"
#include "unpack/tar_writer.hpp"

namespace {

using sitewright::unpack::Member;

constexpr std::size_t block_bytes = 512;

/// Makes the checksum of each header right, which no mutation would find by itself.
std::string with_checksums(std::string archive) {
  for (std::size_t at = 0; at + block_bytes <= archive.size();) {
    archive.replace(at + 148, 8, 8, ' ');
    unsigned sum = 0;
    for (std::size_t i = 0; i < block_bytes; ++i)
      sum += static_cast<unsigned char>(archive[at + i]);
    char text[9] = {};
    std::snprintf(text, sizeof text, "%06o", sum & 0777777u);
    archive.replace(at + 148, 7, std::string_view(text, 7));
    const std::size_t size = std::strtoull(archive.substr(at + 124, 11).c_str(), nullptr, 8);
    if (size > archive.size()) break;
    at += block_bytes + (size + block_bytes - 1) / block_bytes * block_bytes;
  }
  return archive;
}

void judge(std::string_view archive) {
  const auto members = sitewright::unpack::read_tar(archive, {200, 1u << 16, 1u << 18});
  if (!members) {
    if (members.error().code.empty() || members.error().message.empty()) std::abort();
    return;
  }
  std::size_t total = 0;
  for (const Member& member : *members) {
    if (!sitewright::project::checked_path(member.path)) std::abort();
    total += member.bytes.size();
    if (member.bytes.empty()) continue;
    if (member.bytes.data() < archive.data() ||
        member.bytes.data() + member.bytes.size() > archive.data() + archive.size()) {
      std::abort();
    }
  }
  if (members->size() > 200 || total > 1u << 18) std::abort();
  if (std::ranges::adjacent_find(*members, std::ranges::greater_equal(), &Member::path) !=
      members->end()) {
    std::abort();
  }
  const std::string again = sitewright::unpack::write_tar(*members);
  const auto same = sitewright::unpack::read_tar(again, {200, 1u << 16, 1u << 18});
  const auto equal = [](const Member& a, const Member& b) {
    return a.path == b.path && a.bytes == b.bytes;
  };
  if (!same || !std::ranges::equal(*members, *same, equal)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string archive(reinterpret_cast<const char*>(data), size);
  judge(archive);
  judge(with_checksums(archive));
  return 0;
}
