#include "context/diff/lines.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "context/diff/edit_script.hpp"

namespace sitewright::context {
namespace {

constexpr std::uint32_t most_slide = 40;

// Only the bytes between the equal first and the equal last lines are looked at as lines, and as
// many equal ones on both sides as a change may slide over.
struct Middle {
  std::string_view before;
  std::string_view after;
  std::uint32_t lines_in_front = 0;
};

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    if (std::memcmp(a.data() + at, b.data() + at, 8) != 0) break;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

std::size_t common_suffix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  const char* a_end = a.data() + a.size();
  const char* b_end = b.data() + b.size();
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    if (std::memcmp(a_end - at - 8, b_end - at - 8, 8) != 0) break;
  }
  while (at < size && a_end[-1 - static_cast<std::ptrdiff_t>(at)] ==
                          b_end[-1 - static_cast<std::ptrdiff_t>(at)]) {
    ++at;
  }
  return at;
}

// Where the line `count` lines before `at` begins; `at` begins a line itself.
std::size_t lines_back(std::string_view text, std::size_t at, std::uint32_t count) {
  for (; count > 0 && at > 0; --count)
    at = text.substr(0, at - 1).rfind('\n') + 1;  // npos + 1 == 0
  return at;
}

std::size_t lines_ahead(std::string_view text, std::size_t at, std::uint32_t count) {
  for (; count > 0 && at < text.size(); --count) {
    const std::size_t newline = text.find('\n', at);
    at = newline == std::string_view::npos ? text.size() : newline + 1;
  }
  return at;
}

Middle middle_of(std::string_view before, std::string_view after) {
  const std::size_t prefix = common_prefix(before, after);
  const std::size_t begin = before.substr(0, prefix).rfind('\n') + 1;  // npos + 1 == 0
  const std::size_t suffix = common_suffix(before.substr(begin), after.substr(begin));
  // The equal end may begin in mid-line: it counts from the first newline in it.
  const std::size_t newline = before.find('\n', before.size() - suffix);
  const std::size_t end = newline == std::string_view::npos ? before.size() : newline + 1;

  const std::size_t first = lines_back(before, begin, most_slide);
  const std::size_t last = lines_ahead(before, end, most_slide);
  return {before.substr(first, last - first),
          after.substr(first, last + after.size() - before.size() - first),
          static_cast<std::uint32_t>(std::ranges::count(before.substr(0, first), '\n'))};
}

std::uint64_t hash_of(std::string_view line) {
  std::uint64_t hash = line.size() * 0x9E3779B97F4A7C15;
  std::uint64_t word = 0;
  while (line.size() >= 8) {
    std::memcpy(&word, line.data(), 8);
    hash = (std::rotl(hash, 23) ^ word) * 0xD6E8FEB86659FD93;
    line.remove_prefix(8);
  }
  word = 0;
  std::memcpy(&word, line.data(), line.size());
  hash = (std::rotl(hash, 23) ^ word) * 0xD6E8FEB86659FD93;
  return hash ^ (hash >> 32);
}

// Equal lines get equal numbers, from 0 in order of first sight.
class Interner {
 public:
  explicit Interner(std::size_t most_lines) : slots_(std::bit_ceil(most_lines * 2 + 1)) {}

  LineId id_of(std::string_view line) {
    const std::uint64_t hash = hash_of(line);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
      Slot& entry = slots_[slot];
      if (entry.id_plus_1 == 0) {
        entry = {hash, line, ++count_};
        return count_ - 1;
      }
      if (entry.hash == hash && entry.line == line) return entry.id_plus_1 - 1;
    }
  }

  [[nodiscard]] LineId count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::string_view line;
    LineId id_plus_1 = 0;
  };

  std::vector<Slot> slots_;
  LineId count_ = 0;
};

std::vector<LineChange> changes_of(const EditScript& script) {
  std::vector<LineChange> changes;
  const auto count_before = static_cast<std::uint32_t>(script.deleted.size());
  const auto count_after = static_cast<std::uint32_t>(script.inserted.size());
  for (std::uint32_t x = 0, y = 0; x < count_before || y < count_after; ++x, ++y) {
    LineChange change{x, 0, y, 0};
    while (x < count_before && script.deleted[x]) ++x;
    while (y < count_after && script.inserted[y]) ++y;
    change.before_count = x - change.before;
    change.after_count = y - change.after;
    if (change.before_count + change.after_count > 0) changes.push_back(change);
  }
  return changes;
}

// How odd it looks when a change begins or ends before this line; blank lines are odd to begin
// with.
std::size_t oddness(std::string_view line) {
  const std::size_t indentation = line.find_first_not_of(" \t\r\n");
  return indentation == std::string_view::npos ? 40 : std::min<std::size_t>(indentation, 30);
}

// An insertion "}\n\n{" and "{ }\n\n" are the same change one line apart: lines of the side that
// has the change repeat at its edges. Moves it to the best place between its neighbours.
void slide(LineChange& change, std::uint32_t up, std::uint32_t down,
           const std::vector<std::string_view>& lines, std::uint32_t LineChange::* start,
           std::uint32_t count) {
  const std::uint32_t begin = change.*start;
  std::uint32_t highest = 0;
  while (highest < up && lines[begin - 1 - highest] == lines[begin + count - 1 - highest]) {
    ++highest;
  }
  std::uint32_t lowest = 0;
  while (lowest < down && lines[begin + lowest] == lines[begin + count + lowest]) ++lowest;
  std::uint32_t best = begin + lowest;
  std::size_t least = static_cast<std::size_t>(-1);
  for (std::uint32_t at = begin + lowest + 1; at-- > begin - highest;) {
    const std::uint32_t end = at + count;
    const std::size_t odd =
        oddness(lines[at]) + (end < lines.size() ? oddness(lines[end]) : std::size_t{0});
    if (odd < least) {
      least = odd;
      best = at;
    }
  }
  change.before += best - begin;  // modulo 2^32: may go up
  change.after += best - begin;
}

void slide_all(std::vector<LineChange>& changes, const std::vector<std::string_view>& before,
               const std::vector<std::string_view>& after) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    LineChange& change = changes[i];
    if ((change.before_count == 0) == (change.after_count == 0)) continue;
    const std::uint32_t gap_above =
        i == 0 ? change.before
               : change.before - changes[i - 1].before - changes[i - 1].before_count - 1;
    const std::uint32_t end = change.before + change.before_count;
    const std::uint32_t gap_below = i + 1 == changes.size()
                                        ? static_cast<std::uint32_t>(before.size()) - end
                                        : changes[i + 1].before - end - 1;
    const std::uint32_t up = std::min(gap_above, most_slide);
    const std::uint32_t down = std::min(gap_below, most_slide);
    if (change.before_count > 0) {
      slide(change, up, down, before, &LineChange::before, change.before_count);
    } else {
      slide(change, up, down, after, &LineChange::after, change.after_count);
    }
  }
}

std::vector<LineId> ids_of(const std::vector<std::string_view>& lines, Interner& interner) {
  std::vector<LineId> ids;
  ids.reserve(lines.size());
  for (const std::string_view line : lines) ids.push_back(interner.id_of(line));
  return ids;
}

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<LineChange> diff_lines(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Middle middle = middle_of(before, after);
  const auto before_lines = split_lines(middle.before);
  const auto after_lines = split_lines(middle.after);
  Interner interner(before_lines.size() + after_lines.size());
  const auto before_ids = ids_of(before_lines, interner);
  const auto after_ids = ids_of(after_lines, interner);
  auto changes = changes_of(edit_script(before_ids, after_ids, interner.count()));
  slide_all(changes, before_lines, after_lines);
  for (LineChange& change : changes) {
    change.before += middle.lines_in_front;
    change.after += middle.lines_in_front;
  }
  return changes;
}

}  // namespace sitewright::context
