#include "context/diff/merge_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "context/diff/lines.hpp"
#include "context/diff/text_lines.hpp"

namespace sitewright::context {
namespace {

using Lines = std::span<const std::string_view>;

// One side of the merge: its lines and how they came from the base.
class Side {
 public:
  Side(std::string_view base, std::string_view text)
      : lines_(split_lines(text)), changes_(diff_lines(base, text)) {}

  [[nodiscard]] bool has_next() const { return next_ < changes_.size(); }
  [[nodiscard]] std::uint32_t next_begin() const { return changes_[next_].before; }
  /// Where unchanged line `base_line`, which is not behind the next change, stands in this side.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t base_line) const { return base_line + ahead_; }

  /// Takes the next change into a region that ends at `end` of the base; returns its new end.
  std::uint32_t take(std::uint32_t end) {
    const LineChange& change = changes_[next_++];
    ahead_ += change.after_count - change.before_count;
    return std::max(end, change.before + change.before_count);
  }

  [[nodiscard]] Lines lines(LineSpan range) const {
    return Lines(lines_).subspan(range.begin, range.count);
  }

 private:
  std::vector<std::string_view> lines_;
  std::vector<LineChange> changes_;
  std::size_t next_ = 0;
  std::uint32_t ahead_ = 0;  // may wrap below zero; the sum with a line of the base does not
};

bool are_equal(Lines left, Lines right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_bytes);
}

class Merge {
 public:
  Merge(std::string_view base, std::string_view ours, std::string_view theirs, MergeNames names)
      : base_(split_lines(base)), ours_(base, ours), theirs_(base, theirs), names_(names) {}

  MergedText run() {
    std::uint32_t at = 0;
    while (ours_.has_next() || theirs_.has_next()) {
      const std::uint32_t begin = first_change();
      append(Lines(base_).subspan(at, begin - at));
      at = region(begin);
    }
    append(Lines(base_).subspan(at));
    return std::move(merged_);
  }

 private:
  [[nodiscard]] std::uint32_t first_change() const {
    if (!theirs_.has_next()) return ours_.next_begin();
    if (!ours_.has_next()) return theirs_.next_begin();
    return std::min(ours_.next_begin(), theirs_.next_begin());
  }

  // Merges all changes that touch each other from `begin` of the base on; returns where they end.
  std::uint32_t region(std::uint32_t begin) {
    const std::uint32_t ours_begin = ours_.line_of(begin);
    const std::uint32_t theirs_begin = theirs_.line_of(begin);
    std::uint32_t end = begin;
    bool is_ours = false;
    bool is_theirs = false;
    for (bool grows = true; grows;) {
      grows = false;
      for (; ours_.has_next() && ours_.next_begin() <= end; grows = is_ours = true) {
        end = ours_.take(end);
      }
      for (; theirs_.has_next() && theirs_.next_begin() <= end; grows = is_theirs = true) {
        end = theirs_.take(end);
      }
    }
    const LineSpan ours{ours_begin, ours_.line_of(end) - ours_begin};
    const LineSpan theirs{theirs_begin, theirs_.line_of(end) - theirs_begin};
    if (!is_theirs || are_equal(ours_.lines(ours), theirs_.lines(theirs))) {
      append(ours_.lines(ours));
    } else if (!is_ours) {
      append(theirs_.lines(theirs));
    } else {
      conflict({begin, end - begin}, ours, theirs);
    }
    return end;
  }

  void conflict(LineSpan base, LineSpan ours, LineSpan theirs) {
    const Lines left = ours_.lines(ours);
    const Lines right = theirs_.lines(theirs);
    const std::size_t most = std::min(left.size(), right.size());
    std::uint32_t head = 0;
    while (head < most && same_bytes(left[head], right[head])) ++head;
    std::uint32_t tail = 0;
    while (tail < most - head &&
           same_bytes(left[left.size() - 1 - tail], right[right.size() - 1 - tail])) {
      ++tail;
    }
    const auto inner = [&](LineSpan range) {
      return LineSpan{range.begin + head, range.count - head - tail};
    };
    append(left.first(head));
    const std::uint32_t first = line_;
    mark("<<<<<<< ", names_.ours);
    append(ours_.lines(inner(ours)));
    mark("||||||| ", names_.base);
    append(Lines(base_).subspan(base.begin, base.count));
    mark("=======", "");
    append(theirs_.lines(inner(theirs)));
    mark(">>>>>>> ", names_.theirs);
    merged_.conflicts.push_back({base, inner(ours), inner(theirs), {first, line_ - first}});
    append(left.last(tail));
  }

  void mark(std::string_view sign, std::string_view name) {
    std::string& text = merged_.text;
    if (!text.empty() && text.back() != '\n') text += '\n';
    text.append(sign).append(name);
    text += ends_in_crlf() ? "\r\n" : "\n";
    ++line_;
  }

  // Whether the text so far, or the base where there is none, has Windows' line ends.
  [[nodiscard]] bool ends_in_crlf() const {
    const std::string& text = merged_.text;
    const std::size_t last = text.rfind('\n');
    if (last != std::string::npos) return last > 0 && text[last - 1] == '\r';
    return !base_.empty() && base_.front().ends_with("\r\n");
  }

  void append(Lines lines) {
    for (const std::string_view line : lines) merged_.text.append(line);
    line_ += static_cast<std::uint32_t>(lines.size());
  }

  std::vector<std::string_view> base_;
  Side ours_;
  Side theirs_;
  MergeNames names_;
  MergedText merged_;
  std::uint32_t line_ = 0;  // of the merged text, to be written next
};

}  // namespace

MergedText merge_lines(std::string_view base, std::string_view ours, std::string_view theirs,
                       MergeNames names) {
  return Merge(base, ours, theirs, names).run();
}

}  // namespace sitewright::context
