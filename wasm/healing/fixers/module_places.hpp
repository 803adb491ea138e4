// Where a file names another one, in whatever language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

struct NamedModule {
  std::string specifier;
  std::uint32_t begin = 0;               ///< of the specifier, after its quote
  const ImportClause* clause = nullptr;  ///< for import statements of scripts
};

/// The import of that specifier in the source; the one nearest to the offset when there are
/// several.
[[nodiscard]] std::optional<NamedModule> module_named(const Source& source,
                                                      std::string_view specifier,
                                                      std::uint32_t offset);

/// What could not be found, as the import has it: of "Cannot find module 'x'" and of
/// "Missing "./y" specifier in "x" package".
[[nodiscard]] std::string specifier_in(std::string_view message);

/// Where the problem's import stands: at its own place, or in the first file that has one of that
/// name which leads nowhere. Tools do not always say which file it was.
[[nodiscard]] Workbench::Place importer_of(Workbench& bench, const Problem& problem,
                                           std::string_view specifier);

/// "Hero" of "src/sections/Hero.tsx"; "sections" of "src/sections/index.ts".
[[nodiscard]] std::string stem_of(std::string_view path);

/// How often the word stands in the script outside of import statements.
[[nodiscard]] std::size_t uses_of(const Source& source, std::string_view word);

}  // namespace sitewright::healing
