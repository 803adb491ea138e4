// Which files of a tree only changed their path.
#pragma once

#include <map>
#include <string_view>

#include "project/text_tree.hpp"

namespace sitewright::context {

/// New path -> old path. Files gone from `before` are paired with equal ones new in `after`,
/// several of the same content in path order. The views live as long as the trees.
[[nodiscard]] std::map<std::string_view, std::string_view> moves_between(
    const project::TextTree& before, const project::TextTree& after);

}  // namespace sitewright::context
