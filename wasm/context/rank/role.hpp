// What part a file plays in a project, told from its path alone. Ranking and packing ask it:
// nobody wants a lock file in a context, and a story only beside its component.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitewright::context {

enum class Role : std::uint8_t {
  source,
  entry,  ///< main.tsx, index of a package, _app, layout of the root
  route,  ///< under pages/, app/, routes/
  style,
  types,   ///< *.d.ts, types.ts
  config,  ///< package.json, tsconfig, *.config.*
  test,
  story,
  script,  ///< scripts/, bin/, CI
  migration,
  locale,  ///< translations
  data,    ///< JSON and other tables that are none of the above
  docs,
  generated,
  vendored,
  lock,
};

inline constexpr std::size_t role_count = 16;

[[nodiscard]] Role role_of(std::string_view path);
[[nodiscard]] std::string_view name_of(Role role);

/// The last component of a path, and that without its extensions and test or story suffixes:
/// `a/menu-item.test.tsx` and `a/menu-item.tsx` have the same stem.
[[nodiscard]] std::string_view base_name(std::string_view path);
[[nodiscard]] std::string_view stem_name(std::string_view path);
/// Without the last `/`; empty for a file at the root.
[[nodiscard]] std::string_view folder_of(std::string_view path);
/// From the last dot of the base name on, dot included; empty when there is none.
[[nodiscard]] std::string_view extension_of(std::string_view path);

}  // namespace sitewright::context
