// What ranking keeps of a file: counted terms and import specifiers, no copy of the text. A record
// depends on the path's language and the bytes only, so a host may keep it by content hash.
// Size: 8 bytes a distinct term, about 2.5 KB for a file of 8 KB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context/rank/terms.hpp"

namespace sitewright::context {

struct TermCount {
  Term term = 0;
  std::uint16_t body = 0;    ///< occurrences anywhere, saturated
  std::uint16_t symbol = 0;  ///< occurrences in names declared at the top level, saturated
};

struct FileRecord {
  std::vector<TermCount> terms;      ///< by term, each once
  std::vector<std::string> imports;  ///< specifiers in order, each once
  std::uint32_t bytes = 0;
  std::uint32_t lines = 0;
  std::uint32_t body_terms = 0;    ///< sum of body counts
  std::uint32_t symbol_terms = 0;  ///< sum of symbol counts
  bool binary = false;             ///< a NUL byte in the first 8 KiB: no terms, never shown

  bool operator==(const FileRecord&) const = default;
};

[[nodiscard]] FileRecord make_record(std::string_view path, std::string_view text);

/// The counts of one term, zeros when the file does not have it.
[[nodiscard]] TermCount find_term(const FileRecord& record, Term term);

}  // namespace sitewright::context
