// A snapshot: which file has which content. The manifest is what a version is; the contents are
// blobs named by their SHA-256.
// Units:  bytes; digests as 64 lowercase hex digits.
// Errors: invalid_input for a path, digest or mode that breaks its rule, for two paths that collide
//         and for text that is not the canonical form; too_large over the limits of limits.hpp.
// Format: {"version":1,"files":[{"path":"a","sha256":"…","bytes":1,"mode":"100644"},…]}
//         one line, no spaces, files in path byte order. One set of files has exactly one such
//         text, so treeHash = SHA-256 of it is equal on every machine; decode takes nothing else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "project/limits.hpp"
#include "result/result.hpp"

namespace sitewright::project {

enum class Mode : std::uint8_t { regular, executable };  ///< git's 100644 and 100755

struct ManifestEntry {
  std::string path;
  std::string sha256;
  std::uint64_t bytes = 0;
  Mode mode = Mode::regular;

  bool operator==(const ManifestEntry&) const = default;
};

/// Always valid and in path byte order; made by from_entries or decode.
class Manifest {
 public:
  Manifest() = default;

  /// Sorts and checks. Two paths that are equal, that differ only in letter case, or of which one
  /// is a folder of the other ("a" and "a/b") collide.
  [[nodiscard]] static Result<Manifest> from_entries(std::vector<ManifestEntry> entries);
  [[nodiscard]] static Result<Manifest> decode(std::string_view canonical);

  [[nodiscard]] std::string encode() const;
  [[nodiscard]] std::string tree_hash() const;

  [[nodiscard]] std::span<const ManifestEntry> entries() const { return entries_; }
  [[nodiscard]] const ManifestEntry* find(std::string_view path) const;
  [[nodiscard]] std::uint64_t total_bytes() const;

  bool operator==(const Manifest&) const = default;

 private:
  std::vector<ManifestEntry> entries_;
};

enum class ChangeKind : std::uint8_t { added, removed, changed, renamed };

struct ManifestChange {
  ChangeKind kind;
  std::string path;       ///< where the file is now, or was when removed
  std::string from = {};  ///< renamed: where it was

  bool operator==(const ManifestChange&) const = default;
};

/// In path byte order. A removed and an added file of equal digest, size and mode are one rename;
/// several of the same content are paired in path order.
[[nodiscard]] std::vector<ManifestChange> changes_between(const Manifest& before,
                                                          const Manifest& after);

/// An error when two of the paths collide as described at from_entries; `paths` in byte order.
[[nodiscard]] Result<void> check_collisions(std::span<const std::string_view> paths);

}  // namespace sitewright::project
