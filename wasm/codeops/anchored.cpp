#include "codeops/anchored.hpp"

#include <algorithm>
#include <vector>

#include "codeops/indentation.hpp"
#include "context/diff/merge_lines.hpp"

namespace sitewright::codeops {

namespace {

using Lines = std::span<const std::string_view>;

constexpr std::size_t fewest_lines = 4;
constexpr std::size_t most_lines = 400;
constexpr std::size_t most_places = 64;  // against repetitive hostile input

struct Place {
  std::size_t line;
  std::size_t count;
};

/// How many lines two blocks have in common, in order.
std::size_t common_lines(Lines a, Lines b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const auto left : a) {
    std::size_t diagonal = 0;
    for (std::size_t i = 0; i < b.size(); ++i) {
      const std::size_t above = row[i + 1];
      row[i + 1] = left == b[i] ? diagonal + 1 : std::max(above, row[i]);
      diagonal = above;
    }
  }
  return row.back();
}

std::string joined(Lines lines) {
  std::string text;
  for (const auto line : lines) text.append(line).append("\n");
  return text;
}

std::vector<std::string_view> without_ends(Lines lines) {
  std::vector<std::string_view> out;
  out.reserve(lines.size());
  for (const auto line : lines) out.push_back(trimmed_right(line));
  return out;
}

/// Where a block between the quote's first and last line agrees with it in two of three lines.
std::vector<Place> places(Lines file, Lines find) {
  const std::size_t slack = std::max<std::size_t>(2, find.size() / 4);
  std::vector<Place> found;
  std::size_t looked = 0;
  for (std::size_t begin = 0; begin < file.size(); ++begin) {
    if (file[begin] != find.front()) continue;
    const std::size_t last = std::min(file.size(), begin + find.size() + slack);
    for (std::size_t end = begin + find.size() - slack; end <= last; ++end) {
      if (file[end - 1] != find.back() || end < begin + 2) continue;
      if (++looked > most_places) return {};
      if (common_lines(file.subspan(begin, end - begin), find) * 3 >= find.size() * 2) {
        found.push_back({begin, end - begin});
      }
    }
  }
  return found;
}

}  // namespace

std::optional<Anchored> anchored_edit(std::span<const std::string_view> file,
                                      std::span<const std::string_view> find,
                                      std::span<const std::string_view> replace) {
  if (find.size() < fewest_lines || find.size() > most_lines) return std::nullopt;
  const auto own = without_ends(file);
  const auto quoted = without_ends(find);
  if (quoted.front().empty() || quoted.back().empty()) return std::nullopt;
  const auto found = places(own, quoted);
  if (found.size() != 1) return std::nullopt;
  const auto [line, count] = found.front();
  auto merged = context::merge_lines(joined(quoted), joined(Lines(own).subspan(line, count)),
                                     joined(without_ends(replace)));
  if (!merged.conflicts.empty()) return std::nullopt;
  return Anchored{line, count, std::move(merged.text)};
}

}  // namespace sitewright::codeops
