#include "codeops/apply.hpp"

#include <string>
#include <utility>
#include <vector>

#include "codeops/match.hpp"
#include "project/limits.hpp"
#include "project/manifest.hpp"
#include "project/path.hpp"

namespace sitewright::codeops {
namespace {

using project::TextTree;

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::unexpected<Error> refuse_missing(const TextTree& tree, std::string_view path) {
  std::string detail = "no such file";
  for (const auto& [other, _] : tree) {
    if (name_of(other) == name_of(path)) {
      detail += "; there is " + project::shown_path(other);
      break;
    }
  }
  return fail(Code::not_found, std::move(detail));
}

Result<void> check_size(std::string_view text) {
  if (text.size() <= project::max_file_bytes) return {};
  return fail(Code::too_large, std::to_string(text.size()) + " bytes, a file may have " +
                                   std::to_string(project::max_file_bytes));
}

Result<void> write(TextTree& tree, const Operation& operation) {
  if (auto fits = check_size(operation.text); !fits) return fits;
  tree.insert_or_assign(operation.path, operation.text);
  return {};
}

Result<void> edit(TextTree& tree, const Operation& operation) {
  const auto file = tree.find(operation.path);
  if (file == tree.end()) return refuse_missing(tree, operation.path);
  for (std::size_t i = 0; i < operation.edits.size(); ++i) {
    auto text = replace_once(file->second, operation.edits[i], operation.path);
    if (!text) {
      Error error = std::move(text).error();
      if (operation.edits.size() > 1) {
        error.detail.insert(0, "block " + std::to_string(i + 1) + ": ");
      }
      return std::unexpected(std::move(error));
    }
    if (auto fits = check_size(*text); !fits) return fits;
    file->second = *std::move(text);
  }
  return {};
}

Result<void> rename(TextTree& tree, const Operation& operation) {
  if (auto to = project::checked_path(operation.to); !to) return std::unexpected(to.error());
  if (!tree.contains(operation.path)) return refuse_missing(tree, operation.path);
  if (tree.contains(operation.to)) {
    return fail(Code::conflict, project::shown_path(operation.to) + " is there already");
  }
  auto node = tree.extract(operation.path);
  node.key() = operation.to;
  tree.insert(std::move(node));
  return {};
}

Result<void> remove(TextTree& tree, const Operation& operation) {
  if (tree.erase(operation.path) == 0) return refuse_missing(tree, operation.path);
  return {};
}

Result<void> apply_one(TextTree& tree, const Operation& operation) {
  if (auto path = project::checked_path(operation.path); !path) {
    return std::unexpected(path.error());
  }
  switch (operation.kind) {
    case Kind::write:
      return write(tree, operation);
    case Kind::edit:
      return edit(tree, operation);
    case Kind::rename:
      return rename(tree, operation);
    case Kind::remove:
      return remove(tree, operation);
  }
  std::unreachable();
}

Result<void> check_tree(const TextTree& tree) {
  std::size_t total = 0;
  std::vector<std::string_view> paths;
  for (const auto& [path, text] : tree) {
    total += text.size();
    paths.push_back(path);
  }
  if (paths.size() > project::max_snapshot_files || total > project::max_snapshot_bytes) {
    return fail(Code::too_large, "the project would have " + std::to_string(paths.size()) +
                                     " files and " + std::to_string(total) + " bytes");
  }
  return project::check_collisions(paths);
}

}  // namespace

Result<TextTree> apply_operations(TextTree tree, std::span<const Operation> operations) {
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (auto applied = apply_one(tree, operations[i]); !applied) {
      Error error = std::move(applied).error();
      error.detail.insert(0, "operation " + std::to_string(i + 1) + ", " +
                                 std::string(directive_of(operations[i].kind)) + " " +
                                 project::shown_path(operations[i].path) + ": ");
      return std::unexpected(std::move(error));
    }
  }
  if (auto checked = check_tree(tree); !checked) return std::unexpected(checked.error());
  return tree;
}

}  // namespace sitewright::codeops
