// From files as they are and as they should be to the fewest file operations.
// Errors: those of codeops::encode.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "codeops/operation.hpp"
#include "result/result.hpp"

namespace sitewright::builtin {

using Files = std::map<std::string, std::string, std::less<>>;

/// Operations that turn `before` into `after`: edits where little of a file changes, else whole
/// files. Sorted by path.
std::vector<codeops::Operation> changes_between(const Files& before, const Files& after);

}  // namespace sitewright::builtin
