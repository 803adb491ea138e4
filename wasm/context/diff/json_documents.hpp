// The RFC 6902 patch between two snapshots that are JSON documents {"path": "text", …} already, as
// bytes: what is equal in both is compared and never decoded.
// Errors: invalid_input when a document is no object of strings, or has a key twice.
// Operations are remove, replace and add, in the order of the keys' bytes; equal documents give
// "[]". Texts stay escaped as they are, and two spellings of one text count as different: the patch
// is then larger than needed, and right.
#pragma once

#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::context {

[[nodiscard]] Result<std::string> json_patch_of_documents(std::string_view before,
                                                          std::string_view after);

}  // namespace sitewright::context
