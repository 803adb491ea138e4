#include "context/diff/small_edit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

struct Step {
  int x, y;  // where the line is deleted from before, or inserted from after
  bool is_deletion;
};

class Search {
 public:
  Search(std::span<const std::string_view> before, std::span<const std::string_view> after,
         int most_edits)
      : before_(before),
        after_(after),
        center_(most_edits + 1),
        furthest_(2 * static_cast<std::size_t>(most_edits) + 3) {}

  std::optional<std::vector<LineChange>> run(int most_edits) {
    const int x_end = static_cast<int>(before_.size());
    const int y_end = static_cast<int>(after_.size());
    for (int edits = 0; edits <= most_edits; ++edits) {
      for (int k = -edits; k <= edits; k += 2) {
        const int came_from = predecessor(furthest_, center_, k, edits);
        int x = edits == 0 ? 0 : at(furthest_, center_, came_from) + (came_from < k ? 1 : 0);
        while (x < x_end && x - k < y_end && equal(x, x - k)) ++x;
        at(furthest_, center_, k) = x;
        if (x >= x_end && x - k >= y_end) return changes_to(x_end, y_end, edits);
      }
      history_.emplace_back(furthest_.begin() + center_ - edits,
                            furthest_.begin() + center_ + edits + 1);
    }
    return std::nullopt;
  }

 private:
  static int& at(std::vector<int>& row, int center, int k) {
    const int place = k + center;
    return row[static_cast<std::size_t>(place)];
  }

  [[nodiscard]] bool equal(int x, int y) const {
    return same_bytes(before_[static_cast<std::size_t>(x)], after_[static_cast<std::size_t>(y)]);
  }

  // The diagonal from which k is reached with one more edit: k - 1 by a deletion, k + 1 by an
  // insertion.
  static int predecessor(std::vector<int>& row, int center, int k, int edits) {
    if (k == -edits) return k + 1;
    if (k == edits) return k - 1;
    return at(row, center, k - 1) < at(row, center, k + 1) ? k + 1 : k - 1;
  }

  std::vector<LineChange> changes_to(int x, int y, int edits) {
    std::vector<Step> steps;
    for (; edits > 0; --edits) {
      std::vector<int>& row = history_[static_cast<std::size_t>(edits - 1)];
      const int k = x - y;
      const int center = edits - 1;
      const int came_from = predecessor(row, center, k, edits);
      x = at(row, center, came_from);
      y = x - came_from;
      steps.push_back({x, y, came_from < k});
    }
    std::vector<LineChange> changes;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) add(changes, *step);
    return changes;
  }

  static void add(std::vector<LineChange>& changes, const Step& step) {
    const auto x = static_cast<std::uint32_t>(step.x);
    const auto y = static_cast<std::uint32_t>(step.y);
    const bool goes_on = !changes.empty() &&
                         changes.back().before + changes.back().before_count == x &&
                         changes.back().after + changes.back().after_count == y;
    if (!goes_on) changes.push_back({x, 0, y, 0});
    ++(step.is_deletion ? changes.back().before_count : changes.back().after_count);
  }

  std::span<const std::string_view> before_;
  std::span<const std::string_view> after_;
  int center_;
  std::vector<int> furthest_;              // x by diagonal
  std::vector<std::vector<int>> history_;  // its diagonals -edits to edits after that many edits
};

}  // namespace

std::optional<std::vector<LineChange>> small_edit(std::span<const std::string_view> before,
                                                  std::span<const std::string_view> after,
                                                  int most_edits) {
  const std::size_t least =
      before.size() > after.size() ? before.size() - after.size() : after.size() - before.size();
  if (least > static_cast<std::size_t>(most_edits)) return std::nullopt;
  return Search(before, after, most_edits).run(most_edits);
}

}  // namespace sitewright::context
