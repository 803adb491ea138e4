// Three-way merge of the files of two snapshots that came from one.
// Errors: none. What cannot be merged is reported, and the merged tree then holds: a text with
//         conflict markers, or, where there is no sensible text, the file of our side or the one
//         that was not deleted.
// A file under a new path is one deleted and one added. Content with a NUL byte is binary and
// taken whole.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "context/diff/merge_lines.hpp"
#include "project/text_tree.hpp"

namespace sitewright::context {

struct FileConflict {
  enum class Kind : std::uint8_t {
    lines,              ///< both changed the same lines
    added_twice,        ///< both added the file, with different content
    binary,             ///< both changed it, and it has no lines
    deleted_by_ours,    ///< and changed by theirs
    deleted_by_theirs,  ///< and changed by ours
  };

  std::string path;
  Kind kind = Kind::lines;
  std::vector<MergeConflict> lines = {};  ///< of kinds lines and added_twice

  bool operator==(const FileConflict&) const = default;
};

struct MergedTree {
  project::TextTree files;
  std::vector<FileConflict> conflicts;  ///< in path byte order
};

[[nodiscard]] MergedTree merge_trees(const project::TextTree& base, const project::TextTree& ours,
                                     const project::TextTree& theirs, MergeNames names = {});

}  // namespace sitewright::context
