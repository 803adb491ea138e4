// The value that an error about a name belongs to: what stands after "=" or ":", or an argument.
#pragma once

#include <cstdint>
#include <optional>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

struct Value {
  std::uint32_t first = 0;  ///< tokens
  std::uint32_t end = 0;
  std::uint32_t begin_byte = 0;
  std::uint32_t end_byte = 0;
  bool in_braces = false;  ///< of a JSX attribute: the braces are not part of it
  bool is_attribute = false;
};

/// Of the attribute, property, variable or `return` at the offset; of the argument or other
/// expression that begins there.
[[nodiscard]] std::optional<Value> value_at(const Source& source, std::uint32_t offset);

/// One past the operand that begins at the token, with its calls, members and indexes.
[[nodiscard]] std::uint32_t chain_end(const Source& source, std::uint32_t token);

}  // namespace sitewright::healing
