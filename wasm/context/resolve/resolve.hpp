// Which file of a project an import means.
// Units:  paths are relative to the project's root, '/' between segments, no "." or "..".
// Errors: none; what cannot be resolved is told with a reason. A configuration file that cannot be
//         read is listed in problems() and otherwise ignored.
// Time:   linear in the specifier: hash look-ups only. Owns: a copy of the paths.
// Source: TypeScript's moduleResolution "bundler", Node's rules for package exports and imports,
//         npm, yarn and pnpm workspaces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "context/scan/modules.hpp"

namespace sitewright::context {

/// Index into the paths that the resolver was made from.
using FileIndex = std::uint32_t;
inline constexpr FileIndex no_file = 0xffffffff;

enum class Outcome : std::uint8_t {
  file,        ///< a file of the project
  external,    ///< a package that the project does not hold; `package` names it
  builtin,     ///< of the runtime: node:fs, cloudflare:workers, or a virtual module
  remote,      ///< a URL, or a link of a text to a page of its site
  folder,      ///< of an address (ImportKind::asset): a folder that has files
  unresolved,  ///< names nothing; `reason` says why
};

enum class Unresolved : std::uint8_t {
  none,
  no_such_file,       ///< relative, absolute or by baseUrl: no file with any known extension
  outside_project,    ///< climbs above the root
  no_paths_target,    ///< matches a pattern of tsconfig `paths`, but none of its targets exists
  not_exported,       ///< a workspace package's `exports` does not allow the subpath
  no_package_import,  ///< "#x" that the nearest package.json's `imports` does not have
  no_entry,           ///< a workspace package without an entry that exists
  malformed,          ///< empty, or not a specifier at all
};

[[nodiscard]] std::string_view name_of(Unresolved reason);

struct Resolution {
  Outcome outcome = Outcome::unresolved;
  FileIndex file = no_file;
  Unresolved reason = Unresolved::none;
  /// The package's name for external: "react", "@scope/name"; a view into the specifier.
  std::string_view package;
};

/// A configuration file that could not be read.
struct ConfigProblem {
  std::string path;
  std::string reason;

  bool operator==(const ConfigProblem&) const = default;
};

/// Path of a configuration file -> its text.
using ConfigTexts = std::map<std::string, std::string, std::less<>>;

class Resolver {
 public:
  /// Whether the resolver wants this file: package.json, tsconfig*.json, jsconfig.json,
  /// pnpm-workspace.yaml, and any other .json of up to 64 KiB that an `extends` may lead to.
  [[nodiscard]] static bool is_config(std::string_view path, std::string_view text);

  /// `read`: how many of the paths, the first ones, are files that were read. One behind them is
  /// there all the same, and as a link to a folder it is what everything below it means.
  Resolver(std::vector<std::string> paths, const ConfigTexts& configs, std::size_t read = no_file);
  ~Resolver();
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;

  [[nodiscard]] const std::vector<std::string>& paths() const;
  [[nodiscard]] FileIndex index_of(std::string_view path) const;  ///< or no_file

  [[nodiscard]] Resolution resolve(FileIndex importer, std::string_view specifier,
                                   ImportKind kind = ImportKind::import_static) const;

  /// The files that a glob of import.meta.glob names, ascending; patterns with "!" take away.
  [[nodiscard]] std::vector<FileIndex> match(FileIndex importer,
                                             const std::vector<std::string_view>& patterns) const;

  /// Configuration files that could not be read, and why.
  [[nodiscard]] const std::vector<ConfigProblem>& problems() const;

 private:
  [[nodiscard]] Resolution file_of(FileIndex importer, std::string_view specifier,
                                   ImportKind kind) const;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sitewright::context
