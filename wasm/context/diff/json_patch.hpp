// The difference of two trees as an RFC 6902 patch of the JSON document {path: text}.
// Errors: none. JSON holds Unicode only: ill-formed UTF-8 in a text is written as U+FFFD.
// Operations are move (same content, new path), remove, replace and add, in this order, each in
// path byte order; equal trees give "[]". Keys are escaped as RFC 6901 says (~0, ~1).
#pragma once

#include <string>

#include "project/text_tree.hpp"

namespace sitewright::context {

[[nodiscard]] std::string json_patch(const project::TextTree& before,
                                     const project::TextTree& after);

}  // namespace sitewright::context
