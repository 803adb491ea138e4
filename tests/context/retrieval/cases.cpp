#include "cases.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace sitewright::retrieval {
namespace {

[[noreturn]] void broken(const char* what) {
  std::fprintf(stderr, "broken case file: %s\n", what);
  std::exit(1);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  std::string_view word() { return until(' '); }
  std::string_view line() { return until('\n'); }
  std::string_view take(std::size_t count) {
    if (rest_.size() < count + 1) broken("cut off");
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(count + 1);
    return out;
  }

 private:
  std::string_view until(char end) {
    const auto at = rest_.find(end);
    if (at == std::string_view::npos) broken("cut off");
    const auto out = rest_.substr(0, at);
    rest_.remove_prefix(at + 1);
    return out;
  }

  std::string_view rest_;
};

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) {
    broken("a number was due");
  }
  return value;
}

Changed read_changed(Reader& reader, const std::vector<CaseFile>& files) {
  auto ranges = reader.word();
  const auto path = reader.line();
  const auto file = std::ranges::find(files, path, &CaseFile::path);
  if (file == files.end()) broken("a changed file that is not in the tree");
  Changed changed{static_cast<std::uint32_t>(file - files.begin()), {}};
  while (!ranges.empty() && ranges != "-") {
    const auto comma = std::min(ranges.find(','), ranges.size());
    const auto range = ranges.substr(0, comma);
    const auto dash = range.find('-');
    changed.lines.emplace_back(number(range.substr(0, dash)), number(range.substr(dash + 1)));
    ranges.remove_prefix(std::min(comma + 1, ranges.size()));
  }
  return changed;
}

}  // namespace

Cases read_cases(const std::string& path) {
  Cases all;
  std::ifstream in(path, std::ios::binary);
  if (!in) broken(path.c_str());
  all.bytes.assign(std::istreambuf_iterator<char>(in), {});
  Reader reader(all.bytes);
  while (!reader.done()) {
    const auto kind = reader.word();
    if (kind == "blob") {
      const auto index = number(reader.word());
      const auto size = number(reader.line());
      if (all.blobs.size() <= index) all.blobs.resize(index + 1);
      all.blobs[index] = reader.take(size);
      continue;
    }
    Case one;
    one.commit = reader.word();
    const auto message = number(reader.word());
    const auto files = number(reader.word());
    const auto changed = number(reader.line());
    one.message = reader.take(message);
    for (std::uint32_t at = 0; at < files; ++at) {
      const auto blob = number(reader.word());
      one.files.push_back({blob, reader.line()});
    }
    for (std::uint32_t at = 0; at < changed; ++at) {
      one.changed.push_back(read_changed(reader, one.files));
    }
    all.cases.push_back(std::move(one));
  }
  return all;
}

}  // namespace sitewright::retrieval
