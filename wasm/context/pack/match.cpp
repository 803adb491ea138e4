#include "context/pack/match.hpp"

#include <algorithm>
#include <bit>

#include "context/rank/lexical.hpp"
#include "context/rank/word_hash.hpp"
#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

constexpr std::size_t named_files = 12;

}  // namespace

void Matcher::Asked::keep_best() {
  sort_stably(terms, std::ranges::greater{}, &WeightedTerm::weight);
  if (terms.size() > most_asked) terms.resize(most_asked);
  for (const auto& one : terms) all += one.weight;
}

TermMask Matcher::Asked::find(Term term) const {
  const auto at = std::ranges::find(terms, term, &WeightedTerm::term);
  return at == terms.end() ? 0 : TermMask{1} << static_cast<unsigned>(at - terms.begin());
}

double Matcher::Asked::share(TermMask mask) const {
  double sum = 0;
  for (; mask != 0; mask &= mask - 1) {
    sum += terms[static_cast<std::size_t>(std::countr_zero(mask))].weight;
  }
  return all > 0 ? sum / all : 0;
}

Matcher::Matcher(const Corpus& corpus, const Query& query, std::span<const Ranked> best) {
  const auto weigh = [&](const std::vector<WeightedTerm>& terms, Asked& asked) {
    for (const auto& [term, weight] : terms) {
      asked.terms.push_back({term, weight * corpus.rarity(term)});
    }
    asked.keep_best();
  };
  weigh(asked_words(corpus, query), words_);
  weigh(query.pairs, pairs_);
  for (const auto& one : best.subspan(0, std::min(named_files, best.size()))) {
    const auto& file = corpus.files()[one.file];
    for (auto at = std::size_t{file.name_from}; at < file.path_terms.size(); ++at) {
      const auto term = file.path_terms[at];
      const double weight = one.share * corpus.rarity(term);
      const auto known = std::ranges::find(names_.terms, term, &WeightedTerm::term);
      if (known == names_.terms.end()) {
        names_.terms.push_back({term, weight});
      } else {
        known->weight += weight;
      }
    }
  }
  names_.keep_best();
}

WordMatch Matcher::look_up(std::string_view word) {
  parts_.clear();
  part_pairs_.clear();
  append_terms(word, parts_, part_pairs_);
  WordMatch match;
  for (const auto term : parts_) {
    match.words |= words_.find(term);
    match.names |= names_.find(term);
  }
  match.words |= words_.find(numbered_term(word));
  for (const auto term : part_pairs_) match.pairs |= pairs_.find(term);
  return match;
}

void Matcher::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const auto& slot : old) {
    if (slot.hash == 0) continue;
    auto at = static_cast<std::size_t>(slot.hash >> 20U) & (slots_.size() - 1);
    while (slots_[at].hash != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

const WordMatch& Matcher::match_hashed(std::uint64_t hash, std::string_view word) {
  if (used_ * 2 > slots_.size()) grow();
  const auto mask = slots_.size() - 1;
  auto at = static_cast<std::size_t>(hash >> 20U) & mask;
  for (; slots_[at].hash != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash) return slots_[at].match;
  }
  ++used_;
  slots_[at] = {hash, look_up(word)};
  return slots_[at].match;
}

WordMatch Matcher::match_word(std::string_view word) {
  return match_hashed(word_hash(word), word);
}

WordMatch Matcher::match(std::string_view text, std::span<const Word> words) {
  WordMatch all;
  for (const Word& word : words) {
    const auto& one = match_hashed(word.hash, text.substr(word.first, word.size));
    all.words |= one.words;
    all.pairs |= one.pairs;
    all.names |= one.names;
  }
  return all;
}

WordMatch Matcher::match(std::string_view text) {
  WordMatch all;
  for (auto word = next_word(text, 0); word.size > 0;
       word = next_word(text, word.first + word.size)) {
    const auto one = match_word(text.substr(word.first, word.size));
    all.words |= one.words;
    all.pairs |= one.pairs;
    all.names |= one.names;
  }
  return all;
}

}  // namespace sitewright::context
