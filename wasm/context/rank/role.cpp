#include "context/rank/role.hpp"

#include <algorithm>
#include <array>

namespace sitewright::context {
namespace {

constexpr std::array<std::string_view, role_count> role_names{
    "source", "entry",     "route",  "style", "types", "config",    "test",     "story",
    "script", "migration", "locale", "data",  "docs",  "generated", "vendored", "lock"};

// Is `name` one of the directories of the path?
bool under(std::string_view path, std::string_view name) {
  for (std::size_t at = path.find(name); at != std::string_view::npos;
       at = path.find(name, at + 1)) {
    const bool starts = at == 0 || path[at - 1] == '/';
    if (starts && at + name.size() < path.size() && path[at + name.size()] == '/') return true;
  }
  return false;
}

template <std::size_t size>
bool under_any(std::string_view path, const std::array<std::string_view, size>& names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return under(path, name); });
}

template <std::size_t size>
bool is_any(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 8> lock_names{
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock",    "pnpm-lock.yaml", "bun.lockb",
    "bun.lock",          "Cargo.lock",          "composer.lock"};
constexpr std::array<std::string_view, 7> vendored_folders{
    "node_modules", "vendor", "vendored",        "third_party",
    "third-party",  ".yarn",  "bower_components"};
constexpr std::array<std::string_view, 7> generated_folders{
    "generated", "__generated__", "dist", "build", ".next", "coverage", "out"};
constexpr std::array<std::string_view, 10> test_folders{
    "__tests__", "__mocks__", "test",          "tests", "e2e",
    "cypress",   "fixtures",  "__snapshots__", "spec",  "playwright"};
constexpr std::array<std::string_view, 7> locale_folders{"locales",      "locale",   "i18n", "lang",
                                                         "translations", "messages", "intl"};
constexpr std::array<std::string_view, 6> script_folders{"scripts", "script", "bin",
                                                         ".github", ".husky", "tools"};
constexpr std::array<std::string_view, 5> route_folders{"pages", "app", "routes", "screens", "api"};
constexpr std::array<std::string_view, 10> entry_stems{
    "main", "_app", "App", "app", "_document", "root", "server", "entry", "router", "routes"};

bool is_data(std::string_view extension) {
  constexpr std::array<std::string_view, 10> all{".json", ".yaml", ".yml",  ".csv",  ".svg",
                                                 ".xml",  ".txt",  ".toml", ".snap", ".po"};
  return is_any(extension, all);
}

bool is_style(std::string_view extension) {
  constexpr std::array<std::string_view, 5> all{".css", ".scss", ".less", ".sass", ".pcss"};
  return is_any(extension, all);
}

bool is_test_name(std::string_view name) {
  return name.contains(".test.") || name.contains(".spec.") || name.contains(".cy.") ||
         name.contains("_test.") || name.ends_with(".snap");
}

bool is_config_name(std::string_view name) {
  return name == "package.json" || name.starts_with("tsconfig") || name.starts_with("jsconfig") ||
         name.contains(".config.") || name.starts_with(".") || name.contains("rc.json") ||
         name.starts_with("docker") || name.starts_with("Dockerfile") || name == "Makefile";
}

}  // namespace

std::string_view name_of(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string_view stem_name(std::string_view path) {
  auto name = base_name(path);
  const auto hidden = name.starts_with('.') ? 1U : 0U;
  return name.substr(0, name.find('.', hidden));
}

std::string_view folder_of(std::string_view path) {
  const auto at = path.rfind('/');
  return at == std::string_view::npos ? std::string_view{} : path.substr(0, at);
}

std::string_view extension_of(std::string_view path) {
  const auto name = base_name(path);
  const auto at = name.rfind('.');
  return at == std::string_view::npos || at == 0 ? std::string_view{} : name.substr(at);
}

Role role_of(std::string_view path) {
  const auto name = base_name(path);
  const auto extension = extension_of(path);
  if (is_any(name, lock_names) || extension == ".lock") return Role::lock;
  if (under_any(path, vendored_folders) || name.contains(".min.")) return Role::vendored;
  if (under_any(path, generated_folders) || name.contains(".generated.") ||
      name.contains(".gen.")) {
    return Role::generated;
  }
  if (name.contains(".stories.") || name.contains(".story.")) return Role::story;
  if (is_test_name(name) || under_any(path, test_folders)) return Role::test;
  if (extension == ".md" || extension == ".mdx" || name.starts_with("LICENSE")) return Role::docs;
  if (name.ends_with(".d.ts")) return Role::types;
  if (under_any(path, locale_folders) && (is_data(extension) || stem_name(path).size() <= 5)) {
    return Role::locale;
  }
  if (under(path, "migrations")) return Role::migration;
  if (is_config_name(name)) return Role::config;
  if (is_data(extension)) return Role::data;
  if (is_style(extension)) return Role::style;
  if (under_any(path, script_folders)) return Role::script;
  const auto stem = stem_name(path);
  if (stem == "types" || name.contains(".types.")) return Role::types;
  if (is_any(stem, entry_stems)) return Role::entry;
  if (under_any(path, route_folders)) return Role::route;
  return Role::source;
}

}  // namespace sitewright::context
