#include "project/archive/tar.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "project/path.hpp"

namespace sitewright::project {
namespace {

constexpr std::size_t block = 512;
constexpr std::uint64_t most_bytes = (std::uint64_t{1} << 33) - 1;  // eleven octal digits
constexpr std::size_t most_name = 100;
constexpr std::size_t most_prefix = 155;

struct Field {
  std::size_t at, size;
};

constexpr Field name_field{0, 100}, mode_field{100, 8}, uid_field{108, 8}, gid_field{116, 8},
    size_field{124, 12}, time_field{136, 12}, checksum_field{148, 8}, magic_field{257, 8},
    prefix_field{345, 155};
constexpr std::size_t type_at = 156;

void put(std::string& header, Field field, std::string_view text) {
  std::ranges::copy(text.substr(0, field.size), header.begin() + std::ptrdiff_t(field.at));
}

// Octal digits that fill the field up to the NUL at its end.
void put_number(std::string& header, Field field, std::uint64_t number) {
  for (std::size_t i = field.size - 1; i-- > 0; number >>= 3) {
    header[field.at + i] = static_cast<char>('0' + (number & 7));
  }
}

struct Name {
  std::string_view prefix;
  std::string_view name;
};

// The path in the two fields of ustar, if it fits.
std::optional<Name> split(std::string_view path) {
  const bool is_ascii =
      std::ranges::all_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) return std::nullopt;
  if (path.size() <= most_name) return Name{{}, path};
  const std::size_t slash = path.find('/', path.size() - most_name - 1);
  if (slash == std::string_view::npos || slash > most_prefix) return std::nullopt;
  return Name{path.substr(0, slash), path.substr(slash + 1)};
}

std::string header_block(Name name, std::uint64_t bytes, std::uint32_t permissions, char type) {
  std::string header(block, '\0');
  put(header, name_field, name.name);
  put(header, prefix_field, name.prefix);
  put_number(header, mode_field, permissions);
  put_number(header, uid_field, 0);
  put_number(header, gid_field, 0);
  put_number(header, size_field, bytes);
  put_number(header, time_field, 0);
  header[type_at] = type;
  put(header, magic_field, std::string_view("ustar\00000", 8));
  put(header, checksum_field, "        ");  // counts as spaces in its own sum
  std::uint64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put_number(header, {checksum_field.at, checksum_field.size - 1}, sum);
  header[checksum_field.at + 6] = '\0';
  return header;
}

// "27 path=...\n", where the number counts the whole record, itself included.
std::string path_record(std::string_view path) {
  const std::string rest = " path=" + std::string(path) + "\n";
  std::size_t size = rest.size() + 1;
  while (std::to_string(size).size() + rest.size() != size) ++size;
  return std::to_string(size) + rest;
}

}  // namespace

Result<std::string> tar_header(std::string_view path, std::uint64_t bytes, Mode mode) {
  if (auto checked = checked_path(path); !checked) return std::unexpected(checked.error());
  if (bytes > most_bytes) {
    return fail(Code::too_large, shown_path(path) + ": " + std::to_string(bytes) + " bytes");
  }
  const std::uint32_t permissions = mode == Mode::executable ? 0755 : 0644;
  if (const auto name = split(path)) return header_block(*name, bytes, permissions, '0');
  const std::string record = path_record(path);
  std::string out = header_block({{}, "pax-header"}, record.size(), 0644, 'x');
  out += record + tar_padding(record.size());
  // Readers without pax see the end of the path.
  std::string_view end = path.substr(path.size() - std::min(path.size(), most_name));
  out += header_block({{}, end}, bytes, permissions, '0');
  return out;
}

std::string tar_padding(std::uint64_t bytes) {
  return std::string((block - bytes % block) % block, '\0');
}

std::string tar_end() {
  return std::string(2 * block, '\0');
}

Result<std::string> tar_entry(std::string_view path, std::string_view content, Mode mode) {
  auto entry = tar_header(path, content.size(), mode);
  if (entry) entry->append(content).append(tar_padding(content.size()));
  return entry;
}

}  // namespace sitewright::project
