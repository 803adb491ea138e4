#include "context/resolve/project_paths.hpp"

#include <array>

namespace sitewright::context {

namespace {

// In TypeScript's order, then what bundlers add.
constexpr std::array<std::string_view, 14> endings{".ts",  ".tsx",  ".d.ts", ".mts", ".cts",
                                                   ".js",  ".jsx",  ".mjs",  ".cjs", ".json",
                                                   ".css", ".scss", ".less", ".mdx"};

struct Source {
  std::string_view compiled;
  std::array<std::string_view, 3> written;
};
constexpr std::array sources{
    Source{".js", {".ts", ".tsx", ".d.ts"}}, Source{".jsx", {".tsx", ".ts", ".d.ts"}},
    Source{".mjs", {".mts", ".ts", ".d.mts"}}, Source{".cjs", {".cts", ".ts", ".d.cts"}}};

}  // namespace

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return path.substr(0, slash == std::string_view::npos ? 0 : slash);
}

std::string_view name_in(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::optional<std::string> joined(std::string_view directory, std::string_view relative) {
  std::string path(directory);
  while (!relative.empty()) {
    const std::size_t slash = relative.find('/');
    const std::string_view segment = relative.substr(0, slash);
    relative = slash == std::string_view::npos ? std::string_view() : relative.substr(slash + 1);
    if (segment == "..") {
      if (path.empty()) return std::nullopt;
      path.resize(directory_of(path).size());
    } else if (!segment.empty() && segment != ".") {
      if (!path.empty()) path += '/';
      path += segment;
    }
  }
  return path;
}

ProjectPaths::ProjectPaths(std::vector<std::string> paths) : paths_(std::move(paths)) {
  by_path_.reserve(paths_.size());
  for (FileIndex at = 0; at < paths_.size(); ++at) by_path_.emplace(paths_[at], at);
}

FileIndex ProjectPaths::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? no_file : found->second;
}

FileIndex ProjectPaths::with_ending(std::string& path, bool of_index) const {
  const std::size_t size = path.size();
  FileIndex file = no_file;
  for (const std::string_view ending : endings) {
    path += ending;
    file = find(path);
    path.resize(size);
    if (file != no_file) return file;
  }
  if (of_index) return no_file;
  path += path.empty() ? "index" : "/index";
  file = with_ending(path, true);
  path.resize(size);
  return file;
}

FileIndex ProjectPaths::find_module(std::string_view written) const {
  FileIndex file = find(written);
  if (file != no_file) return file;
  std::string path(written);
  for (const Source& source : sources) {
    if (!written.ends_with(source.compiled)) continue;
    for (const std::string_view ending : source.written) {
      path.resize(written.size() - source.compiled.size());
      path += ending;
      file = find(path);
      if (file != no_file) return file;
    }
    path = written;
  }
  return with_ending(path, false);
}

FileIndex ProjectPaths::find_text(std::string_view written) const {
  FileIndex file = find(written);
  if (written.ends_with(".html")) written.remove_suffix(std::string_view(".html").size());
  std::string path(written);
  for (const std::string_view ending : {".md", ".mdx", "/index.md", "/index.mdx", "/README.md"}) {
    if (file != no_file) break;
    path.resize(written.size());
    path += path.empty() && ending.starts_with('/') ? ending.substr(1) : ending;
    file = find(path);
  }
  return file;
}

}  // namespace sitewright::context
