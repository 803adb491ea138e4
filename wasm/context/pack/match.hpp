// Which words of a text a task asks for, fast enough to ask for every word of every candidate: each
// distinct word is split and stemmed once a task.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "context/pack/layout.hpp"
#include "context/rank/corpus.hpp"
#include "context/rank/query.hpp"
#include "context/rank/rank.hpp"

namespace sitewright::context {

/// A set of asked terms, by their number.
using TermMask = std::uint64_t;
inline constexpr std::size_t most_asked = 64;

struct WordMatch {
  TermMask words = 0;  ///< of the task
  TermMask pairs = 0;  ///< neighbouring words of the task inside one identifier
  TermMask names = 0;  ///< of the names of the best files
};

class Matcher {
 public:
  Matcher(const Corpus& corpus, const Query& query, std::span<const Ranked> best);

  /// Everything in `text` together.
  [[nodiscard]] WordMatch match(std::string_view text);
  [[nodiscard]] WordMatch match_word(std::string_view word);
  /// The same for words of `text` that were cut before.
  [[nodiscard]] WordMatch match(std::string_view text, std::span<const Word> words);

  /// Shares of all that is asked, in [0, 1].
  [[nodiscard]] double words_share(TermMask mask) const { return words_.share(mask); }
  [[nodiscard]] double pairs_share(TermMask mask) const { return pairs_.share(mask); }
  [[nodiscard]] double names_share(TermMask mask) const { return names_.share(mask); }

 private:
  struct Asked {
    std::vector<WeightedTerm> terms;
    double all = 0;
    void keep_best();
    [[nodiscard]] TermMask find(Term term) const;
    [[nodiscard]] double share(TermMask mask) const;
  };
  struct Slot {
    std::uint64_t hash = 0;  // 0: free
    WordMatch match;
  };

  const WordMatch& match_hashed(std::uint64_t hash, std::string_view word);
  void grow();
  WordMatch look_up(std::string_view word);

  Asked words_;
  Asked pairs_;
  Asked names_;
  std::vector<Slot> slots_ = std::vector<Slot>(4096);
  std::size_t used_ = 0;
  std::vector<Term> parts_;
  std::vector<Term> part_pairs_;
};

}  // namespace sitewright::context
