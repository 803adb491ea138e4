// Orders the files of a project by what they are worth to a task.
// Source: linear score over weights.inc, learnt by tests/context/retrieval/tune.mjs; what a task
//         says outright (focus, errors, recent changes) is added by the hints of the same table.
// Deterministic; ties go by path bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context/rank/corpus.hpp"
#include "context/rank/features.hpp"
#include "context/rank/query.hpp"

namespace sitewright::context {

/// What is known of the task besides its words, as indices of corpus.files().
struct Hints {
  std::vector<FileIndex> focus;
  std::vector<FileIndex> errors;
  std::vector<FileIndex> recent;  ///< the latest first

  bool operator==(const Hints&) const = default;
};

struct Ranked {
  FileIndex file = 0;
  double score = 0;  ///< log-linear: differences count, see share
  double share = 0;  ///< of the changes expected here, sums to 1 over all files
  std::vector<std::string_view> reasons;  ///< the strongest first, at most three
};

/// All files, best first.
[[nodiscard]] std::vector<Ranked> rank(const Corpus& corpus, const Query& query,
                                       const Hints& hints);

}  // namespace sitewright::context
