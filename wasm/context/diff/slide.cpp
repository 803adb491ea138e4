#include "context/diff/slide.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

constexpr std::uint32_t most_slide = 40;

/// The line that begins at `at`; empty at the end of the text.
std::string_view line_at(std::string_view text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return text.substr(at, newline == std::string_view::npos ? newline : newline + 1 - at);
}

/// The line before `at`, where a line begins; empty at the beginning of the text.
std::string_view line_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  const std::size_t begin = text.substr(0, at - 1).rfind('\n') + 1;  // npos + 1 == 0
  return text.substr(begin, at - begin);
}

// How odd it looks when a change begins or ends before this line; blank lines are odd to begin
// with.
std::size_t oddness(std::string_view line) {
  if (line.empty()) return 0;
  const std::size_t indentation = line.find_first_not_of(" \t\r\n");
  return indentation == std::string_view::npos ? 40 : std::min<std::size_t>(indentation, 30);
}

/// The lines of a change within the text of its side.
struct Block {
  std::size_t begin;
  std::size_t end;
};

bool moves_up(std::string_view text, Block& block) {
  const auto above = line_before(text, block.begin);
  const auto last = line_before(text, block.end);
  if (above.empty() || !same_bytes(above, last)) return false;
  block.begin -= above.size();
  block.end -= last.size();
  return true;
}

bool moves_down(std::string_view text, Block& block) {
  const auto first = line_at(text, block.begin);
  const auto below = line_at(text, block.end);
  if (below.empty() || !same_bytes(first, below)) return false;
  block.begin += first.size();
  block.end += below.size();
  return true;
}

// An insertion "}\n\n{" and "{ }\n\n" are the same change one line apart: lines of the side that
// has the change repeat at its edges. Returns by how many lines it is best moved down.
std::int32_t best_move(std::string_view text, Block block, std::uint32_t up, std::uint32_t down) {
  std::int32_t at = 0;
  while (at < static_cast<std::int32_t>(down) && moves_down(text, block)) ++at;
  std::int32_t best = at;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (;; --at) {
    const std::size_t odd = oddness(line_at(text, block.begin)) + oddness(line_at(text, block.end));
    if (odd < least) {
      least = odd;
      best = at;
    }
    if (at == -static_cast<std::int32_t>(up) || !moves_up(text, block)) return best;
  }
}

}  // namespace

void slide(std::vector<PlacedChange>& changes, std::string_view before, std::string_view after) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    LineChange& change = changes[i].lines;
    if ((change.before_count == 0) == (change.after_count == 0)) continue;
    std::uint32_t up = change.before;
    if (i > 0) {
      const LineChange& above = changes[i - 1].lines;
      up -= above.before + above.before_count + 1;  // a line stays between the two
    }
    std::uint32_t down = most_slide;
    if (i + 1 < changes.size()) {
      down = changes[i + 1].lines.before - change.before - change.before_count - 1;
    }
    const bool deletes = change.before_count > 0;
    const std::string_view text = deletes ? before : after;
    const std::size_t begin = deletes ? changes[i].before_at : changes[i].after_at;
    const std::size_t end =
        skip_lines(text, begin, deletes ? change.before_count : change.after_count);
    const auto moved = static_cast<std::uint32_t>(
        best_move(text, {begin, end}, std::min(up, most_slide), std::min(down, most_slide)));
    change.before += moved;  // modulo 2^32: may go up
    change.after += moved;
  }
}

}  // namespace sitewright::context
