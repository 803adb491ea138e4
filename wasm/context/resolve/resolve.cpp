#include "context/resolve/resolve.hpp"

#include <unordered_map>

namespace sitewright::context {

struct Resolver::State {
  std::vector<std::string> paths;
  std::unordered_map<std::string_view, FileIndex> by_path;
  std::vector<std::string> problems;
};

bool Resolver::is_config(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return name == "package.json" || name == "pnpm-workspace.yaml" ||
         (name.ends_with(".json") &&
          (name.starts_with("tsconfig") || name.starts_with("jsconfig")));
}

Resolver::Resolver(std::vector<std::string> paths, const ConfigTexts& /*configs*/)
    : state_(std::make_unique<State>()) {
  state_->paths = std::move(paths);
  for (FileIndex at = 0; at < state_->paths.size(); ++at) {
    state_->by_path.emplace(state_->paths[at], at);
  }
}
Resolver::~Resolver() = default;
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;

const std::vector<std::string>& Resolver::paths() const {
  return state_->paths;
}
const std::vector<std::string>& Resolver::problems() const {
  return state_->problems;
}

FileIndex Resolver::index_of(std::string_view path) const {
  const auto found = state_->by_path.find(path);
  return found == state_->by_path.end() ? no_file : found->second;
}

Resolution Resolver::resolve(FileIndex importer, std::string_view specifier,
                             ImportKind /*kind*/) const {
  if (!specifier.starts_with('.')) {
    return {Outcome::external, no_file, Unresolved::none, specifier};
  }
  std::string path = state_->paths[importer];
  path.resize(path.find_last_of('/') == std::string::npos ? 0 : path.find_last_of('/'));
  while (!specifier.empty()) {
    const std::size_t slash = specifier.find('/');
    const std::string_view segment = specifier.substr(0, slash);
    specifier = slash == std::string_view::npos ? "" : specifier.substr(slash + 1);
    if (segment == "..") {
      if (path.empty()) return {Outcome::unresolved, no_file, Unresolved::outside_project, {}};
      path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
    } else if (!segment.empty() && segment != ".") {
      path += path.empty() ? "" : "/";
      path += segment;
    }
  }
  for (const std::string_view tail : {"", ".ts", ".tsx", ".js", ".jsx", ".json", "/index.ts",
                                      "/index.tsx", "/index.js", "/index.jsx"}) {
    const FileIndex file = index_of(path + std::string(tail));
    if (file != no_file) return {Outcome::file, file, Unresolved::none, {}};
  }
  return {Outcome::unresolved, no_file, Unresolved::no_such_file, {}};
}

std::vector<FileIndex> Resolver::match(FileIndex /*importer*/,
                                       const std::vector<std::string_view>& patterns) const {
  std::vector<FileIndex> files;
  for (const std::string_view pattern : patterns) {
    const FileIndex file = index_of(pattern);
    if (file != no_file) files.push_back(file);
  }
  return files;
}

std::string_view name_of(Unresolved reason) {
  switch (reason) {
    case Unresolved::none:
      return "none";
    case Unresolved::no_such_file:
      return "no such file";
    case Unresolved::outside_project:
      return "outside the project";
    case Unresolved::no_paths_target:
      return "no target of tsconfig paths exists";
    case Unresolved::not_exported:
      return "not in the package's exports";
    case Unresolved::no_package_import:
      return "not in the package's imports";
    case Unresolved::no_entry:
      return "the package has no entry";
    case Unresolved::malformed:
      return "malformed";
  }
  return "";
}

}  // namespace sitewright::context
