// Which files two trees differ in, as the contract says it. Pure.
#pragma once

#include <string>
#include <vector>

#include "project/text_tree.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

[[nodiscard]] std::vector<wire::FileChange> changes_of(const project::TextTree& before,
                                                       const project::TextTree& after);

/// At most so many bytes of UTF-8, whole characters.
[[nodiscard]] std::string first_bytes(std::string text, std::size_t bytes);

}  // namespace sitewright::usecases
