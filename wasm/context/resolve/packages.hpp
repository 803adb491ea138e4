// Packages that the project itself holds.
// Source: Node's "Modules: Packages" (exports, imports, conditions, subpath patterns), npm and yarn
//         `workspaces`, pnpm-workspace.yaml `packages`.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "context/resolve/config_json.hpp"
#include "context/resolve/project_paths.hpp"

namespace sitewright::context {

struct Package {
  std::string directory;
  std::string name;
  ConfigValue manifest;
  bool in_workspace = false;
};

class Packages {
 public:
  explicit Packages(const ProjectPaths& paths) : paths_(paths) {}

  /// Returns why the file cannot be read, or an empty text.
  std::string add_manifest(std::string_view path, std::string_view text);
  void add_pnpm_workspace(std::string_view path, std::string_view text);
  /// After all were added.
  void finish();

  /// Whose code a directory's files are, or nothing.
  [[nodiscard]] const Package* around(std::string_view directory) const;
  /// The workspace package, or the one around the importer itself, of that name.
  [[nodiscard]] const Package* named(std::string_view name, const Package* importer) const;

  [[nodiscard]] const std::string& path_of(FileIndex file) const { return paths_.all()[file]; }

  /// What "name/subpath" (subpath may be empty) means.
  [[nodiscard]] Resolution entry(const Package& package, std::string_view subpath,
                                 ImportKind kind = ImportKind::import_static) const;
  /// What "#name" means: a file, or the name of a package in `external`.
  [[nodiscard]] Resolution imported(const Package& package, std::string_view specifier,
                                    ImportKind kind, std::string_view& external) const;

 private:
  [[nodiscard]] FileIndex target_file(const Package& package, std::string_view target) const;
  struct Wanted {
    std::string_view star;  // what the "*" of the subpath stands for
    ImportKind kind;
    bool any_condition = false;
    std::string_view* external;  // takes the name of a package that is meant instead of a file
  };
  [[nodiscard]] FileIndex chosen_file(const Package& package, const ConfigValue& target,
                                      Wanted wanted) const;
  [[nodiscard]] FileIndex first_file(const Package& package, const ConfigValue& target,
                                     const Wanted& wanted) const;
  [[nodiscard]] Resolution legacy_entry(const Package& package, std::string_view subpath) const;
  void add_patterns(std::string_view directory, const ConfigValue& patterns);

  const ProjectPaths& paths_;
  std::vector<Package> packages_;
  std::vector<std::string> workspace_patterns_;
  std::unordered_map<std::string_view, const Package*> by_directory_;
  std::unordered_map<std::string_view, const Package*> by_name_;
};

}  // namespace sitewright::context
