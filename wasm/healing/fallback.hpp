// What is left to try when neither a rule nor a model has a repair: files that are known to build.
// Pure.
// Source: the product documents' fall-back strategies: the lock file again, the last good version.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "healing/problem.hpp"
#include "project/text_tree.hpp"

namespace sitewright::healing {

struct KnownGood {
  const project::TextTree* starter = nullptr;
  const project::TextTree* last_good = nullptr;  ///< nullptr: no version of the project was built
};

struct FallBack {
  std::string summary;  ///< for people, says what is lost
  project::TextTree tree;
};

/// In the order to try, the least intrusive first.
[[nodiscard]] std::vector<FallBack> fall_backs(const project::TextTree& tree,
                                               std::span<const Problem> problems, KnownGood known);

}  // namespace sitewright::healing
