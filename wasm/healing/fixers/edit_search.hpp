// Small edits that could mend broken syntax, each tried on the text and measured.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "healing/fixers/script_health.hpp"
#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

struct Candidate {
  std::uint32_t begin;
  std::uint32_t end;
  std::string text;
  Health health = {};
  bool expected = false;       ///< the tool asked for this here
  bool doubtful = false;       ///< something likelier does the same
  std::uint32_t ends = 0;      ///< doubtful_ends() of the text with it
  std::uint32_t distance = 0;  ///< to where the tool points
};

/// Those that leave the script soundest, the likeliest first; a few at most.
/// `offsets`: where tools point. `expected`: what the tool would have at the first of them, or "".
[[nodiscard]] std::vector<Candidate> search_edits(const Source& source,
                                                  std::vector<std::uint32_t> offsets,
                                                  std::string expected);

}  // namespace sitewright::healing
