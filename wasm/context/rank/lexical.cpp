#include "context/rank/lexical.hpp"

#include <algorithm>
#include <string>

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// BM25's own constants; k1 as usual, b lower than for prose: long files change more often.
constexpr double saturation = 1.2;
constexpr double length_share = 0.6;

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

// A mention is a whole path, the end of one after a slash, or one without its extension.
double mentioned(const std::string& path, const std::vector<std::string>& mentions) {
  double best = 0;
  for (const auto& mention : mentions) {
    const auto at = path.rfind(mention);
    if (at == std::string::npos || (at > 0 && path[at - 1] != '/')) continue;
    const auto rest = std::string_view(path).substr(at + mention.size());
    if (rest.empty()) {
      best = std::max(best, 1.0);
    } else if (rest.starts_with('.') || rest.starts_with("/index.")) {
      best = std::max(best, 0.8);
    } else if (rest.starts_with('/')) {
      best = std::max(best, 0.4);
    }
  }
  return best;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& byte : out) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + ('a' - 'A'));
  }
  return out;
}

}  // namespace

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
  const auto words = weigh(corpus, query.words);
  const auto pairs = weigh(corpus, query.pairs);
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    add_texts(file, corpus, words, at, features);
    add_paths(file, corpus, words, at, features);
    add_pairs(file, corpus, pairs, at, features);
    if (!query.mentions.empty()) {
      features.at(at, Signal::mention) = mentioned(lower(file.path), query.mentions);
    }
  }
  for (const auto signal : {Signal::text, Signal::symbol, Signal::path, Signal::name,
                            Signal::pair_text, Signal::pair_path}) {
    normalise(features, signal);
  }
}

}  // namespace sitewright::context
