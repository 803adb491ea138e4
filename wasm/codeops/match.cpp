#include "codeops/match.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "codeops/anchored.hpp"
#include "codeops/indentation.hpp"
#include "codeops/nearest.hpp"
#include "project/path.hpp"

namespace sitewright::codeops {
namespace {

using Lines = std::vector<std::string_view>;

struct Split {
  Lines lines;    // without their endings
  Lines endings;  // "\n", "\r\n", or "" at the end of the text
};

Split split(std::string_view text) {
  Split out;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline;
    const std::size_t next = std::min(end + 1, text.size());
    const bool has_cr = next > end && end > 0 && text[end - 1] == '\r';
    const std::size_t size = has_cr ? end - 1 : end;
    out.lines.push_back(text.substr(0, size));
    out.endings.push_back(text.substr(size, next - size));
    text.remove_prefix(next);
  }
  return out;
}

template <class Function>
Lines each(const Lines& lines, Function function) {
  Lines out;
  out.reserve(lines.size());
  for (const std::string_view line : lines) out.push_back(function(line));
  return out;
}

// Where `needle` occurs, overlapping ones too; Knuth, Morris and Pratt, so that repeated lines
// cost no more than others.
std::vector<std::size_t> occurrences(const Lines& haystack, const Lines& needle) {
  std::vector<std::size_t> found;
  if (needle.empty() || needle.size() > haystack.size()) return found;
  std::vector<std::size_t> border(needle.size(), 0);
  for (std::size_t i = 1, k = 0; i < needle.size(); ++i) {
    while (k > 0 && needle[i] != needle[k]) k = border[k - 1];
    if (needle[i] == needle[k]) ++k;
    border[i] = k;
  }
  for (std::size_t i = 0, k = 0; i < haystack.size(); ++i) {
    while (k > 0 && (k == needle.size() || haystack[i] != needle[k])) k = border[k - 1];
    if (haystack[i] == needle[k]) ++k;
    if (k == needle.size()) found.push_back(i + 1 - k);
  }
  return found;
}

struct Candidate {
  std::size_t line;
  Shift shift;
};

std::vector<Candidate> unshifted(const std::vector<std::size_t>& places) {
  std::vector<Candidate> candidates;
  for (const std::size_t line : places) candidates.push_back({line, {}});
  return candidates;
}

// Rule 3: of the places where the words agree, those whose indentation differs by one shift.
std::vector<Candidate> shifted(const Lines& file, const Lines& find) {
  static constexpr std::size_t most_comparisons = 4'000'000;  // against repetitive hostile input
  std::vector<Candidate> candidates;
  std::size_t comparisons = 0;
  for (const std::size_t line : occurrences(each(file, trimmed), each(find, trimmed))) {
    comparisons += find.size();
    if (comparisons > most_comparisons) break;
    if (auto shift = common_shift(std::span(file).subspan(line, find.size()), find)) {
      candidates.push_back({line, *std::move(shift)});
    }
  }
  return candidates;
}

std::unexpected<Error> refuse_ambiguous(const std::vector<Candidate>& candidates,
                                        std::string_view path) {
  static constexpr std::size_t most_named = 3;
  std::string detail = "find text occurs " + std::to_string(candidates.size()) + " times in " +
                       project::shown_path(path) + ", first at lines ";
  for (std::size_t i = 0; i < std::min(candidates.size(), most_named); ++i) {
    if (i > 0) detail += ", ";
    detail += std::to_string(candidates[i].line + 1);
  }
  return fail(Code::conflict, detail + "; add neighbouring lines until it occurs once");
}

std::string spliced(const Split& file, std::size_t begin, std::size_t count,
                    std::span<const std::string> replacement) {
  std::string out;
  const auto copy = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) out.append(file.lines[i]).append(file.endings[i]);
  };
  copy(0, begin);
  // A file whose last line has no newline keeps having none.
  const std::string_view last_ending = file.endings[begin + count - 1];
  std::string_view ending = file.endings[begin];
  if (ending.empty()) ending = begin > 0 ? file.endings[begin - 1] : "\n";
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    out += replacement[i];
    out += i + 1 == replacement.size() && last_ending.empty() ? last_ending : ending;
  }
  copy(begin + count, file.lines.size());
  return out;
}

}  // namespace

Result<std::string> replace_once(std::string_view text, const Edit& edit, std::string_view path) {
  const Split file = split(text);
  const Lines find = split(edit.find).lines;
  const Lines replace = split(edit.replace).lines;
  if (find.empty()) return fail(Code::invalid_input, "an empty find text");

  std::vector<std::string> find_lines(find.begin(), find.end());
  std::vector<std::string> replacement(replace.begin(), replace.end());
  auto candidates = unshifted(occurrences(file.lines, find));
  if (candidates.empty()) {
    candidates = unshifted(occurrences(each(file.lines, trimmed_right), each(find, trimmed_right)));
  }
  if (candidates.empty()) candidates = shifted(file.lines, find);
  if (candidates.empty()) {
    const Unit to = unit_of(file.lines);
    Lines both = find;
    both.insert(both.end(), replace.begin(), replace.end());
    const Unit from = unit_of(both);
    if (from != to && from != Unit{} && to != Unit{}) {
      for (std::string& line : find_lines) line = with_unit(line, from, to);
      for (std::string& line : replacement) line = with_unit(line, from, to);
      candidates = shifted(file.lines, Lines(find_lines.begin(), find_lines.end()));
    }
  }
  if (candidates.empty()) {
    if (const auto anchored = anchored_edit(file.lines, find, replace)) {
      const auto merged = split(anchored->text).lines;
      const std::vector<std::string> lines(merged.begin(), merged.end());
      return spliced(file, anchored->line, anchored->count, lines);
    }
    return fail(Code::conflict, describe_nearest(file.lines, find, path));
  }
  if (candidates.size() > 1) return refuse_ambiguous(candidates, path);
  for (std::string& line : replacement) line = with_shift(line, candidates.front().shift);
  return spliced(file, candidates.front().line, find.size(), replacement);
}

}  // namespace sitewright::codeops
