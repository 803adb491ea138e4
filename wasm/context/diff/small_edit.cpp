#include "context/diff/small_edit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

/// How far a diagonal is explored: lines of before, and the bytes of both texts.
struct Reach {
  std::uint32_t x = 0;
  std::size_t before_at = 0;
  std::size_t after_at = 0;
};

class Search {
 public:
  Search(std::string_view before, std::string_view after, int most_edits)
      : before_(before),
        after_(after),
        center_(most_edits + 1),
        furthest_(2 * static_cast<std::size_t>(most_edits) + 3) {}

  std::optional<std::vector<PlacedChange>> run(int most_edits) {
    for (int edits = 0; edits <= most_edits; ++edits) {
      for (int k = -edits; k <= edits; k += 2) {
        const Reach reach = edits == 0 ? Reach{} : step_to(k, edits);
        if (ends_equal(reach)) return changes_to(k, edits);
        const EqualLines equal =
            equal_lines(before_.substr(reach.before_at), after_.substr(reach.after_at));
        at(furthest_, center_, k) = {reach.x + equal.lines, reach.before_at + equal.bytes,
                                     reach.after_at + equal.bytes};
      }
      history_.emplace_back(furthest_.begin() + center_ - edits,
                            furthest_.begin() + center_ + edits + 1);
    }
    return std::nullopt;
  }

 private:
  using Row = std::vector<Reach>;

  static Reach& at(Row& row, int center, int k) {
    return row[static_cast<std::size_t>(k + center)];
  }

  /// Whether what is left of both texts is the same.
  [[nodiscard]] bool ends_equal(const Reach& reach) const {
    return same_bytes(before_.substr(reach.before_at), after_.substr(reach.after_at));
  }

  // The diagonal from which k is reached with one more edit: k - 1 by a deletion, k + 1 by an
  // insertion.
  static int predecessor(Row& row, int center, int k, int edits) {
    if (k == -edits) return k + 1;
    if (k == edits) return k - 1;
    return at(row, center, k - 1).x < at(row, center, k + 1).x ? k + 1 : k - 1;
  }

  /// One more edit onto diagonal k. It may be one of a line that is not there, as in Myers' paper:
  /// no shortest way leads through it.
  Reach step_to(int k, int edits) {
    const int from = predecessor(furthest_, center_, k, edits);
    Reach reach = at(furthest_, center_, from);
    if (from < k) {
      ++reach.x;
      reach.before_at = skip_lines(before_, reach.before_at, 1);
    } else {
      reach.after_at = skip_lines(after_, reach.after_at, 1);
    }
    return reach;
  }

  std::vector<PlacedChange> changes_to(int k, int edits) {
    std::vector<PlacedChange> changes;
    for (; edits > 0; --edits) {
      const int center = edits - 1;
      Row& row = history_[static_cast<std::size_t>(center)];
      const int from = predecessor(row, center, k, edits);
      add_before(changes, at(row, center, from), from, from < k);
      k = from;
    }
    std::reverse(changes.begin(), changes.end());
    return changes;
  }

  /// `reach` is where the edit stands, on diagonal x - y. Edits come last first.
  static void add_before(std::vector<PlacedChange>& changes, const Reach& reach, int diagonal,
                         bool deletes) {
    const std::uint32_t y = reach.x - static_cast<std::uint32_t>(diagonal);
    LineChange one{reach.x, deletes ? 1U : 0U, y, deletes ? 0U : 1U};
    if (!changes.empty()) {
      const LineChange& next = changes.back().lines;
      if (one.before + one.before_count == next.before &&
          one.after + one.after_count == next.after) {
        one.before_count += next.before_count;
        one.after_count += next.after_count;
        changes.pop_back();
      }
    }
    changes.push_back({one, reach.before_at, reach.after_at});
  }

  std::string_view before_;
  std::string_view after_;
  int center_;
  Row furthest_;              // by diagonal
  std::vector<Row> history_;  // its diagonals -edits to edits after that many edits
};

}  // namespace

std::optional<std::vector<PlacedChange>> small_edit(std::string_view before, std::string_view after,
                                                    int most_edits) {
  return Search(before, after, most_edits).run(most_edits);
}

}  // namespace sitewright::context
