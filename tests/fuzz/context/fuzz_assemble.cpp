// A project of any bytes, any task, any budget: the context keeps its rules. Each input byte 0x1e
// begins a new file; the first piece is the task.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "context/assemble.hpp"

namespace {

using namespace sitewright::context;

class ByteMeter final : public TokenMeter {
 public:
  std::size_t count(std::string_view text) override { return (text.size() + 3) / 4; }
};

void check(bool holds) {
  if (!holds) std::abort();
}

// Every line that a file's ranges name is in its text.
void check_ranges(const ContextFile& file, std::string_view source) {
  std::uint32_t line = 1;
  std::size_t range = 0;
  for (std::size_t begin = 0; begin < source.size() && range < file.ranges.size(); ++line) {
    const auto end = std::min(source.find('\n', begin), source.size() - 1) + 1;
    if (line >= file.ranges[range].first) {
      check(file.text.contains(source.substr(begin, end - begin)));
    }
    if (line == file.ranges[range].last) ++range;
    begin = end;
  }
  check(range == file.ranges.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view names[] = {"src/a.tsx", "src/b.ts",     "c.css",  "d.md",
                                        "e.json",    "package.json", "f.html", "src/a.test.tsx"};
  if (size < 2 || size > 16'000) return 0;
  AssembleRequest request;
  request.budget = data[0] * 16U + data[1] % 16U;
  std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= rest.size() && pieces.size() <= std::size(names);) {
    const auto end = std::min(rest.find('\x1e', at), rest.size());
    pieces.push_back(rest.substr(at, end - at));
    at = end + 1;
  }
  request.task = pieces.front();
  if (request.task.contains("pin")) request.pinned = {"src/a.tsx"};
  if (request.task.contains("focus")) request.focus = {"src/b.ts"};
  std::vector<SourceFile> files;
  for (std::size_t at = 1; at < pieces.size(); ++at) files.push_back({names[at - 1], pieces[at]});
  ByteMeter meter;
  const auto made = assemble(request, files, meter);
  if (!made) return 0;
  check(made->total_tokens <= request.budget);
  check(made->total_tokens == meter.count(made->text()));
  check(made->files.size() + made->omitted.size() == files.size());
  for (const auto& file : made->files) {
    const auto source = std::ranges::find(files, file.path, &SourceFile::path);
    check(source != files.end());
    check_ranges(file, source->text);
  }
  const auto again = assemble(request, files, meter);
  check(again && again->text() == made->text());
  return 0;
}
