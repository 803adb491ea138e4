#include "context/diff/lines.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "context/diff/edit_script.hpp"
#include "context/diff/small_edit.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

constexpr std::uint32_t most_slide = 40;
constexpr int most_small_edits = 100;

// Only the bytes between the equal first and the equal last lines are compared as lines.
struct Middle {
  std::size_t begin = 0;  // equal in both texts
  std::size_t before_end = 0;
  std::size_t after_end = 0;
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

Middle middle_of(std::string_view before, std::string_view after) {
  const std::size_t prefix = common_prefix(before, after);
  const std::size_t begin = before.substr(0, prefix).rfind('\n') + 1;  // npos + 1 == 0
  const std::size_t suffix = common_suffix(before.substr(begin), after.substr(begin));
  // The equal end may begin in mid-line: it counts from the first newline in it.
  const std::size_t newline = before.find('\n', before.size() - suffix);
  const std::size_t end = newline == std::string_view::npos ? before.size() : newline + 1;
  return {begin, end, end + after.size() - before.size()};
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
      if (entry.hash == hash && same_bytes(entry.line, line)) return entry.id_plus_1 - 1;
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

bool is_one_sided(const LineChange& change) {
  return (change.before_count == 0) != (change.after_count == 0);
}

void slide_all(std::vector<LineChange>& changes, const std::vector<std::string_view>& before,
               const std::vector<std::string_view>& after) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    LineChange& change = changes[i];
    if (!is_one_sided(change)) continue;
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

using Lines = std::vector<std::string_view>;

void surround(Lines& lines, std::string_view front, std::string_view back) {
  const Lines above = split_lines(front);
  const Lines below = split_lines(back);
  lines.insert(lines.begin(), above.begin(), above.end());
  lines.insert(lines.end(), below.begin(), below.end());
}

// Changes may slide over equal lines outside of the middle, so some of those are looked at too.
void slide_within(std::vector<LineChange>& changes, std::string_view before, const Middle& middle,
                  Lines& before_lines, Lines& after_lines) {
  const std::size_t begin = lines_back(before, middle.begin, most_slide);
  const std::size_t end = skip_lines(before, middle.before_end, most_slide);
  const std::string_view front = before.substr(begin, middle.begin - begin);
  const std::string_view back = before.substr(middle.before_end, end - middle.before_end);
  surround(before_lines, front, back);
  surround(after_lines, front, back);
  const auto extra = static_cast<std::uint32_t>(count_newlines(front));
  for (LineChange& change : changes) {
    change.before += extra;
    change.after += extra;
  }
  slide_all(changes, before_lines, after_lines);
  for (LineChange& change : changes) {
    change.before -= extra;  // modulo 2^32: may have gone above the middle
    change.after -= extra;
  }
}

std::vector<LineId> ids_of(const std::vector<std::string_view>& lines, Interner& interner) {
  std::vector<LineId> ids;
  ids.reserve(lines.size());
  for (const std::string_view line : lines) ids.push_back(interner.id_of(line));
  return ids;
}

std::vector<LineChange> changes_in(const Lines& before_lines, const Lines& after_lines) {
  if (before_lines.empty() || after_lines.empty()) {
    const LineChange all{0, static_cast<std::uint32_t>(before_lines.size()), 0,
                         static_cast<std::uint32_t>(after_lines.size())};
    return before_lines.size() == after_lines.size() ? std::vector<LineChange>{} : std::vector{all};
  }
  if (auto changes = small_edit(before_lines, after_lines, most_small_edits)) {
    return *std::move(changes);
  }
  Interner interner(before_lines.size() + after_lines.size());
  const auto before_ids = ids_of(before_lines, interner);
  const auto after_ids = ids_of(after_lines, interner);
  return changes_of(edit_script(before_ids, after_ids, interner.count()));
}

}  // namespace

std::vector<LineChange> diff_lines(std::string_view before, std::string_view after) {
  const Middle middle = middle_of(before, after);
  Lines before_lines = split_lines(before.substr(middle.begin, middle.before_end - middle.begin));
  Lines after_lines = split_lines(after.substr(middle.begin, middle.after_end - middle.begin));
  auto changes = changes_in(before_lines, after_lines);
  if (changes.empty()) return changes;
  const auto lines_in_front =
      static_cast<std::uint32_t>(count_newlines(before.substr(0, middle.begin)));
  if (std::any_of(changes.begin(), changes.end(), is_one_sided)) {
    slide_within(changes, before, middle, before_lines, after_lines);
  }
  for (LineChange& change : changes) {
    change.before += lines_in_front;
    change.after += lines_in_front;
  }
  return changes;
}

}  // namespace sitewright::context
