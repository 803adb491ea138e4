// An answer applied to a small site: it applies as a whole or leaves an error; the result obeys the
// snapshot rules, and a single edit written with exact lines changes exactly those.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "codeops/apply.hpp"
#include "codeops/match.hpp"
#include "codeops/parser.hpp"
#include "project/manifest.hpp"
#include "project/path.hpp"

namespace {

using namespace sitewright;

void check_tree(const project::TextTree& tree) {
  std::vector<std::string_view> paths;
  for (const auto& [path, text] : tree) {
    if (!project::checked_path(path)) std::abort();
    paths.push_back(path);
  }
  if (!project::check_collisions(paths)) std::abort();
}

// The input as text, find and replace, cut at NUL bytes.
void check_match(std::string_view input) {
  const std::size_t first = input.find('\0');
  if (first == std::string_view::npos) return;
  const std::size_t second = input.find('\0', first + 1);
  if (second == std::string_view::npos) return;
  const std::string_view text = input.substr(0, first);
  const codeops::Edit edit{std::string(input.substr(first + 1, second - first - 1)),
                           std::string(input.substr(second + 1))};
  const auto result = codeops::replace_once(text, edit, "a");
  if (!result && result.error().detail.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_match(input);
  const project::TextTree site{
      {"a", "one\ntwo\nthree\n"},
      {"src/App.tsx", "export function App() {\n  return (\n    <p>Hi</p>\n  );\n}\n"},
      {"tabs.ts", "if (x) {\n\tgo();\r\n\tgo();\n}"}};
  const auto answer = codeops::parse(input);
  if (!answer) return 0;
  const auto applied = codeops::apply_operations(site, answer->operations);
  if (applied) {
    check_tree(*applied);
  } else if (applied.error().detail.empty()) {
    std::abort();
  }
  return 0;
}
