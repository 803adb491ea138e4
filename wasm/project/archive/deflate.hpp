// Compresses bytes, raw deflate without any wrapper.
// Errors: none. Deterministic: the same bytes give the same bytes on every machine.
// Source: RFC 1951. An own one since no C or C++ source of it comes through npm or Debian in a form
//         that a wasm build can take (docs/decisions/0013-own-deflate.md).
#pragma once

#include <string>
#include <string_view>

namespace sitewright::project {

[[nodiscard]] std::string deflate(std::string_view bytes);

}  // namespace sitewright::project
