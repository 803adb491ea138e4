// Pseudo-relevance feedback (after the relevance model RM3): words that the best files share and
// other files lack are asked for as well.
#pragma once

#include <span>

#include "context/rank/features.hpp"

namespace sitewright::context {

/// Fills feedback and feedback_path; `opinion` is each file's score so far, in [0, 1].
void add_feedback(const Corpus& corpus, const Query& query, std::span<const double> opinion,
                  Features& features);

}  // namespace sitewright::context
