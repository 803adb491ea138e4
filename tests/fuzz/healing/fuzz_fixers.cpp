// Any files and any problems: what is proposed is valid UTF-8 where the tree was, leaves other
// files alone, and says of each file what the edits make of it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "healing/errors/clean_text.hpp"
#include "healing/errors/error_parser.hpp"
#include "healing/fix.hpp"
#include "parts.hpp"
#include "project/utf8.hpp"

using namespace sitewright::healing;

namespace {

constexpr std::string_view paths[] = {"src/App.tsx",       "src/Card.tsx", "src/data.ts",
                                      "src/site.css",      "package.json", "tsconfig.json",
                                      "package-lock.json", "index.html"};

}  // namespace

// Parts between bytes 0x01: what a tool printed, then the files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  ErrorParser parser;
  std::string_view output = part(rest);
  std::vector<Problem> problems;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    parser.take(clean_line(output.substr(0, end)));
    for (Problem& one : parser.told()) problems.push_back(std::move(one));
    output.remove_prefix(std::min(end + 1, output.size()));
  }
  for (Problem& one : parser.finish()) problems.push_back(std::move(one));
  sitewright::project::TextTree tree;
  for (const std::string_view path : paths) {
    const std::string_view text = part(rest);
    if (sitewright::project::is_utf8(text)) tree.emplace(path, text);
  }
  for (const Problem& one : problems) must(sitewright::project::is_utf8(one.message));
  for (const Fix& fix : propose(tree, problems, {})) {
    must(!fix.edits.empty() || !fix.removed.empty());
    for (const auto& [path, text] : fix.files) must(sitewright::project::is_utf8(text));
    for (const Edit& edit : fix.edits) must(fix.files.contains(edit.path));
    const auto after = sitewright::healing::apply(tree, fix);
    for (const auto& [path, text] : tree) {
      if (!fix.files.contains(path) && fix.removed.empty()) must(after.at(path) == text);
    }
    for (const std::size_t index : fix.problems) must(index < problems.size());
  }
  return 0;
}
