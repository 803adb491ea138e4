#include "baselines.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

#include "context/graph/graph.hpp"

namespace sitewright::retrieval {
namespace {

using context::Corpus;
using context::FileIndex;
using context::Role;

// The words of a message as a plain search engine sees them: split and stemmed as ours, no weights.
std::vector<context::Term> words_of(std::string_view message) {
  std::vector<context::Term> words;
  std::vector<context::Term> pairs;
  for (auto word = context::next_word(message, 0); word.size > 0;
       word = context::next_word(message, word.first + word.size)) {
    context::append_terms(message.substr(word.first, word.size), words, pairs);
  }
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

bool is_source(Role role) {
  return role != Role::lock && role != Role::vendored && role != Role::generated &&
         role != Role::locale && role != Role::data && role != Role::docs;
}

std::vector<double> bm25(const Case& one, const Corpus& corpus, bool with_path) {
  const auto words = words_of(one.message);
  std::vector<double> scores(corpus.files().size());
  for (FileIndex at = 0; at < scores.size(); ++at) {
    const auto& file = corpus.files()[at];
    if (!is_source(file.role)) continue;
    const double ratio = file.record->body_terms / corpus.mean_body();
    for (const auto word : words) {
      double count = context::find_term(*file.record, word).body;
      if (with_path) {
        count += 5.0 * static_cast<double>(std::ranges::count(file.path_terms, word));
      }
      scores[at] += corpus.rarity(word) * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * ratio));
    }
  }
  return scores;
}

std::vector<double> page_rank(const Case& one, const Corpus& corpus) {
  context::Graph graph;
  for (const auto& file : corpus.files()) {
    std::vector<std::string_view> imports;
    for (const auto to : file.imports) imports.push_back(corpus.files()[to].path);
    graph.update(file.path, imports);
  }
  const auto seeds_by = bm25(one, corpus, true);
  std::vector<FileIndex> order(seeds_by.size());
  for (FileIndex at = 0; at < order.size(); ++at) order[at] = at;
  const auto count = std::min<std::size_t>(10, order.size());
  std::ranges::partial_sort(
      order, order.begin() + static_cast<std::ptrdiff_t>(count),
      [&](auto left, auto right) { return seeds_by[left] > seeds_by[right]; });
  std::vector<context::Seed> seeds;
  for (std::size_t at = 0; at < count; ++at) {
    seeds.push_back({graph.find(corpus.files()[order[at]].path), seeds_by[order[at]]});
  }
  const auto ranks = graph.page_rank(seeds);
  std::vector<double> scores(corpus.files().size());
  for (FileIndex at = 0; at < scores.size(); ++at) {
    if (is_source(corpus.files()[at].role)) scores[at] = ranks[graph.find(corpus.files()[at].path)];
  }
  return scores;
}

}  // namespace

std::string_view name_of(Baseline baseline) {
  switch (baseline) {
    case Baseline::bm25:
      return "BM25";
    case Baseline::bm25_path:
      return "BM25 + path words";
    case Baseline::page_rank:
      return "PageRank";
  }
  std::unreachable();
}

std::vector<std::uint32_t> ranked_by(Baseline baseline, const Case& one, const Corpus& corpus) {
  const auto scores = baseline == Baseline::page_rank
                          ? page_rank(one, corpus)
                          : bm25(one, corpus, baseline == Baseline::bm25_path);
  std::vector<std::uint32_t> order;
  for (std::uint32_t at = 0; at < scores.size(); ++at) {
    if (scores[at] > 0) order.push_back(at);
  }
  std::ranges::stable_sort(order,
                           [&](auto left, auto right) { return scores[left] > scores[right]; });
  return order;
}

}  // namespace sitewright::retrieval
