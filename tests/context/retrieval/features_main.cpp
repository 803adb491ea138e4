// Prints what tune.mjs learns from: the features of every file of every case, as binary floats.
//   retrieval_features CASES OUT
// OUT: signal count (u32), then a case after the other: files (u32), changed (u32), for each file
// its changed lines (u32, 0xffffffff for changed without old lines), bytes (u32) and its features.
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

#include "cases.hpp"
#include "context/rank/features.hpp"
#include "project_of_case.hpp"

namespace {

using namespace sitewright;

void put(std::FILE* out, std::uint32_t value) {
  std::fwrite(&value, sizeof value, 1, out);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: retrieval_features CASES OUT\n");
    return 2;
  }
  const auto all = retrieval::read_cases(argv[1]);
  std::FILE* out = std::fopen(argv[2], "wb");
  if (out == nullptr) return 1;
  put(out, static_cast<std::uint32_t>(context::signal_count));
  retrieval::RecordCache records(all);
  for (const auto& one : all.cases) {
    const auto corpus = records.corpus_of(one);
    const auto features = context::features_of(corpus, context::make_query(one.message));
    std::unordered_map<std::uint32_t, std::uint32_t> changed;
    for (const auto& file : one.changed) {
      std::uint32_t lines = 0;
      for (const auto& [first, last] : file.lines) lines += last - first + 1;
      changed[file.file] = lines == 0 ? 0xffffffffU : lines;
    }
    put(out, static_cast<std::uint32_t>(one.files.size()));
    put(out, static_cast<std::uint32_t>(one.changed.size()));
    for (std::uint32_t at = 0; at < one.files.size(); ++at) {
      put(out, changed.contains(at) ? changed[at] : 0);
      put(out, static_cast<std::uint32_t>(all.blobs[one.files[at].blob].size()));
      for (const double value : features.row(at)) {
        const auto small = static_cast<float>(value);
        std::fwrite(&small, sizeof small, 1, out);
      }
    }
  }
  std::fclose(out);
  return 0;
}
