#include "healing/fallback.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace sitewright::healing {

namespace {

constexpr std::string_view kPackage = "package.json";
constexpr std::string_view kLock = "package-lock.json";
/// Files that say how a site is built and hold nothing of what it says.
constexpr std::array<std::string_view, 3> kSettings{"prerender.ts", "tsconfig.json",
                                                    "vite.config.ts"};

bool has(std::span<const Problem> problems, Category category) {
  return std::ranges::find(problems, category, &Problem::category) != problems.end();
}

const std::string* text_of(const project::TextTree* tree, std::string_view path) {
  if (tree == nullptr) return nullptr;
  const auto at = tree->find(path);
  return at == tree->end() ? nullptr : &at->second;
}

/// The object with this name, blanks left out; packages' lists hold no object in turn.
std::string object_of(std::string_view json, std::string_view name) {
  const auto key = json.find('"' + std::string(name) + '"');
  if (key == std::string_view::npos) return {};
  const auto begin = json.find('{', key);
  const auto end = json.find('}', key);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  std::string text;
  for (const char c : json.substr(begin, end - begin)) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') text += c;
  }
  return text;
}

bool asks_for_the_same(std::string_view package, std::string_view other) {
  return object_of(package, "dependencies") == object_of(other, "dependencies") &&
         object_of(package, "devDependencies") == object_of(other, "devDependencies");
}

class Search {
 public:
  Search(const project::TextTree& tree, std::span<const Problem> problems)
      : tree_(tree), problems_(problems) {}

  /// The lock file of a tree whose packages are the same.
  void lock_from(const project::TextTree* good, std::string_view whose) {
    const auto* package = text_of(&tree_, kPackage);
    const auto* known = text_of(good, kPackage);
    const auto* lock = text_of(good, kLock);
    if (package == nullptr || known == nullptr || lock == nullptr) return;
    if (!asks_for_the_same(*package, *known)) return;
    take("The lock file is again that of " + std::string(whose) + ".", {{kLock, lock}});
  }

  void packages_from(const project::TextTree* good, std::string_view whose) {
    const auto* package = text_of(good, kPackage);
    const auto* lock = text_of(good, kLock);
    if (package == nullptr || lock == nullptr) return;
    take("The packages are again those of " + std::string(whose) + ".",
         {{kPackage, package}, {kLock, lock}});
  }

  void settings_from(const project::TextTree* good, std::string_view whose) {
    std::vector<std::pair<std::string_view, const std::string*>> files;
    for (const auto path : kSettings) {
      if (const auto* text = text_of(good, path)) files.emplace_back(path, text);
    }
    take("The build's settings are again those of " + std::string(whose) + ".", files);
  }

  void failing_files_from(const project::TextTree* good) {
    std::set<std::string_view> paths;
    for (const auto& problem : problems_) paths.insert(problem.file);
    std::vector<std::pair<std::string_view, const std::string*>> files;
    std::string names;
    for (const auto path : paths) {
      const auto* text = text_of(good, path);
      const auto* now = text_of(&tree_, path);
      if (text == nullptr || now == nullptr || *text == *now) continue;
      files.emplace_back(path, text);
      names += (names.empty() ? "" : ", ") + std::string(path);
    }
    if (files.empty()) return;
    take(names + " as in the last version that was built: what this change did there is missing.",
         files);
  }

  std::vector<FallBack> found() { return std::move(found_); }

 private:
  void take(std::string summary,
            const std::vector<std::pair<std::string_view, const std::string*>>& files) {
    FallBack fall_back{.summary = std::move(summary), .tree = tree_};
    for (const auto& [path, text] : files)
      fall_back.tree.insert_or_assign(std::string(path), *text);
    if (fall_back.tree != tree_) found_.push_back(std::move(fall_back));
  }

  const project::TextTree& tree_;
  std::span<const Problem> problems_;
  std::vector<FallBack> found_;
};

}  // namespace

std::vector<FallBack> fall_backs(const project::TextTree& tree, std::span<const Problem> problems,
                                 KnownGood known) {
  Search search(tree, problems);
  if (has(problems, Category::dependency)) {
    search.lock_from(known.last_good, "the last version that was built");
    search.lock_from(known.starter, "a new site");
    search.packages_from(known.last_good, "the last version that was built");
  }
  if (has(problems, Category::configuration)) {
    search.settings_from(known.last_good, "the last version that was built");
    search.settings_from(known.starter, "a new site");
  }
  search.failing_files_from(known.last_good);
  return search.found();
}

}  // namespace sitewright::healing
