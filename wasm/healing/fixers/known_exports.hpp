// What packages of a site's stack export, as far as generated code forgets to import it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "healing/fixers/module_places.hpp"
#include "healing/fixers/repair.hpp"

namespace sitewright::healing {

struct KnownExport {
  std::string_view from;
  std::string_view name;
  bool type_only = false;
  bool by_default = false;
};

/// The export of that name from a package that the project has; the project's own imports are
/// looked at first.
[[nodiscard]] std::optional<Wanted> known_export(Workbench& bench, std::string_view name,
                                                 const Source* except);

/// The package of icons that a specifier is of: "@heroicons/react" of
/// "@heroicons/react/24/outline"; empty for any other.
[[nodiscard]] std::string_view icon_package(std::string_view specifier);

/// Where an icon of that name would be imported from: the one package of icons that the project
/// asks for. Whether the package has it is told by building.
[[nodiscard]] std::optional<Wanted> icon_export(Workbench& bench, std::string_view name);

/// The import with another module, when that is known to export all names that it wants.
[[nodiscard]] std::vector<Repair> from_known_module(Workbench& bench, const Source& source,
                                                    const NamedModule& module);

/// Exports of one module, by the table and by what the project imports from it.
[[nodiscard]] std::vector<std::string> known_names(Workbench& bench, std::string_view from);

}  // namespace sitewright::healing
