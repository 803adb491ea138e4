// `paths` and `baseUrl` of tsconfig.json and jsconfig.json, with what they extend.
// Source: the TypeScript handbook's tsconfig reference; a config that only has `references` (as
//         Vite's starters write it) counts with the paths of what it refers to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "context/resolve/config_json.hpp"
#include "context/resolve/packages.hpp"
#include "context/resolve/project_paths.hpp"

namespace sitewright::context {

/// What holds for the files below one directory.
struct PathMapping {
  struct Pattern {
    std::string before;  ///< of the "*", or the whole specifier
    std::string after;
    bool has_star = false;
    std::vector<std::string> targets;  ///< from the project's root; outside ones are left out
    bool leads_to_packages = false;    ///< a target in node_modules
  };
  std::vector<Pattern> patterns;
  std::optional<std::string> base;  ///< baseUrl from the project's root
};

class TsConfigs {
 public:
  explicit TsConfigs(const Packages& packages) : packages_(packages) {}

  std::string add(std::string_view path, std::string_view text);
  void finish();
  /// The mapping of the nearest configuration at or above the directory, or nothing.
  [[nodiscard]] const PathMapping* around(std::string_view directory) const;

 private:
  void collect(const std::string& path, PathMapping& mapping, int depth) const;
  void collect_extended(const std::string& path, std::string_view specifier, PathMapping& mapping,
                        int depth) const;
  [[nodiscard]] std::string extended(std::string_view directory, std::string_view specifier) const;
  void take_options(const std::string& path, const ConfigValue& options,
                    PathMapping& mapping) const;

  const Packages& packages_;
  std::map<std::string, ConfigValue, std::less<>> configs_;
  std::unordered_map<std::string, PathMapping> by_directory_;
};

}  // namespace sitewright::context
