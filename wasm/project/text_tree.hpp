// The files of a snapshot as text, in path byte order: what operations are applied to and what
// diffs compare.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace sitewright::project {

/// path -> content. std::string compares as unsigned bytes, so iteration is in path byte order.
using TextTree = std::map<std::string, std::string, std::less<>>;

}  // namespace sitewright::project
