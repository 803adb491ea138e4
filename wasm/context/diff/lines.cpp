#include "context/diff/lines.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "context/diff/edit_script.hpp"
#include "context/diff/slide.hpp"
#include "context/diff/small_edit.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

/// Few edits are found on the texts as they are; more of them with a table of lines.
constexpr int most_small_edits = 32;

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

using Lines = std::vector<std::string_view>;

std::vector<LineId> ids_of(const Lines& lines, Interner& interner) {
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
  Interner interner(before_lines.size() + after_lines.size());
  const auto before_ids = ids_of(before_lines, interner);
  const auto after_ids = ids_of(after_lines, interner);
  return changes_of(edit_script(before_ids, after_ids, interner.count()));
}

/// Where line `number` of `lines`, a part of `text`, begins.
std::size_t place_of(const Lines& lines, std::uint32_t number, std::string_view text,
                     std::size_t part_end) {
  if (number == lines.size()) return part_end;
  return static_cast<std::size_t>(lines[number].data() - text.data());
}

std::vector<PlacedChange> large_edit(std::string_view before, std::string_view after) {
  const Middle middle = middle_of(before, after);
  const Lines before_lines =
      split_lines(before.substr(middle.begin, middle.before_end - middle.begin));
  const Lines after_lines =
      split_lines(after.substr(middle.begin, middle.after_end - middle.begin));
  const auto lines_in_front =
      static_cast<std::uint32_t>(count_newlines(before.substr(0, middle.begin)));
  std::vector<PlacedChange> placed;
  for (LineChange change : changes_in(before_lines, after_lines)) {
    const std::size_t before_at = place_of(before_lines, change.before, before, middle.before_end);
    const std::size_t after_at = place_of(after_lines, change.after, after, middle.after_end);
    change.before += lines_in_front;
    change.after += lines_in_front;
    placed.push_back({change, before_at, after_at});
  }
  return placed;
}

}  // namespace

std::vector<LineChange> diff_lines(std::string_view before, std::string_view after) {
  auto placed = small_edit(before, after, most_small_edits);
  if (!placed) placed = large_edit(before, after);
  slide(*placed, before, after);
  std::vector<LineChange> changes;
  changes.reserve(placed->size());
  for (const PlacedChange& change : *placed) changes.push_back(change.lines);
  return changes;
}

}  // namespace sitewright::context
