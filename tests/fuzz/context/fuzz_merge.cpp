// Three texts cut out of the input: a side that changed nothing leaves the other as it is, the two
// sides may be swapped, and what the report says of a conflict is true.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "context/diff/merge_lines.hpp"
#include "context/diff/text_lines.hpp"

namespace {

using namespace sitewright::context;

std::string_view cut(std::string_view& input) {
  const std::size_t end = std::min(input.find('\0'), input.size());
  const std::string_view text = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return text;
}

void expect(bool is_true) {
  if (!is_true) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view base = cut(input);
  const std::string_view ours = cut(input);
  const std::string_view theirs = cut(input);
  expect(merge_lines(base, ours, base).text == ours);
  expect(merge_lines(base, base, theirs).text == theirs);
  expect(merge_lines(base, ours, ours).text == ours);

  const MergedText merged = merge_lines(base, ours, theirs);
  const MergedText swapped = merge_lines(base, theirs, ours);
  expect(merged.conflicts.size() == swapped.conflicts.size());
  if (merged.conflicts.empty()) expect(merged.text == swapped.text);
  const auto lines = split_lines(merged.text);
  for (const MergeConflict& one : merged.conflicts) {
    expect(one.merged.begin + one.merged.count <= lines.size());
    expect(one.merged.count == 4 + one.base.count + one.ours.count + one.theirs.count);
    expect(lines[one.merged.begin].starts_with("<<<<<<< ours"));
    expect(lines[one.merged.begin + one.merged.count - 1].starts_with(">>>>>>> theirs"));
  }
  return 0;
}
