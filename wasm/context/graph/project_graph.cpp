#include "context/graph/project_graph.hpp"

#include <algorithm>
#include <set>

#include "context/scan/modules.hpp"

namespace sitewright::context {

void ProjectGraph::add(std::string_view path, std::string_view text) {
  paths_.emplace_back(path);
  if (Resolver::is_config(path)) configs_.emplace(path, text);
  const auto scan = scan_modules(language_of(path), text);
  auto& kept = imports_.emplace_back();
  kept.reserve(scan.imports.size());
  for (const auto& import : scan.imports) {
    kept.push_back({std::string(import.specifier), import.kind, import.line});
  }
}

LinkedProject ProjectGraph::link() const {
  LinkedProject project;
  const Resolver resolver(paths_, configs_);
  std::set<std::string, std::less<>> packages;
  for (FileIndex file = 0; file < paths_.size(); ++file) {
    std::vector<std::string_view> targets;
    std::vector<std::string_view> globs;
    for (const auto& import : imports_[file]) {
      if (import.kind == ImportKind::glob) {
        globs.push_back(import.specifier);
        continue;
      }
      const auto found = resolver.resolve(file, import.specifier, import.kind);
      if (found.outcome == Outcome::file) targets.push_back(paths_[found.file]);
      if (found.outcome == Outcome::external) packages.emplace(found.package);
      if (found.outcome == Outcome::unresolved) {
        project.unresolved.push_back({paths_[file], import.line, import.specifier, found.reason});
      }
    }
    for (const FileIndex match : resolver.match(file, globs)) targets.push_back(paths_[match]);
    project.graph.update(paths_[file], targets);
  }
  std::ranges::stable_sort(project.unresolved, {}, &UnresolvedImport::path);
  project.packages.assign(packages.begin(), packages.end());
  return project;
}

}  // namespace sitewright::context
