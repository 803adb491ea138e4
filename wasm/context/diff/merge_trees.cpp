#include "context/diff/merge_trees.hpp"

#include <set>
#include <string_view>
#include <utility>

namespace sitewright::context {
namespace {

using project::TextTree;

const std::string* find(const TextTree& tree, std::string_view path) {
  const auto at = tree.find(path);
  return at == tree.end() ? nullptr : &at->second;
}

bool are_equal(const std::string* left, const std::string* right) {
  return left == nullptr || right == nullptr ? left == right : *left == *right;
}

bool is_binary(std::string_view text) {
  return text.contains('\0');
}

class TreeMerge {
 public:
  explicit TreeMerge(MergeNames names) : names_(names) {}

  void file(const std::string& path, const std::string* base, const std::string* ours,
            const std::string* theirs) {
    using enum FileConflict::Kind;
    if (are_equal(ours, theirs) || are_equal(base, theirs)) return keep(path, ours);
    if (are_equal(base, ours)) return keep(path, theirs);
    if (ours == nullptr) return report(path, deleted_by_ours, theirs);
    if (theirs == nullptr) return report(path, deleted_by_theirs, ours);
    if (is_binary(*ours) || is_binary(*theirs)) return report(path, binary, ours);
    const std::string nothing;
    MergedText text = merge_lines(base == nullptr ? nothing : *base, *ours, *theirs, names_);
    if (!text.conflicts.empty()) {
      const auto kind = base == nullptr ? added_twice : lines;
      merged_.conflicts.push_back({path, kind, std::move(text.conflicts)});
    }
    merged_.files[path] = std::move(text.text);
  }

  MergedTree merged() && { return std::move(merged_); }

 private:
  void keep(const std::string& path, const std::string* text) {
    if (text != nullptr) merged_.files[path] = *text;
  }

  void report(const std::string& path, FileConflict::Kind kind, const std::string* text) {
    merged_.conflicts.push_back({path, kind});
    keep(path, text);
  }

  MergeNames names_;
  MergedTree merged_;
};

}  // namespace

MergedTree merge_trees(const TextTree& base, const TextTree& ours, const TextTree& theirs,
                       MergeNames names) {
  std::set<std::string> paths;
  for (const TextTree* tree : {&base, &ours, &theirs}) {
    for (const auto& [path, _] : *tree) paths.insert(path);
  }
  TreeMerge merge(names);
  for (const std::string& path : paths) {
    merge.file(path, find(base, path), find(ours, path), find(theirs, path));
  }
  return std::move(merge).merged();
}

}  // namespace sitewright::context
