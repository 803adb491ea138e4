// The files of a project by name, and paths put together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "context/resolve/resolve.hpp"

namespace sitewright::context {

/// "a/b" of "a/b/c.ts"; empty at the root.
[[nodiscard]] std::string_view directory_of(std::string_view path);
[[nodiscard]] std::string_view name_in(std::string_view path);

/// `relative` seen from `directory`, without "." and ".."; nothing above the root.
[[nodiscard]] std::optional<std::string> joined(std::string_view directory,
                                                std::string_view relative);

class ProjectPaths {
 public:
  explicit ProjectPaths(std::vector<std::string> paths);

  [[nodiscard]] const std::vector<std::string>& all() const { return paths_; }
  [[nodiscard]] FileIndex find(std::string_view path) const;
  /// As an import means it: the file itself, with an extension added, the TypeScript file that a
  /// ".js" is made from, or the index file of a directory.
  [[nodiscard]] FileIndex find_module(std::string_view path) const;
  /// As a link of a text means it: the file itself, or the text that a site makes the page
  /// "a/b", "a/b.html" or "a/b/" of.
  [[nodiscard]] FileIndex find_text(std::string_view path) const;

 private:
  [[nodiscard]] FileIndex with_ending(std::string& path, bool of_index) const;

  std::vector<std::string> paths_;
  std::unordered_map<std::string_view, FileIndex> by_path_;
};

}  // namespace sitewright::context
