// Features from words alone: BM25 over text and declared names, path words, pairs, mentions.
#pragma once

#include "context/rank/features.hpp"

namespace sitewright::context {

/// Fills text, symbol, path, name, name_share, pair_text, pair_path, mention and coverage.
void add_lexical(const Corpus& corpus, const Query& query, Features& features);

/// The words of a task, and those of its names with digits that the project has: what it does not
/// have must not count against every file.
[[nodiscard]] std::vector<WeightedTerm> asked_words(const Corpus& corpus, const Query& query);

/// One term's part of BM25: saturates with the count, less for long files.
[[nodiscard]] double saturated(double count, double length_ratio);

/// Divides a feature by its greatest value, so that it lies in [0, 1].
void normalise(Features& features, Signal signal);

}  // namespace sitewright::context
