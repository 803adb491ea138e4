// The import graph of a project's files, from their texts.
// Feed the files one by one; no text is kept. Then link() resolves all imports at once.
// Units:  lines from 1. Errors: none; what names nothing is listed with a reason.
// Time:   linear in the texts and the imports. Order: everything by path bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context/graph/graph.hpp"
#include "context/resolve/resolve.hpp"

namespace sitewright::context {

struct UnresolvedImport {
  std::string path;
  std::uint32_t line = 1;
  std::string specifier;
  Unresolved reason = Unresolved::none;
};

/// A file whose text stopped making sense at a line: imports behind it may be missing.
struct UnreadRest {
  std::string path;
  std::uint32_t line = 1;
  GaveUp::Reason reason = GaveUp::Reason::unclosed_string;
};

struct LinkedProject {
  Graph graph;
  std::vector<UnresolvedImport> unresolved;  ///< by path, then in the order of the text
  std::vector<std::string> packages;         ///< imported and not part of the project, each once
  std::vector<UnreadRest> gave_up;           ///< by path
  std::vector<ConfigProblem> problems;       ///< by path
};

class ProjectGraph {
 public:
  /// Adds a file; a path is added once.
  void add(std::string_view path, std::string_view text);
  /// Names a file, or a link to a folder, that is there and is not read. It is no part of the
  /// graph, and what imports it is not unresolved.
  void add_unread(std::string_view path) { unread_.emplace_back(path); }
  [[nodiscard]] LinkedProject link() const;

 private:
  struct KeptImport {
    std::string specifier;
    ImportKind kind = ImportKind::import_static;
    std::uint32_t line = 1;
    std::uint32_t call = 0;
  };
  std::vector<std::string> paths_;
  std::vector<std::vector<KeptImport>> imports_;  // as paths_
  std::vector<UnreadRest> gave_up_;
  std::vector<std::string> unread_;
  ConfigTexts configs_;
};

}  // namespace sitewright::context
