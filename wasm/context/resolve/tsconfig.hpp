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

    /// A target for a specifier that fits: with what the "*" stands for.
    [[nodiscard]] std::string filled(const std::string& target, std::string_view specifier) const;
  };
  std::vector<Pattern> patterns;
  std::optional<std::string> base;  ///< baseUrl from the project's root

  /// The exact key, else the longest text before a "*"; nullptr when none fits.
  [[nodiscard]] const Pattern* pattern_for(std::string_view specifier) const;
};

/// Told by the name alone.
[[nodiscard]] bool is_tsconfig(std::string_view path);
/// A .json of any other name that an `extends` could lead to.
[[nodiscard]] bool may_be_extended(std::string_view path, std::string_view text);

class TsConfigs {
 public:
  explicit TsConfigs(const Packages& packages) : packages_(packages) {}

  /// Returns why the file cannot be read, or an empty text.
  std::string add(std::string_view path, std::string_view text);
  /// A file that counts only when an `extends` leads to it. The text must stay until finish().
  void offer(std::string_view path, std::string_view text) { offered_.emplace(path, text); }
  /// After all were added. Tells of offered files that were wanted and cannot be read.
  void finish(std::vector<ConfigProblem>& problems);
  /// The mapping of the nearest configuration at or above the directory, or nothing.
  [[nodiscard]] const PathMapping* around(std::string_view directory) const;

 private:
  // `leaf`: the folder of the configuration that the chain of `extends` begins with.
  void collect(const std::string& path, std::string_view leaf, PathMapping& mapping, int depth);
  void collect_extended(const std::string& path, std::string_view leaf, std::string_view specifier,
                        PathMapping& mapping, int depth);
  [[nodiscard]] std::string extended(std::string_view directory, std::string_view specifier);
  [[nodiscard]] std::string extended_package(std::string_view specifier);
  [[nodiscard]] bool has(const std::string& path);
  void take_options(const std::string& path, std::string_view leaf, const ConfigValue& options,
                    PathMapping& mapping) const;

  const Packages& packages_;
  std::map<std::string, ConfigValue, std::less<>> configs_;
  std::map<std::string, std::string_view, std::less<>> offered_;
  std::vector<ConfigProblem> problems_;
  std::unordered_map<std::string, PathMapping> by_directory_;
};

}  // namespace sitewright::context
