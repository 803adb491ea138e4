// Features from where a file stands: what it imports, who imports it, what lives beside it.
#pragma once

#include <span>

#include "context/rank/features.hpp"

namespace sitewright::context {

/// Fills imports_*, importers_*, beside_*, around_best and same_stem; `opinion` is each file's
/// score by its own words, in [0, 1].
void add_neighbours(const Corpus& corpus, std::span<const double> opinion, Features& features);

}  // namespace sitewright::context
