// Says where and why a text is no JSON. The parser only says that it is none; this reads the text
// once more, slowly, and stops at the first fault.
// Source: RFC 8259, with the limits of wire.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitewright::wire {

struct FaultPlace {
  std::string pointer;
  std::string detail;  ///< empty when no fault was found
};

[[nodiscard]] FaultPlace find_fault(std::string_view json, std::size_t max_depth);

/// Adds "/name" to a JSON pointer. A hostile name is cut short.
void append_pointer_name(std::string& pointer, std::string_view name);

}  // namespace sitewright::wire
