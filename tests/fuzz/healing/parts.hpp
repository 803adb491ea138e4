// What the fuzzers of healing share: inputs cut into parts, and facts that must hold.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string_view>

/// The next part of `rest`, up to a byte 0x01 or the end; `rest` goes on behind that byte.
inline std::string_view part(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\x01'), rest.size());
  const std::string_view out = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return out;
}

/// Ends the program where `holds` is false.
inline void must(bool holds) {
  if (!holds) std::abort();
}
