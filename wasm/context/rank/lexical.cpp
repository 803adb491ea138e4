#include "context/rank/lexical.hpp"

#include <algorithm>
#include <iterator>

#include "context/rank/mentions.hpp"
#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// BM25's own constants; k1 as usual, b lower than for prose: long files change more often.
constexpr double saturation = 1.2;
constexpr double length_share = 0.6;
constexpr std::size_t most_terms = 128;  // of a long task the heaviest

struct Asked {
  Term term;
  double weight;  // of the word in the task
  double rare;    // weight times rarity in texts
  double path;    // weight times rarity in paths
};

std::vector<Asked> weigh(const Corpus& corpus, const std::vector<WeightedTerm>& terms) {
  std::vector<Asked> asked;
  asked.reserve(terms.size());
  for (const auto& [term, weight] : terms) {
    asked.push_back(
        {term, weight, weight * corpus.rarity(term), weight * corpus.path_rarity(term)});
  }
  if (asked.size() > most_terms) {
    sort_stably(asked, std::ranges::greater{}, &Asked::rare);
    asked.resize(most_terms);
  }
  return asked;
}

void add_texts(const CorpusFile& file, const Corpus& corpus, const std::vector<Asked>& words,
               FileIndex at, Features& features) {
  const double body_ratio = file.record->body_terms / corpus.mean_body();
  const double symbol_ratio = file.record->symbol_terms / corpus.mean_symbol();
  double covered = 0;
  double all = 0;
  for (const auto& word : words) {
    all += word.rare;
    const auto count = find_term(*file.record, word.term);
    if (count.body == 0) continue;
    covered += word.rare;
    features.at(at, Signal::text) += word.rare * saturated(count.body, body_ratio);
    if (count.symbol > 0) {
      features.at(at, Signal::symbol) += word.rare * saturated(count.symbol, symbol_ratio);
    }
  }
  if (all > 0) features.at(at, Signal::coverage) = covered / all;
}

void add_paths(const CorpusFile& file, const Corpus& corpus, const std::vector<Asked>& words,
               FileIndex at, Features& features) {
  double named = 0;
  double all = 0;
  for (std::size_t position = 0; position < file.path_terms.size(); ++position) {
    const bool in_name = position >= file.name_from;
    const auto term = file.path_terms[position];
    if (in_name) all += corpus.path_rarity(term);
    const auto before = file.path_terms.begin() + static_cast<std::ptrdiff_t>(position);
    if (std::find(file.path_terms.begin(), before, term) != before && !in_name) continue;
    const auto word = std::ranges::find(words, term, &Asked::term);
    if (word == words.end()) continue;
    features.at(at, Signal::path) += word->path;
    if (!in_name) continue;
    features.at(at, Signal::name) += word->path;
    named += corpus.path_rarity(term) * std::min(1.0, word->weight);
  }
  if (all > 0) features.at(at, Signal::name_share) = named / all;
}

void add_pairs(const CorpusFile& file, const Corpus& corpus, const std::vector<Asked>& pairs,
               FileIndex at, Features& features) {
  const double ratio = file.record->body_terms / corpus.mean_body();
  for (const auto& pair : pairs) {
    const auto count = find_term(*file.record, pair.term);
    if (count.body > 0) {
      features.at(at, Signal::pair_text) += pair.rare * saturated(count.body, ratio);
    }
    if (std::ranges::find(file.path_pairs, pair.term) != file.path_pairs.end()) {
      features.at(at, Signal::pair_path) += pair.rare;
    }
  }
}

}  // namespace

std::vector<WeightedTerm> asked_words(const Corpus& corpus, const Query& query) {
  auto words = query.words;
  std::ranges::copy_if(query.numbered, std::back_inserter(words),
                       [&](const WeightedTerm& one) { return corpus.knows(one.term); });
  return words;
}

double saturated(double count, double length_ratio) {
  const double damped = saturation * (1.0 - length_share + length_share * length_ratio);
  return count * (saturation + 1.0) / (count + damped);
}

void normalise(Features& features, Signal signal) {
  double most = 0;
  for (FileIndex file = 0; file < features.files(); ++file) {
    most = std::max(most, features.at(file, signal));
  }
  if (most <= 0) return;
  for (FileIndex file = 0; file < features.files(); ++file) features.at(file, signal) /= most;
}

void add_lexical(const Corpus& corpus, const Query& query, Features& features) {
  const auto words = weigh(corpus, asked_words(corpus, query));
  const auto pairs = weigh(corpus, query.pairs);
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    add_texts(file, corpus, words, at, features);
    add_paths(file, corpus, words, at, features);
    add_pairs(file, corpus, pairs, at, features);
    if (!query.mentions.empty()) {
      features.at(at, Signal::mention) = mentioned(file.path, query.mentions);
    }
  }
  for (const auto signal : {Signal::text, Signal::symbol, Signal::path, Signal::name,
                            Signal::pair_text, Signal::pair_path}) {
    normalise(features, signal);
  }
}

}  // namespace sitewright::context
