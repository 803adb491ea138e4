#include "codeops/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "codeops/indentation.hpp"
#include "project/path.hpp"

namespace sitewright::codeops {
namespace {

constexpr std::size_t most_comparisons = 1'000'000;
constexpr std::size_t most_compared_bytes = 400;  // of one line

std::string shown_line(std::string_view line) {
  return "'" + project::shown_path(trimmed(line)) + "'";
}

// How many pairs of neighbouring bytes two lines have in common; counted in 256 classes.
class Pairs {
 public:
  explicit Pairs(std::string_view line) {
    line = line.substr(0, most_compared_bytes);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) ++counts_[slot(line[i], line[i + 1])];
    total_ = line.empty() ? 0 : line.size() - 1;
  }

  // Dice's coefficient in thousandths.
  [[nodiscard]] std::size_t likeness(const Pairs& other) const {
    if (total_ + other.total_ == 0) return 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      equal += std::min(counts_[i], other.counts_[i]);
    }
    return 2'000 * equal / (total_ + other.total_);
  }

 private:
  static std::size_t slot(char first, char second) {
    return (static_cast<std::uint8_t>(first) * 31U + static_cast<std::uint8_t>(second)) & 255U;
  }

  std::array<std::uint16_t, 256> counts_{};
  std::size_t total_ = 0;
};

struct Run {
  std::size_t line = 0;   // in the file
  std::size_t count = 0;  // lines that agree from there on
};

Run longest_run(std::span<const std::string_view> file, std::span<const std::string_view> find) {
  Run best;
  std::size_t comparisons = 0;
  for (std::size_t i = 0; i < file.size() && comparisons < most_comparisons; ++i) {
    std::size_t count = 0;
    while (count < find.size() && i + count < file.size() &&
           trimmed(file[i + count]) == trimmed(find[count])) {
      ++count;
    }
    comparisons += count + 1;
    if (count > best.count) best = {i, count};
  }
  return best;
}

}  // namespace

std::string describe_nearest(std::span<const std::string_view> file,
                             std::span<const std::string_view> find, std::string_view path) {
  std::string detail = "find text not found in " + project::shown_path(path);
  const auto first = std::ranges::find_if(find, [](auto line) { return !trimmed(line).empty(); });
  if (first == find.end()) return detail + "; it is blank";
  const auto words = find.subspan(static_cast<std::size_t>(first - find.begin()));
  if (const Run run = longest_run(file, words); run.count == words.size()) {
    return detail + " with this indentation; its words occur at line " +
           std::to_string(run.line + 1);
  } else if (run.count > 0) {
    const std::size_t at = run.line + run.count;
    detail += "; it agrees from line " + std::to_string(run.line + 1) + " on, then has " +
              shown_line(words[run.count]) + " where line " + std::to_string(at + 1);
    return detail + (at < file.size() ? " is " + shown_line(file[at]) : " is past the end");
  }
  const Pairs wanted(trimmed(words.front()));
  std::size_t nearest = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < file.size(); ++i) {
    const std::size_t likeness = wanted.likeness(Pairs(trimmed(file[i])));
    if (likeness > most) {
      most = likeness;
      nearest = i;
    }
  }
  if (most < 300) return detail + "; no line is like " + shown_line(words.front());
  return detail + "; nearest line " + std::to_string(nearest + 1) + ": " +
         shown_line(file[nearest]);
}

}  // namespace sitewright::codeops
