#include "healing/fixers/nearest_name.hpp"

#include <algorithm>
#include <vector>

namespace sitewright::healing {
namespace {

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '-' || c == '_') continue;
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return out;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit || a.size() > 200 || b.size() > 200) return limit + 1;
  std::vector<std::size_t> before;
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = last;
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::string nearest_name(std::string_view name, std::span<const std::string> candidates) {
  const std::size_t limit = std::clamp<std::size_t>(name.size() / 3, 1, 3);
  std::size_t best = limit + 1;
  std::string found;
  bool tied = false;
  const std::string plain = folded(name);
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    // Names of one or two letters are all near each other.
    if (candidate.size() < 3 && folded(candidate) != plain) continue;
    const std::size_t distance =
        folded(candidate) == plain ? 0 : edit_distance(name, candidate, limit);
    if (distance > best || candidate == found) continue;
    tied = distance == best;
    best = distance;
    found = candidate;
  }
  return best <= limit && !tied ? found : std::string();
}

}  // namespace sitewright::healing
