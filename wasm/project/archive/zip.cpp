#include "project/archive/zip.hpp"

#include <cstddef>
#include <utility>

#include "project/archive/crc32.hpp"
#include "project/archive/deflate.hpp"
#include "project/path.hpp"

namespace sitewright::project {
namespace {

constexpr std::uint64_t most_bytes = 0xFFFF'FFFE;  // all ones would mean zip64
constexpr std::size_t most_entries = 0xFFFE;
constexpr std::uint32_t reader_version = 20;                       // 2.0: deflate
constexpr std::uint32_t writer_version = 3 << 8 | reader_version;  // 3: modes are Unix modes
constexpr std::uint32_t utf8_names = 1 << 11;
constexpr std::uint32_t first_day = 1 << 5 | 1;  // 1980-01-01 as DOS writes it

void put16(std::string& out, std::uint32_t number) {
  out += static_cast<char>(number & 255);
  out += static_cast<char>((number >> 8) & 255);
}

void put32(std::string& out, std::uint64_t number) {
  put16(out, static_cast<std::uint32_t>(number & 0xFFFF));
  put16(out, static_cast<std::uint32_t>((number >> 16) & 0xFFFF));
}

struct Entry {
  std::string_view path;
  std::uint32_t method;  // 0 stored, 8 deflated
  std::uint32_t crc;
  std::size_t packed_bytes;
  std::size_t bytes;
};

// The fields that the local header and the directory have in common.
void put_common(std::string& out, const Entry& entry) {
  put16(out, reader_version);
  put16(out, utf8_names);
  put16(out, entry.method);
  put16(out, 0);
  put16(out, first_day);
  put32(out, entry.crc);
  put32(out, entry.packed_bytes);
  put32(out, entry.bytes);
  put16(out, static_cast<std::uint32_t>(entry.path.size()));
  put16(out, 0);  // no extra field
}

std::string directory_entry(const Entry& entry, Mode mode, std::uint64_t offset) {
  std::string out = "PK\x01\x02";
  put16(out, writer_version);
  put_common(out, entry);
  put16(out, 0);  // no comment
  put16(out, 0);  // first disk
  put16(out, 0);
  const std::uint64_t unix_mode = mode == Mode::executable ? 0100755 : 0100644;
  put32(out, unix_mode << 16);
  put32(out, offset);
  out += entry.path;
  return out;
}

}  // namespace

Result<std::string> ZipWriter::add(std::string_view path, std::string_view content, Mode mode,
                                   Compression compression) {
  if (auto checked = checked_path(path); !checked) return std::unexpected(checked.error());
  if (paths_.contains(path)) {
    return fail(Code::invalid_input, "'" + shown_path(path) + "' is there twice");
  }
  std::string packed;
  if (compression == Compression::deflate && !content.empty()) packed = deflate(content);
  const bool is_packed = !packed.empty() && packed.size() < content.size();
  const std::string_view data = is_packed ? std::string_view(packed) : content;
  const Entry entry{path, is_packed ? 8U : 0U, crc32(content), data.size(), content.size()};

  std::string out = "PK\x03\x04";
  put_common(out, entry);
  out += path;
  const std::uint64_t archive =
      offset_ + out.size() + data.size() + directory_.size() + max_path_bytes + 128;
  if (paths_.size() == most_entries || content.size() > most_bytes || archive > most_bytes) {
    return fail(Code::too_large, "the archive would need zip64 for '" + shown_path(path) + "'");
  }
  out += data;
  directory_ += directory_entry(entry, mode, offset_);
  offset_ += out.size();
  paths_.emplace(path);
  return out;
}

std::string ZipWriter::finish() const {
  std::string out = directory_;
  out += "PK\x05\x06";
  put32(out, 0);  // one disk
  const auto count = static_cast<std::uint32_t>(paths_.size());
  put16(out, count);
  put16(out, count);
  put32(out, directory_.size());
  put32(out, offset_);
  put16(out, 0);  // no comment
  return out;
}

}  // namespace sitewright::project
