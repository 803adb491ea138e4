#include "context/diff/edit_script.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "context/diff/lines.hpp"

namespace sitewright::context {
namespace {

// Lines that occur on the other side too, and where they stand in the whole.
struct Reduced {
  std::vector<LineId> ids;
  std::vector<std::uint32_t> places;
};

// A line without any partner is certainly changed; leaving these out makes the search short.
Reduced reduce(std::span<const LineId> ids, const std::vector<bool>& has_partner,
               std::vector<bool>& changed) {
  Reduced out;
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    if (has_partner[ids[i]]) {
      out.ids.push_back(ids[i]);
      out.places.push_back(i);
    } else {
      changed[i] = true;
    }
  }
  return out;
}

// Part of the edit graph: before[x_begin, x_end) against after[y_begin, y_end).
struct Box {
  int x_begin, x_end, y_begin, y_end;
};

struct Point {
  int x, y;
};

// Furthest x per diagonal d = x - y of one direction, and the diagonals in use.
struct Front {
  std::vector<int> x;  // by diagonal + offset
  int low = 0;
  int high = 0;
};

class Search {
 public:
  Search(const Reduced& before, const Reduced& after)
      : before_(before), after_(after), offset_(static_cast<int>(after.ids.size()) + 1) {
    const std::size_t diagonals = before.ids.size() + after.ids.size() + 3;
    forward_.x.resize(diagonals);
    backward_.x.resize(diagonals);
  }

  // An own stack instead of recursion: a Worker's is small.
  void run(EditScript& script) {
    std::vector<Box> open{
        {0, static_cast<int>(before_.ids.size()), 0, static_cast<int>(after_.ids.size())}};
    while (!open.empty()) {
      Box box = open.back();
      open.pop_back();
      trim(box);
      if (box.x_begin == box.x_end || box.y_begin == box.y_end) {
        for (int x = box.x_begin; x < box.x_end; ++x)
          script.deleted[before_.places[index(x)]] = true;
        for (int y = box.y_begin; y < box.y_end; ++y)
          script.inserted[after_.places[index(y)]] = true;
        continue;
      }
      const Point split = middle(box);
      open.push_back({split.x, box.x_end, split.y, box.y_end});
      open.push_back({box.x_begin, split.x, box.y_begin, split.y});
    }
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  [[nodiscard]] bool equal(int x, int y) const {
    return before_.ids[index(x)] == after_.ids[index(y)];
  }
  int& at(Front& front, int diagonal) { return front.x[index(diagonal + offset_)]; }

  void trim(Box& box) const {
    while (box.x_begin < box.x_end && box.y_begin < box.y_end && equal(box.x_begin, box.y_begin)) {
      ++box.x_begin;
      ++box.y_begin;
    }
    while (box.x_begin < box.x_end && box.y_begin < box.y_end &&
           equal(box.x_end - 1, box.y_end - 1)) {
      --box.x_end;
      --box.y_end;
    }
  }

  // One more edit in use widens the band of diagonals by one on each side, within the box.
  void widen(Front& front, const Box& box, int outside) {
    if (front.low > box.x_begin - box.y_end) {
      at(front, --front.low - 1) = outside;
    } else {
      ++front.low;
    }
    if (front.high < box.x_end - box.y_begin) {
      at(front, ++front.high + 1) = outside;
    } else {
      --front.high;
    }
  }

  static bool covers(const Front& front, int diagonal) {
    return front.low <= diagonal && diagonal <= front.high;
  }

  // A point on a shortest path through the box, or on a good one when the search takes too long.
  Point middle(const Box& box) {
    const int first = box.x_begin - box.y_begin;
    const int last = box.x_end - box.y_end;
    const bool meets_forward = ((first - last) & 1) != 0;
    forward_.low = forward_.high = first;
    backward_.low = backward_.high = last;
    at(forward_, first) = box.x_begin;
    at(backward_, last) = box.x_end;
    for (int cost = 1;; ++cost) {
      widen(forward_, box, -1);
      for (int d = forward_.high; d >= forward_.low; d -= 2) {
        const int x = advance(box, d);
        if (meets_forward && covers(backward_, d) && at(backward_, d) <= x) return {x, x - d};
      }
      widen(backward_, box, std::numeric_limits<int>::max());
      for (int d = backward_.high; d >= backward_.low; d -= 2) {
        const int x = retreat(box, d);
        if (!meets_forward && covers(forward_, d) && x <= at(forward_, d)) return {x, x - d};
      }
      if (cost >= search_limit) return furthest(box);
    }
  }

  int advance(const Box& box, int d) {
    const int from_left = at(forward_, d - 1);
    const int from_above = at(forward_, d + 1);
    int x = from_left < from_above ? from_above : from_left + 1;
    while (x < box.x_end && x - d < box.y_end && equal(x, x - d)) ++x;
    return at(forward_, d) = x;
  }

  int retreat(const Box& box, int d) {
    const int from_below = at(backward_, d - 1);
    const int from_right = at(backward_, d + 1);
    int x = from_below < from_right ? from_below : from_right - 1;
    while (x > box.x_begin && x - d > box.y_begin && equal(x - 1, x - d - 1)) --x;
    return at(backward_, d) = x;
  }

  // The point of either direction that has come furthest.
  Point furthest(const Box& box) {
    Point ahead{box.x_begin, box.y_begin};
    for (int d = forward_.high; d >= forward_.low; d -= 2) {
      const int x = std::min({at(forward_, d), box.x_end, box.y_end + d});
      if (x + x - d > ahead.x + ahead.y) ahead = {x, x - d};
    }
    Point back{box.x_end, box.y_end};
    for (int d = backward_.high; d >= backward_.low; d -= 2) {
      const int x = std::max({at(backward_, d), box.x_begin, box.y_begin + d});
      if (x + x - d < back.x + back.y) back = {x, x - d};
    }
    const int gained = ahead.x + ahead.y - box.x_begin - box.y_begin;
    return gained > box.x_end + box.y_end - back.x - back.y ? ahead : back;
  }

  const Reduced& before_;
  const Reduced& after_;
  int offset_;
  Front forward_;
  Front backward_;
};

std::vector<bool> present(std::span<const LineId> ids, LineId id_count) {
  std::vector<bool> out(id_count);
  for (const LineId id : ids) out[id] = true;
  return out;
}

}  // namespace

EditScript edit_script(std::span<const LineId> before, std::span<const LineId> after,
                       LineId id_count) {
  EditScript script{std::vector<bool>(before.size()), std::vector<bool>(after.size())};
  const Reduced reduced_before = reduce(before, present(after, id_count), script.deleted);
  const Reduced reduced_after = reduce(after, present(before, id_count), script.inserted);
  Search(reduced_before, reduced_after).run(script);
  return script;
}

}  // namespace sitewright::context
