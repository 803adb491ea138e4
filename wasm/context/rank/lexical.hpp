// Features from words alone: BM25 over text and declared names, path words, pairs, mentions.
#pragma once

#include "context/rank/features.hpp"

namespace sitewright::context {

/// Fills text, symbol, path, name, name_share, pair_text, pair_path, mention and coverage.
void add_lexical(const Corpus& corpus, const Query& query, Features& features);

/// One term's part of BM25: saturates with the count, less for long files.
[[nodiscard]] double saturated(double count, double length_ratio);

/// Divides a feature by its greatest value, so that it lies in [0, 1].
void normalise(Features& features, Signal signal);

}  // namespace sitewright::context
