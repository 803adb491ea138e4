// Repairs that need no model: what could be changed in a tree so that problems of its build go
// away. Pure: the same tree and problems give the same fixes. A fix is a proposal; whether it helps
// is told by building and by better(). One that does not help is rolled back and named in
// FixContext::tried. Units:  byte offsets into the file as it was before the fix. Errors: none;
// where nothing is certain enough, nothing is proposed. Promise: a fix changes the named places
// only, the files are byte-identical otherwise; text and
//         elements that a visitor sees are never removed; the result is valid UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "healing/problem.hpp"
#include "project/text_tree.hpp"

namespace sitewright::healing {

struct Edit {
  std::string path;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;  ///< stands afterwards where begin … end stood

  auto operator<=>(const Edit&) const = default;
};

struct Fix {
  std::string fixer;        ///< name of the fixer, "combined" for several at once
  std::string summary;      ///< for people, one sentence a line: "Import Link from react-router."
  std::vector<Edit> edits;  ///< by path, then offset; they do not overlap
  project::TextTree files;  ///< path → whole new text, of changed and new files
  std::vector<std::string> removed;   ///< files that go
  std::vector<std::size_t> problems;  ///< which of the given problems it answers, ascending
  bool unique = false;                ///< the only repair that makes sense
};

struct FixContext {
  /// Packages that may be added without asking: name → exact version. Those of the dependency store
  /// and of the allow-list, beyond what the project's own lock file holds.
  std::map<std::string, std::string, std::less<>> packages = {};
  /// key_of() of fixes that were tried for this tree's problems and rolled back.
  std::set<std::string, std::less<>> tried = {};
};

/// In the order to try. The first answers as many problems as go together ("combined"); those after
/// it are alternatives, one repair each. Empty when there is nothing to propose. At most 40.
[[nodiscard]] std::vector<Fix> propose(const project::TextTree& tree,
                                       std::span<const Problem> problems,
                                       const FixContext& context);

/// The same for the same edits, 64 hex digits.
[[nodiscard]] std::string key_of(const Fix& fix);

/// The tree with the fix.
[[nodiscard]] project::TextTree apply(const project::TextTree& tree, const Fix& fix);

/// Whether a build came nearer to success, told by what it still stumbled over: none is best; then
/// what stops it later (a syntax error hides type errors), unless the lines that could not be
/// parsed read as nonsense now; of syntax errors, those of a file go or stand on lines below; then
/// fewer; then the same number farther down, where tools stop at the first. What tools had not come
/// to before, and what a repair of sources cannot have brought about, does not count: an error in a
/// file that was not named, or in settings.
[[nodiscard]] bool better(std::span<const Problem> before, std::span<const Problem> after);

}  // namespace sitewright::healing
