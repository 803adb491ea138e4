#include "templates/files.hpp"

#include <algorithm>

namespace sitewright::templates {

namespace {

template <class Row>
const Row* row_at(std::span<const Row> rows, std::string_view path) {
  const auto found = std::ranges::lower_bound(rows, path, {}, &Row::path);
  return found != rows.end() && found->path == path ? &*found : nullptr;
}

}  // namespace

const File* find(std::span<const File> files, std::string_view path) {
  return row_at(files, path);
}

const Mark* find(std::span<const Mark> marks, std::string_view path) {
  return row_at(marks, path);
}

std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 1099511628211ULL;
  }
  return hash;
}

}  // namespace sitewright::templates
