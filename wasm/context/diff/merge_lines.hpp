// Three-way merge of a text by lines, as diff3 does it.
// Units:  lines, counted from 0, with their newlines.
// Errors: none; any bytes. What both sides changed in different ways is a conflict: the merged text
//         holds both, between markers, and the report says where.
// A change of one side is taken; the same change of both sides is taken once. Changes of the two
// sides that touch are one place: only an unchanged line between them keeps them apart.
// Source: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007); markers as git's
//         zdiff3 writes them: lines that both sides begin or end with stand outside of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

struct LineSpan {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;

  bool operator==(const LineSpan&) const = default;
};

struct MergeConflict {
  LineSpan base;
  LineSpan ours;
  LineSpan theirs;
  LineSpan merged;  ///< in the merged text, markers and all

  bool operator==(const MergeConflict&) const = default;
};

struct MergedText {
  std::string text;
  std::vector<MergeConflict> conflicts;  ///< ascending
};

/// What stands behind the markers.
struct MergeNames {
  std::string_view ours = "ours";
  std::string_view base = "base";
  std::string_view theirs = "theirs";
};

[[nodiscard]] MergedText merge_lines(std::string_view base, std::string_view ours,
                                     std::string_view theirs, MergeNames names = {});

}  // namespace sitewright::context
