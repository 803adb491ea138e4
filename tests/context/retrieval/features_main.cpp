// Prints what tune.mjs learns from, as binary numbers.
//   retrieval_features files|chunks CASES OUT
// OUT: signal count (u32), then a case after the other: rows (u32), then each row: changed (u32),
// size (u32), bytes (u32), features (f32). A row of `files` is a file of the project: changed 1 or
// 0, size 1. A row of `chunks` is a chunk of one of the best files: changed and size in lines.
#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cases.hpp"
#include "context/pack/candidates.hpp"
#include "context/pack/chunk_value.hpp"
#include "context/pack/pack.hpp"
#include "context/rank/features.hpp"
#include "context/rank/rank.hpp"
#include "project_of_case.hpp"

namespace {

using namespace sitewright;

constexpr std::size_t best_files = 60;

void put(std::FILE* out, std::uint32_t value) {
  std::fwrite(&value, sizeof value, 1, out);
}

struct Row {
  std::uint32_t changed = 0;
  std::uint32_t size = 1;
  std::uint32_t bytes = 0;
};

void put_row(std::FILE* out, Row row, std::span<const double> features) {
  put(out, row.changed);
  put(out, row.size);
  put(out, row.bytes);
  for (const double value : features) {
    const auto small = static_cast<float>(value);
    std::fwrite(&small, sizeof small, 1, out);
  }
}

void put_files(std::FILE* out, const retrieval::Cases& all, const retrieval::Case& one,
               const context::Corpus& corpus) {
  const auto features = context::features_of(corpus, context::make_query(one.message));
  put(out, static_cast<std::uint32_t>(one.files.size()));
  for (std::uint32_t at = 0; at < one.files.size(); ++at) {
    const bool changed =
        std::ranges::find(one.changed, at, &retrieval::Changed::file) != one.changed.end();
    const auto bytes = static_cast<std::uint32_t>(all.blobs[one.files[at].blob].size());
    put_row(out, {changed ? 1U : 0U, 1, bytes}, features.row(at));
  }
}

std::uint32_t changed_lines(const retrieval::Case& one, std::uint32_t file,
                            context::LineRange lines) {
  const auto changed = std::ranges::find(one.changed, file, &retrieval::Changed::file);
  if (changed == one.changed.end()) return 0;
  std::uint32_t count = 0;
  for (const auto& [first, last] : changed->lines) {
    const auto from = std::max(first, lines.first);
    const auto to = std::min(last, lines.last);
    if (from <= to) count += to - from + 1;
  }
  return count;
}

void put_chunks(std::FILE* out, const retrieval::Cases& all, const retrieval::Case& one,
                const context::Corpus& corpus) {
  const auto query = context::make_query(one.message);
  const auto ranked = context::rank(corpus, query, {});
  context::Matcher matcher(corpus, query, ranked);
  std::vector<std::pair<Row, context::BlockFeatures>> rows;
  std::size_t looked_at = 0;
  for (const auto& file : ranked) {
    const auto& known = corpus.files()[file.file];
    if (context::never_shown(known, false)) continue;
    if (++looked_at > best_files) break;
    const auto layout = context::make_layout(known.path, all.blobs[one.files[file.file].blob]);
    const double score = file.score - ranked.front().score;
    const auto features = context::chunk_features(layout, known.role, score, matcher);
    for (std::size_t at = 0; at < features.size(); ++at) {
      const auto lines = layout.chunks[at].lines;
      rows.push_back({{changed_lines(one, file.file, lines), lines.last - lines.first + 1,
                       static_cast<std::uint32_t>(layout.lines_text(lines).size())},
                      features[at]});
    }
  }
  put(out, static_cast<std::uint32_t>(rows.size()));
  for (const auto& [row, features] : rows) put_row(out, row, features);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 4 ? argv[1] : "";
  if (what != "files" && what != "chunks") {
    std::fprintf(stderr, "usage: retrieval_features files|chunks CASES OUT\n");
    return 2;
  }
  const auto all = retrieval::read_cases(argv[2]);
  std::FILE* out = std::fopen(argv[3], "wb");
  if (out == nullptr) return 1;
  const bool files = what == "files";
  put(out, static_cast<std::uint32_t>(files ? context::signal_count : context::line_signal_count));
  retrieval::RecordCache records(all);
  for (const auto& one : all.cases) {
    const auto corpus = records.corpus_of(one);
    files ? put_files(out, all, one, corpus) : put_chunks(out, all, one, corpus);
  }
  std::fclose(out);
  return 0;
}
