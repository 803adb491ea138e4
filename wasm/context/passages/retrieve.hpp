// Which passages of the reference a task needs: BM25 over the engine's terms, the passages nearest
// in meaning where there are vectors, both fused by rank, within a budget of tokens.
// Units:  tokens as Passage::tokens. Ranks from 1; 0: not in that list.
// Errors: none.
// Source: 20 of each list, 10 after fusion: RAG strategy of the product documents. Reciprocal rank
//         fusion with 60: Cormack, Clarke and Büttcher, SIGIR 2009.
// Same input, same bytes: native and wasm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context/passages/nearest.hpp"
#include "context/passages/reference.hpp"

namespace sitewright::context {

inline constexpr std::size_t passages_of_each = 20;
inline constexpr std::size_t most_passages_shown = 10;

/// What passages may take of the room for a project's files: they must not starve. The most is that
/// of the same documents.
[[nodiscard]] constexpr std::size_t passage_budget(std::size_t room) {
  constexpr std::size_t most = 16'000;
  return room / 8 < most ? room / 8 : most;
}

struct FoundPassage {
  std::uint32_t passage = 0;  ///< index of Reference::passages()
  double score = 0;           ///< in (0, 1]; the best of the task has 1
  std::uint32_t by_words = 0;
  std::uint32_t by_meaning = 0;
  std::vector<std::string> words;  ///< of the task, that it shares; the telling ones first
};

/// The best by words, best first; what shares too little with the task is left out.
[[nodiscard]] std::vector<Near> passages_by_words(const Reference& reference,
                                                  std::string_view task);

/// Best first, without words.
[[nodiscard]] std::vector<FoundPassage> fused(std::span<const Near> by_words,
                                              std::span<const Near> by_meaning);

/// What a model is shown: at most most_passages_shown, in the order of the reference, so that the
/// same ones are the same bytes. What does not fit into `budget` makes way for what does.
/// `by_meaning`: rows of the reference, best first; empty without vectors.
[[nodiscard]] std::vector<FoundPassage> chosen_passages(const Reference& reference,
                                                        std::string_view task,
                                                        std::span<const Near> by_meaning,
                                                        std::size_t budget);

/// Why a passage was chosen, for people: "words: label, field", "3rd nearest in meaning".
[[nodiscard]] std::vector<std::string> reasons_of(const FoundPassage& found);

}  // namespace sitewright::context
