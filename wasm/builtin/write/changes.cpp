#include "builtin/write/changes.hpp"

#include <algorithm>
#include <string_view>

namespace sitewright::builtin {
namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

struct Hunk {
  std::size_t begin, end;          ///< lines of the old text
  std::size_t new_begin, new_end;  ///< lines of the new text
};

/// Longest common subsequence of lines; files here have a few hundred of them.
std::vector<Hunk> hunks_between(const Lines& a, const Lines& b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::uint32_t> length((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i * width + j] =
          a[i] == b[j] ? length[(i + 1) * width + j + 1] + 1
                       : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  std::vector<Hunk> hunks;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i;
      ++j;
      continue;
    }
    Hunk hunk{i, i, j, j};
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a[i] == b[j]) break;
      const bool drop = j >= b.size() ||
                        (i < a.size() && length[(i + 1) * width + j] >= length[i * width + j + 1]);
      (drop ? i : j) += 1;
    }
    hunk.end = i;
    hunk.new_end = j;
    hunks.push_back(hunk);
  }
  return hunks;
}

std::string text_of(const Lines& lines, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += lines[i];
  return out;
}

bool occurs_once(const std::string& text, const Lines& find) {
  const Lines all = lines_of(text);
  const auto trimmed = [](std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ' ||
                             line.back() == '\t'))
      line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    return line;
  };
  std::size_t found = 0;
  for (std::size_t i = 0; i + find.size() <= all.size(); ++i) {
    std::size_t k = 0;
    while (k < find.size() && trimmed(all[i + k]) == trimmed(find[k])) ++k;
    found += k == find.size();
  }
  return found == 1;
}

constexpr std::size_t largest_diff = 4'000'000;  // cells; beyond it the whole file is written

/// Edits, each found in exactly one place at its turn; empty when the whole file is the better way.
std::vector<codeops::Edit> edits_between(const std::string& before, const std::string& after) {
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  if (a.empty() || !before.ends_with('\n') || !after.ends_with('\n') ||
      a.size() * b.size() > largest_diff)
    return {};
  std::vector<Hunk> hunks = hunks_between(a, b);
  std::vector<codeops::Edit> edits;
  std::size_t bytes = 0;
  std::string current = before;
  std::size_t done = 0;  // lines of the old text that are behind the last edit
  for (std::size_t h = 0; h < hunks.size(); ++h) {
    Hunk hunk = hunks[h];
    const std::size_t next = h + 1 < hunks.size() ? hunks[h + 1].begin : a.size();
    while (hunk.begin == hunk.end ||
           !occurs_once(current, Lines(a.begin() + static_cast<std::ptrdiff_t>(hunk.begin),
                                       a.begin() + static_cast<std::ptrdiff_t>(hunk.end)))) {
      if (hunk.begin > done) {
        --hunk.begin;
        --hunk.new_begin;
      } else if (hunk.end < next) {
        ++hunk.end;
        ++hunk.new_end;
      } else {
        return {};  // no anchor of its own
      }
      if (hunk.end < next && hunk.end - hunk.begin > 3 && hunk.begin > done) {
        ++hunk.end;
        ++hunk.new_end;
      }
    }
    const std::string find = text_of(a, hunk.begin, hunk.end);
    const std::string replace = text_of(b, hunk.new_begin, hunk.new_end);
    const auto at = current.find(find);
    if (at == std::string::npos) return {};
    current.replace(at, find.size(), replace);
    bytes += find.size() + replace.size();
    edits.push_back({find, replace});
    done = hunk.end;
  }
  if (current != after || bytes > after.size()) return {};
  return edits;
}

}  // namespace

std::vector<codeops::Operation> changes_between(const Files& before, const Files& after) {
  std::vector<codeops::Operation> operations;
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old == before.end()) {
      operations.push_back(codeops::write_file(path, text));
    } else if (old->second != text) {
      auto edits = edits_between(old->second, text);
      operations.push_back(edits.empty() ? codeops::write_file(path, text)
                                         : codeops::edit_file(path, std::move(edits)));
    }
  }
  for (const auto& [path, text] : before) {
    if (!after.contains(path)) operations.push_back(codeops::delete_file(path));
  }
  return operations;
}

}  // namespace sitewright::builtin
