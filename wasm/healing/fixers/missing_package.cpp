// An import of a package that is not there: mistyped, not asked for though the lock file has it, of
// another name in the installed version, or not needed at all.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"
#include "healing/fixers/manifest_edits.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

std::string_view package_in(std::string_view specifier) {
  std::size_t end = specifier.find('/');
  if (specifier.starts_with('@') && end != std::string_view::npos) {
    end = specifier.find('/', end + 1);
  }
  return specifier.substr(0, end);
}

// What became of packages whose names models still write.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> successors{{
    {"react-router-dom", "react-router"},
    {"react-router", "react-router-dom"},
    {"framer-motion", "motion/react"},
    {"motion/react", "framer-motion"},
    {"@vitejs/plugin-react-swc", "@vitejs/plugin-react"},
    {"@vitejs/plugin-react", "@vitejs/plugin-react-swc"},
    {"classnames", "clsx"},
    {"clsx", "classnames"},
    {"lucide", "lucide-react"},
    {"lucide-react-native", "lucide-react"},
    {"@heroicons/react", "lucide-react"},
    {"react-icons", "lucide-react"},
    {"react-feather", "lucide-react"},
    {"@tabler/icons-react", "lucide-react"},
}};

// Entries of packages that have several.
constexpr std::array<std::string_view, 9> entries{
    "react-dom/client", "react-dom/server",     "react/jsx-runtime",
    "react-dom/static", "react-router/dom",     "motion/react",
    "vite/client",      "react-dom/test-utils", "tailwindcss/theme.css"};

std::string installed_name(Workbench& bench, std::string_view specifier) {
  const std::string_view package = package_in(specifier);
  if (bench.is_installed(package)) {
    std::vector<std::string> known;
    for (const std::string_view one : entries) {
      if (package_in(one) == package) known.emplace_back(one);
    }
    known.emplace_back(package);
    return nearest_name(specifier, known);
  }
  for (const auto& [from, to] : successors) {
    if (from == package && bench.wanted().contains(package_in(to))) return std::string(to);
  }
  std::vector<std::string> known;
  for (const auto& [name, version] : bench.wanted()) known.push_back(name);
  const std::string near = nearest_name(package, known);
  if (near.empty()) return {};
  return near + std::string(specifier.substr(package.size()));
}

/// `import x from "y"` of which nothing is used.
std::vector<Repair> without_unused(const Source& source, const NamedModule& module) {
  if (module.clause == nullptr || module.clause->is_export || module.clause->binds_nothing()) {
    return {};
  }
  const ImportClause& clause = *module.clause;
  std::vector<std::string_view> locals;
  if (!clause.default_name.local.empty()) locals.push_back(clause.default_name.local);
  if (!clause.namespace_name.local.empty()) locals.push_back(clause.namespace_name.local);
  for (const ImportName& name : clause.names) locals.push_back(name.local);
  for (const std::string_view local : locals) {
    if (uses_of(source, local) > 0) return {};
  }
  std::uint32_t end = clause.end;
  if (end < source.text.size() && source.text[end] == '\n') ++end;
  return only("Take out the unused import of " + module.specifier + ".",
              {{std::string(source.path), clause.begin, end, ""}});
}

}  // namespace

std::vector<Repair> fix_missing_package(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  if (specifier.empty()) return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place) return {};
  const auto module = module_named(*place.source, specifier, place.offset);
  if (!module) return {};
  std::vector<Repair> out = without_unused(*place.source, *module);
  const bool is_path = specifier.starts_with('.') || specifier.starts_with('/') ||
                       specifier.starts_with("@/") || specifier.starts_with("~/");
  if (is_path) return out;
  const std::string_view package = package_in(specifier);
  if (const std::string name = installed_name(bench, specifier); !name.empty()) {
    const auto size = static_cast<std::uint32_t>(specifier.size());
    out.push_back({"Import " + name + " instead of " + specifier + ".",
                   {{std::string(place.source->path), module->begin, module->begin + size, name}}});
  }
  if (auto moved = from_known_module(bench, *place.source, *module); !moved.empty()) {
    out.push_back(std::move(moved.front()));
  }
  if (auto added = with_package(bench, package); !added.empty()) {
    out.push_back({"Add " + std::string(package) + " to package.json.", std::move(added)});
  }
  return out;
}

}  // namespace sitewright::healing
