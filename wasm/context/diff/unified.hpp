// Unified diffs in git's form: `git apply` takes them.
// Units:  context in lines.
// Errors: none. Content with a NUL byte is binary: the diff says that it differs and not how, and
//         git apply refuses it, as with `git diff` without --binary.
// Equal texts give an empty diff. Paths obey project/path.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "project/text_tree.hpp"

namespace sitewright::context {

inline constexpr std::size_t default_context = 3;

/// No `before`: the file was added; no `after`: it was deleted.
[[nodiscard]] std::string unified(std::string_view path, std::optional<std::string_view> before,
                                  std::optional<std::string_view> after,
                                  std::size_t context = default_context);

/// Every change between two trees, in path byte order. A file of the same content under a new path
/// is a rename.
[[nodiscard]] std::string unified_tree(const project::TextTree& before,
                                       const project::TextTree& after,
                                       std::size_t context = default_context);

}  // namespace sitewright::context
