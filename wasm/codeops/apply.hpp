// Applies operations to the files of a snapshot: all of them, or none.
// Errors: not_found for an operation on a file that is not there; conflict for an edit that does
//         not match once or a rename onto a file; invalid_input for a path that breaks its rule or
//         collides with another; too_large over project/limits.hpp. The detail begins with
//         "operation 3, @@edit src/App.tsx: " and is written to be sent back to the model.
#pragma once

#include <span>

#include "codeops/operation.hpp"
#include "project/text_tree.hpp"
#include "result/result.hpp"

namespace sitewright::codeops {

/// In order; an operation sees what those before it did.
[[nodiscard]] Result<project::TextTree> apply_operations(project::TextTree tree,
                                                         std::span<const Operation> operations);

}  // namespace sitewright::codeops
