#include "context/graph/project_graph.hpp"

#include <map>
#include <set>
#include <utility>

#include "context/scan/modules.hpp"
#include "sorting/sort.hpp"

namespace sitewright::context {

void ProjectGraph::add(std::string_view path, std::string_view text) {
  paths_.emplace_back(path);
  if (Resolver::is_config(path, text)) configs_.emplace(path, text);
  const auto scan = scan_modules(language_of(path), text);
  if (scan.gave_up) gave_up_.push_back({paths_.back(), scan.gave_up->line, scan.gave_up->reason});
  auto& kept = imports_.emplace_back();
  kept.reserve(scan.imports.size());
  for (const auto& import : scan.imports) {
    kept.push_back({std::string(import.specifier), import.kind, import.line, import.call});
  }
}

LinkedProject ProjectGraph::link() const {
  LinkedProject project;
  std::vector<std::string> names = paths_;
  names.insert(names.end(), unread_.begin(), unread_.end());
  const Resolver resolver(std::move(names), configs_, paths_.size());
  std::set<std::string, std::less<>> packages;
  for (FileIndex file = 0; file < paths_.size(); ++file) {
    std::vector<std::string_view> targets;
    // Each call takes and refuses for itself.
    std::map<std::uint32_t, std::vector<std::string_view>> globs;
    for (const auto& import : imports_[file]) {
      if (import.kind == ImportKind::glob) {
        globs[import.call].push_back(import.specifier);
        continue;
      }
      const auto found = resolver.resolve(file, import.specifier, import.kind);
      if (found.outcome == Outcome::file && found.file < paths_.size()) {
        targets.push_back(paths_[found.file]);
      }
      if (found.outcome == Outcome::external) packages.emplace(found.package);
      if (found.outcome == Outcome::unresolved) {
        project.unresolved.push_back({paths_[file], import.line, import.specifier, found.reason});
      }
    }
    for (const auto& [call, patterns] : globs) {
      for (const FileIndex match : resolver.match(file, patterns)) {
        if (match < paths_.size()) targets.push_back(paths_[match]);
      }
    }
    project.graph.update(paths_[file], targets);
  }
  sort_stably(project.unresolved, {}, &UnresolvedImport::path);
  project.gave_up = gave_up_;
  sort_stably(project.gave_up, {}, &UnreadRest::path);
  project.problems = resolver.problems();
  sort_stably(project.problems, {}, &ConfigProblem::path);
  project.packages.assign(packages.begin(), packages.end());
  return project;
}

}  // namespace sitewright::context
