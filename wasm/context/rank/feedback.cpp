#include "context/rank/feedback.hpp"

#include <algorithm>

#include "context/rank/lexical.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

constexpr std::size_t best_files = 8;
constexpr std::size_t most_terms = 32;
constexpr std::uint32_t fewest_count = 1;

std::vector<FileIndex> best(const Corpus& corpus, std::span<const double> opinion) {
  std::vector<FileIndex> order;
  for (FileIndex file = 0; file < opinion.size(); ++file) {
    const auto role = corpus.files()[file].role;
    const bool speaks = role != Role::generated && role != Role::vendored && role != Role::lock &&
                        role != Role::locale && role != Role::data && role != Role::docs;
    if (opinion[file] > 0 && speaks) order.push_back(file);
  }
  const auto count = std::min(best_files, order.size());
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count),
                            [&](FileIndex left, FileIndex right) {
                              if (opinion[left] != opinion[right])
                                return opinion[left] > opinion[right];
                              return corpus.files()[left].path < corpus.files()[right].path;
                            });
  order.resize(count);
  return order;
}

std::vector<WeightedTerm> shared_terms(const Corpus& corpus, const std::vector<FileIndex>& files,
                                       std::span<const double> opinion) {
  std::vector<WeightedTerm> all;
  for (const auto file : files) {
    const auto& record = *corpus.files()[file].record;
    const double share = opinion[file] / std::max(1.0, static_cast<double>(record.body_terms));
    for (const auto& count : record.terms) {
      if (count.body < fewest_count) continue;
      all.push_back({count.term, share * (count.body + 4.0 * count.symbol)});
    }
  }
  std::ranges::stable_sort(all, {}, &WeightedTerm::term);
  std::size_t kept = 0;
  for (const auto& one : all) {
    if (kept > 0 && all[kept - 1].term == one.term) {
      all[kept - 1].weight += one.weight;
    } else {
      all[kept++] = one;
    }
  }
  all.resize(kept);
  for (auto& one : all) one.weight *= corpus.rarity(one.term);
  const auto count = std::min(most_terms, all.size());
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(count),
                            [](const WeightedTerm& left, const WeightedTerm& right) {
                              if (left.weight != right.weight) return left.weight > right.weight;
                              return left.term < right.term;
                            });
  all.resize(count);
  return all;
}

}  // namespace

void add_feedback(const Corpus& corpus, const Query&, std::span<const double> opinion,
                  Features& features) {
  const auto terms = shared_terms(corpus, best(corpus, opinion), opinion);
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    const double ratio = file.record->body_terms / corpus.mean_body();
    for (const auto& [term, weight] : terms) {
      const auto count = find_term(*file.record, term);
      if (count.body > 0) {
        features.at(at, Signal::feedback) += weight * saturated(count.body, ratio);
      }
      if (std::ranges::find(file.path_terms, term) != file.path_terms.end()) {
        features.at(at, Signal::feedback_path) += weight;
      }
    }
  }
  normalise(features, Signal::feedback);
  normalise(features, Signal::feedback_path);
}

}  // namespace sitewright::context
