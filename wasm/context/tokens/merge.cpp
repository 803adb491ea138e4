#include "context/tokens/merge.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace sitewright::context {
namespace {

constexpr std::uint32_t no_merge = ~std::uint32_t{0};

// Below this many bytes looking through all parts for the lowest rank beats keeping a heap.
constexpr std::size_t longest_scanned = 100;

Rank rank_of(TokenTable& table, std::string_view piece, std::size_t begin, std::size_t end) {
  const auto rank = table.find_padded(piece.substr(begin, end - begin));
  return rank ? *rank : no_merge;
}

// Part i is piece[begins[i], begins[i + 1]); ranks[i] is that of merging it with the next.
std::size_t scanned_count(TokenTable& table, std::string_view piece) {
  std::array<std::uint32_t, longest_scanned + 2> begins{};
  std::array<Rank, longest_scanned + 1> ranks{};
  std::size_t count = piece.size();
  for (std::uint32_t i = 0; i <= count; ++i) begins[i] = i;
  const auto rank_at = [&](std::size_t part) {
    return part + 1 < count ? rank_of(table, piece, begins[part], begins[part + 2]) : no_merge;
  };
  for (std::size_t i = 0; i < count; ++i) ranks[i] = rank_at(i);
  while (count > 1) {
    const Rank* const lowest = std::min_element(ranks.data(), ranks.data() + count);
    if (*lowest == no_merge) break;
    const auto part = static_cast<std::size_t>(lowest - ranks.data());
    const std::size_t behind = count - part - 1;
    std::copy_n(begins.data() + part + 2, behind, begins.data() + part + 1);
    std::copy_n(ranks.data() + part + 2, behind - 1, ranks.data() + part + 1);
    --count;
    ranks[part] = rank_at(part);
    if (part > 0) ranks[part - 1] = rank_at(part - 1);
  }
  return count;
}

// The same with the parts in a list and their merges in a heap. An entry of the heap that does not
// agree with the rank of its part is of a merge that can no longer be.
class HeapMerge {
 public:
  HeapMerge(TokenTable& table, std::string_view piece)
      : table_(table), piece_(piece), size_(static_cast<std::uint32_t>(piece.size())) {
    next_.resize(size_ + 1);
    before_.resize(size_ + 1);
    ranks_.resize(size_);
    for (std::uint32_t i = 0; i <= size_; ++i) {
      next_[i] = i + 1;
      before_[i] = i - 1;
    }
    for (std::uint32_t i = 0; i < size_; ++i) ranks_[i] = rank_at(i);
    const auto merges = static_cast<std::size_t>(
        std::count_if(ranks_.begin(), ranks_.end(), [](Rank rank) { return rank != no_merge; }));
    heap_.reserve(merges + merges / 8 + 64);
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (ranks_[i] != no_merge) heap_.push_back(entry(i));
    }
    std::make_heap(heap_.begin(), heap_.end(), std::greater{});
  }

  std::size_t count() {
    std::size_t count = size_;
    while (!heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater{});
      const std::uint64_t lowest = heap_.back();
      heap_.pop_back();
      const auto part = static_cast<std::uint32_t>(lowest);
      if (ranks_[part] != lowest >> 32) continue;
      merge(part);
      --count;
    }
    return count;
  }

 private:
  [[nodiscard]] std::uint64_t entry(std::uint32_t part) const {
    return std::uint64_t{ranks_[part]} << 32 | part;
  }

  [[nodiscard]] Rank rank_at(std::uint32_t part) const {
    const std::uint32_t other = next_[part];
    return other < size_ ? rank_of(table_, piece_, part, next_[other]) : no_merge;
  }

  void merge(std::uint32_t part) {
    const std::uint32_t gone = next_[part];
    next_[part] = next_[gone];
    before_[next_[part]] = part;
    ranks_[gone] = no_merge;
    update(part);
    if (part > 0) update(before_[part]);
  }

  void update(std::uint32_t part) {
    const Rank rank = rank_at(part);
    if (rank == ranks_[part]) return;
    ranks_[part] = rank;
    if (rank == no_merge) return;
    if (heap_.size() == heap_.capacity()) forget_the_impossible();
    heap_.push_back(entry(part));
    std::push_heap(heap_.begin(), heap_.end(), std::greater{});
  }

  // A part has one merge that can be, so the heap hardly grows beyond what it began with.
  void forget_the_impossible() {
    std::erase_if(heap_, [this](std::uint64_t one) {
      return ranks_[static_cast<std::uint32_t>(one)] != one >> 32;
    });
    if (heap_.size() > heap_.capacity() / 8 * 7) heap_.reserve(heap_.capacity() / 2 * 3);
    std::make_heap(heap_.begin(), heap_.end(), std::greater{});
  }

  TokenTable& table_;
  std::string_view piece_;
  std::uint32_t size_;
  std::vector<std::uint32_t> next_;  // of part i: where the following part begins
  std::vector<std::uint32_t> before_;
  std::vector<Rank> ranks_;
  std::vector<std::uint64_t> heap_;
};

}  // namespace

std::size_t merged_count(TokenTable& table, std::string_view piece) {
  if (piece.size() <= longest_scanned) return scanned_count(table, piece);
  return HeapMerge(table, piece).count();
}

}  // namespace sitewright::context
