// Whole statements of a script: where they begin and end, and taking them out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "healing/fixers/repair.hpp"

namespace sitewright::healing {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The statement that the token is a part of, as tokens.
[[nodiscard]] Span statement_around(const Source& source, std::uint32_t token);

/// The edit that takes bytes out, with their lines when nothing else stands there.
[[nodiscard]] Edit taken_out(const Source& source, std::uint32_t begin, std::uint32_t end);

/// Whether a value has no effect and can go: no call, no JSX, no await, no assignment.
[[nodiscard]] bool is_inert(const Source& source, std::uint32_t first, std::uint32_t end);

/// The opening bracket around the token, or tokens->size().
[[nodiscard]] std::uint32_t opening_around(const Source& source, std::uint32_t token);

/// Whether the script is no less sound with the edits than without.
[[nodiscard]] bool is_sounder(const Source& source, std::span<const Edit> edits);

/// Adds the edits, in any order, as a repair: when there are some, none of `out` has the same, and
/// the script is no less sound with them. The summary is without place and full stop.
void offer(const Source& source, std::string_view summary, std::vector<Edit> edits,
           std::vector<Repair>& out);

/// A way to look for slips in a whole script.
struct Look {
  std::vector<Edit> (*find)(const Source&);
  std::string_view summary;
};

}  // namespace sitewright::healing
