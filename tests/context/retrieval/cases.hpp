// Retrieval cases as extract.mjs writes them: blobs by number, then cases that name them.
//   blob <number> <bytes>\n<bytes>\n
//   case <commit> <message bytes> <files> <changed>\n<message>\n
//     <files> times: <blob> <path>\n     <changed> times: <first-last,... or -> <path>\n
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::retrieval {

struct CaseFile {
  std::uint32_t blob = 0;
  std::string_view path;
};

struct Changed {
  std::uint32_t file = 0;  ///< index of Case::files
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines;
};

struct Case {
  std::string_view commit;
  std::string_view message;
  std::vector<CaseFile> files;
  std::vector<Changed> changed;
};

struct Cases {
  std::string bytes;  ///< everything else is a view into it
  std::vector<std::string_view> blobs;
  std::vector<Case> cases;
};

/// Ends the program with a message when the file is not of this form.
[[nodiscard]] Cases read_cases(const std::string& path);

}  // namespace sitewright::retrieval
