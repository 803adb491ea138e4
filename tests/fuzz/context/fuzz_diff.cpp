// Two trees cut out of the input: the line diff, the unified diff and the JSON patches each give
// the second from the first.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../../unit/context/diff/patch_reader.hpp"
#include "context/diff/json_documents.hpp"
#include "context/diff/json_patch.hpp"
#include "context/diff/unified.hpp"
#include "project/utf8.hpp"

namespace {

using namespace sitewright;

// Files are separated by NUL bytes; the first byte of each chooses its path.
project::TextTree tree_of(std::string_view input) {
  static constexpr const char* paths[] = {"a", "b c", "src/~x/\"y\"", "z/é", "m"};
  project::TextTree tree;
  while (!input.empty()) {
    const std::size_t end = input.find('\0');
    const std::string_view file = input.substr(0, end);
    if (!file.empty()) {
      tree[paths[static_cast<std::uint8_t>(file[0]) % 5]] = std::string(file.substr(1));
    }
    if (end == std::string_view::npos) break;
    input.remove_prefix(end + 1);
  }
  return tree;
}

bool is_text(const project::TextTree& tree) {
  for (const auto& [_, text] : tree) {
    if (!project::is_utf8(text)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = input.find(std::string_view("\0\0", 2));
  if (cut == std::string_view::npos) return 0;
  const std::string_view left = input.substr(0, cut);
  const std::string_view right = input.substr(cut + 2);
  const auto changes = context::diff_lines(left, right);
  if (testing::with_changes(left, right, changes) != right) std::abort();

  const auto before = tree_of(left);
  const auto after = tree_of(right);
  const auto unified = context::unified_tree(before, after, size % 4);
  if (testing::UnifiedReader(before, unified).apply() != after) std::abort();
  const auto patch = nlohmann::json::parse(context::json_patch(before, after), nullptr, false);
  if (!patch.is_array()) std::abort();
  static_cast<void>(context::json_patch_of_documents(left, right));
  if (!is_text(before) || !is_text(after)) return 0;
  const auto told = context::json_patch_of_documents(testing::json_of(before).dump(),
                                                     testing::json_of(after).dump());
  if (!told) std::abort();
  const auto told_patch = nlohmann::json::parse(*told, nullptr, false);
  if (testing::json_of(before).patch(told_patch) != testing::json_of(after)) std::abort();
  if (testing::json_of(before).patch(patch) != testing::json_of(after)) std::abort();
  return 0;
}
