#include "unpack/tar_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>

#include "project/path.hpp"

namespace sitewright::unpack {
namespace {

using report::Category;
using report::Outcome;
using report::problem;

constexpr std::size_t block_bytes = 512;
constexpr std::size_t max_extension_bytes = 64u << 10;

struct Header {
  std::string path;
  std::uint64_t size = 0;
  char type = '0';
};

std::string_view text_field(std::string_view block, std::size_t offset, std::size_t length) {
  const std::string_view field = block.substr(offset, length);
  return field.substr(0, field.find('\0'));
}

// Octal digits between spaces and NULs. GNU's base-256 form is for sizes no limit here allows.
std::optional<std::uint64_t> octal_field(std::string_view block, std::size_t offset,
                                         std::size_t length) {
  std::string_view field = block.substr(offset, length);
  while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
  const std::size_t end = field.find_first_of(std::string_view(" \0", 2));
  field = field.substr(0, end);
  if (field.empty()) return 0;
  std::uint64_t value = 0;
  const auto [at, error] = std::from_chars(field.data(), field.data() + field.size(), value, 8);
  if (error != std::errc{} || at != field.data() + field.size()) return std::nullopt;
  return value;
}

bool checksum_holds(std::string_view block) {
  const auto stored = octal_field(block, 148, 8);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    sum += i >= 148 && i < 156 ? std::uint64_t{' '} : static_cast<unsigned char>(block[i]);
  }
  return stored == sum;
}

std::optional<Header> parse_header(std::string_view block) {
  if (!checksum_holds(block)) return std::nullopt;
  const auto size = octal_field(block, 124, 12);
  if (!size) return std::nullopt;
  Header header{std::string(text_field(block, 0, 100)), *size, block[156]};
  const std::string_view prefix = text_field(block, 345, 155);
  if (block.substr(257, 6) == std::string_view("ustar\0", 6) && !prefix.empty()) {
    header.path = std::string(prefix) + '/' + header.path;
  }
  return header;
}

/// What pax and GNU extension members say about the member after them.
struct Extension {
  std::optional<std::string> path;
  std::optional<std::uint64_t> size;
};

// Records are "<length> <key>=<value>\n", the length counting itself.
bool parse_pax(std::string_view body, Extension& into) {
  while (!body.empty()) {
    std::size_t length = 0;
    const auto [at, error] = std::from_chars(body.data(), body.data() + body.size(), length);
    const auto digits = static_cast<std::size_t>(at - body.data());
    if (error != std::errc{} || length > body.size() || length < digits + 3) return false;
    std::string_view record = body.substr(digits + 1, length - digits - 2);
    if (body[digits] != ' ' || body[length - 1] != '\n') return false;
    const std::size_t equals = record.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view key = record.substr(0, equals);
    const std::string_view value = record.substr(equals + 1);
    if (key == "path") into.path = value;
    if (key.starts_with("GNU.sparse")) return false;
    if (key == "size") {
      std::uint64_t size = 0;
      const auto [end, bad] = std::from_chars(value.data(), value.data() + value.size(), size);
      if (bad != std::errc{} || end != value.data() + value.size()) return false;
      into.size = size;
    }
    body.remove_prefix(length);
  }
  return true;
}

// "./a" is how `tar -c .` names things, "a/" is how directories are named.
std::string_view without_dressing(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

class Reader {
 public:
  Reader(std::string_view archive, const TarLimits& limits) : rest_(archive), limits_(limits) {}

  Outcome<std::vector<Member>> read() {
    while (true) {
      if (rest_.size() < block_bytes) return damaged("ends in the middle");
      const std::string_view block = rest_.substr(0, block_bytes);
      if (block.find_first_not_of('\0') == std::string_view::npos) break;
      const auto header = parse_header(block);
      if (!header) return damaged("has a header that is not ustar or pax");
      rest_.remove_prefix(block_bytes);
      if (auto read_one = read_member(*header); !read_one) {
        return std::unexpected(std::move(read_one.error()));
      }
    }
    std::ranges::sort(members_, {}, &Member::path);
    return std::move(members_);
  }

 private:
  static std::unexpected<report::Problem> damaged(std::string_view how) {
    return problem(Category::configuration, "archive_damaged",
                   "The archive " + std::string(how) + ".");
  }

  Outcome<std::string_view> take_body(std::uint64_t size) {
    if (size > rest_.size()) return damaged("ends in the middle of a file");
    const std::string_view body = rest_.substr(0, size);
    const std::uint64_t padded = (size + block_bytes - 1) / block_bytes * block_bytes;
    rest_.remove_prefix(std::min<std::uint64_t>(padded, rest_.size()));
    return body;
  }

  Outcome<void> read_member(Header header) {
    if (++headers_ > 3 * limits_.members) return too_many();
    if (header.type == 'x' || header.type == 'L' || header.type == 'g')
      return read_extension(header);
    if (extension_.path) header.path = *extension_.path;
    if (extension_.size) header.size = *extension_.size;
    extension_ = {};
    if (++count_ > limits_.members) return too_many();
    const std::string_view path = without_dressing(header.path);
    if (header.type == '5') return add_directory(path);
    if (header.type != '0' && header.type != '\0' && header.type != '7') {
      return problem(Category::configuration, "archive_special_file",
                     "Only files and directories are accepted, not links or devices.",
                     project::shown_path(path));
    }
    return add_file(path, header.size);
  }

  Outcome<void> read_extension(const Header& header) {
    if (header.size > max_extension_bytes) return damaged("has an oversized extension header");
    const auto body = take_body(header.size);
    if (!body) return std::unexpected(body.error());
    if (header.type == 'g') return {};  // only names and times of the archive as a whole
    if (header.type == 'L') {
      extension_.path = std::string(body->substr(0, body->find('\0')));
    } else if (!parse_pax(*body, extension_)) {
      return damaged("has a pax header that cannot be read");
    }
    return {};
  }

  Outcome<void> add_directory(std::string_view path) {
    if (path.empty() || path == ".") return {};
    if (auto checked = project::checked_path(path); !checked) return refused(path, checked.error());
    if (files_.contains(path)) return bad_path(path, "is both a file and a directory");
    directories_.emplace(path);
    return {};
  }

  Outcome<void> add_file(std::string_view path, std::uint64_t size) {
    if (auto checked = project::checked_path(path); !checked) return refused(path, checked.error());
    total_ += size;
    if (size > limits_.file_bytes || total_ > limits_.total_bytes) {
      return problem(Category::resource, "archive_too_large",
                     "The files are larger than the limit.", project::shown_path(path));
    }
    const auto body = take_body(size);
    if (!body) return std::unexpected(body.error());
    if (directories_.contains(path)) return bad_path(path, "is both a file and a directory");
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
      const std::string_view parent = path.substr(0, slash);
      if (files_.contains(parent)) return bad_path(parent, "is both a file and a directory");
      directories_.emplace(parent);
    }
    if (!files_.emplace(path).second) return bad_path(path, "appears twice");
    members_.push_back({std::string(path), *body});
    return {};
  }

  static std::unexpected<report::Problem> bad_path(std::string_view path, std::string_view why) {
    return problem(Category::configuration, "archive_bad_path",
                   "The path \"" + project::shown_path(path) + "\" " + std::string(why) + ".",
                   project::shown_path(path));
  }

  static std::unexpected<report::Problem> refused(std::string_view path, const Error& why) {
    return problem(Category::configuration, "archive_bad_path", why.detail,
                   project::shown_path(path));
  }

  [[nodiscard]] std::unexpected<report::Problem> too_many() const {
    return problem(Category::resource, "archive_too_many_files",
                   "More than " + std::to_string(limits_.members) + " files.");
  }

  std::string_view rest_;
  TarLimits limits_;
  std::vector<Member> members_;
  std::set<std::string, std::less<>> files_;
  std::set<std::string, std::less<>> directories_;
  Extension extension_;
  std::size_t headers_ = 0;
  std::size_t count_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace

Outcome<std::vector<Member>> read_tar(std::string_view archive, const TarLimits& limits) {
  return Reader(archive, limits).read();
}

}  // namespace sitewright::unpack
