#include "context/passages/retrieve.hpp"

#include <algorithm>

#include "context/rank/corpus.hpp"
#include "context/rank/lexical.hpp"
#include "context/rank/query.hpp"
#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {

namespace {

constexpr double fusion_constant = 60.0;
/// Below this share of the best score a passage shares words by chance
/// (tests/context/passages prints what is lost).
constexpr float least_share = 0.25F;
constexpr std::size_t most_words = 6;
constexpr std::size_t longest_word = 40;  // bytes; longer ones tell people nothing

bool better(const Near& left, const Near& right) {
  return left.score != right.score ? left.score > right.score : left.row < right.row;
}

void add_terms(const Reference& reference, const std::vector<WeightedTerm>& terms,
               std::vector<double>& scores) {
  for (const auto& [term, weight] : terms) {
    const auto found = reference.with(term);
    const double rare = weight * rarity_of(scores.size(), static_cast<std::uint32_t>(found.size()));
    for (const auto& posting : found) {
      scores[posting.passage] +=
          rare * saturated(posting.count, reference.length_ratio(posting.passage));
    }
  }
}

double share_of(const Reference& reference, Term term, std::uint32_t passage) {
  const auto found = reference.with(term);
  const auto at = std::ranges::lower_bound(found, passage, {}, &Reference::Posting::passage);
  if (at == found.end() || at->passage != passage) return 0;
  return rarity_of(reference.passages().size(), static_cast<std::uint32_t>(found.size())) *
         saturated(at->count, reference.length_ratio(passage));
}

/// A word of the task with the terms that ranking made of it.
struct Word {
  std::string_view text;
  std::vector<Term> terms;
};

std::vector<Word> words_of(std::string_view task) {
  const auto query = make_query(task);
  std::vector<Word> words;
  std::vector<Term> seen;
  std::vector<Term> pairs;
  for (auto span = next_word(task, 0); span.size > 0;
       span = next_word(task, span.first + span.size)) {
    Word word{task.substr(span.first, span.size), {}};
    append_terms(word.text, word.terms, pairs);
    std::erase_if(word.terms, [&](Term term) {
      return std::ranges::find(query.words, term, &WeightedTerm::term) == query.words.end() ||
             std::ranges::find(seen, term) != seen.end();
    });
    if (word.terms.empty() || word.text.size() > longest_word) continue;
    seen.insert(seen.end(), word.terms.begin(), word.terms.end());
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> shared_words(const Reference& reference, std::span<const Word> words,
                                      std::uint32_t passage) {
  std::vector<std::pair<double, std::string_view>> shared;
  for (const auto& word : words) {
    double share = 0;
    for (const auto term : word.terms) share += share_of(reference, term, passage);
    if (share > 0) shared.emplace_back(share, word.text);
  }
  sort_stably(shared, std::ranges::greater{}, [](const auto& one) { return one.first; });
  std::vector<std::string> texts;
  for (const auto& [share, text] : shared) {
    if (texts.size() == most_words) break;
    texts.emplace_back(text);
  }
  return texts;
}

std::string ordinal(std::uint32_t number) {
  const auto tens = number % 100;
  const bool teen = tens >= 11 && tens <= 13;
  const auto last = teen ? 0 : number % 10;
  return std::to_string(number) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

}  // namespace

std::vector<Near> passages_by_words(const Reference& reference, std::string_view task) {
  const auto query = make_query(task);
  std::vector<double> scores(reference.passages().size());
  add_terms(reference, query.words, scores);
  add_terms(reference, query.pairs, scores);
  std::vector<Near> found;
  for (std::uint32_t row = 0; row < scores.size(); ++row) {
    if (scores[row] > 0) found.push_back({row, static_cast<float>(scores[row])});
  }
  sort_stably(found, better);
  if (found.size() > passages_of_each) found.resize(passages_of_each);
  while (!found.empty() && found.back().score < least_share * found.front().score) found.pop_back();
  return found;
}

std::vector<FoundPassage> fused(std::span<const Near> by_words, std::span<const Near> by_meaning) {
  std::vector<FoundPassage> all;
  const auto add = [&all](std::span<const Near> list, std::uint32_t FoundPassage::* rank_of) {
    for (std::uint32_t rank = 1; rank <= list.size(); ++rank) {
      const auto row = list[rank - 1].row;
      auto at = std::ranges::find(all, row, &FoundPassage::passage);
      if (at == all.end()) at = all.insert(all.end(), FoundPassage{.passage = row, .words = {}});
      if ((*at).*rank_of != 0) continue;
      (*at).*rank_of = rank;
      at->score += 1.0 / (fusion_constant + rank);
    }
  };
  add(by_words.first(std::min(by_words.size(), passages_of_each)), &FoundPassage::by_words);
  add(by_meaning.first(std::min(by_meaning.size(), passages_of_each)), &FoundPassage::by_meaning);
  sort_stably(all, [](const FoundPassage& left, const FoundPassage& right) {
    return left.score != right.score ? left.score > right.score : left.passage < right.passage;
  });
  if (all.empty()) return all;
  const double best = all.front().score;
  for (auto& one : all) one.score /= best;
  return all;
}

std::vector<FoundPassage> chosen_passages(const Reference& reference, std::string_view task,
                                          std::span<const Near> by_meaning, std::size_t budget) {
  const auto& passages = reference.passages();
  std::vector<FoundPassage> chosen;
  for (auto& found : fused(passages_by_words(reference, task), by_meaning)) {
    if (chosen.size() == most_passages_shown) break;
    if (found.passage >= passages.size() || passages[found.passage].tokens > budget) continue;
    budget -= passages[found.passage].tokens;
    chosen.push_back(std::move(found));
  }
  sort_stably(chosen, {}, &FoundPassage::passage);
  const auto words = words_of(task);
  for (auto& found : chosen) found.words = shared_words(reference, words, found.passage);
  return chosen;
}

std::vector<std::string> reasons_of(const FoundPassage& found) {
  std::vector<std::string> reasons;
  if (!found.words.empty()) {
    std::string words = "words:";
    for (const auto& word : found.words) {
      words += (words.ends_with(':') ? " " : ", ") + word;
    }
    reasons.push_back(std::move(words));
  }
  if (found.by_meaning > 0) reasons.push_back(ordinal(found.by_meaning) + " nearest in meaning");
  return reasons;
}

}  // namespace sitewright::context
