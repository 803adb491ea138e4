// Fills a token budget with views of the ranked files, by value per token.
// Source: greedy over (value / tokens); values are the learnt likelihoods of rank/weights.inc and
//         pack/line_weights.inc, balanced by the constants of pack.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/known_texts.hpp"
#include "context/rank/corpus.hpp"
#include "context/rank/query.hpp"
#include "context/rank/rank.hpp"

namespace sitewright::context {

/// A line that an error points at; its block is shown before the rest of its file.
struct ErrorLine {
  FileIndex file = 0;
  std::uint32_t line = 0;
};

struct PackInput {
  const Corpus* corpus = nullptr;
  const Query* query = nullptr;
  std::span<const Ranked> ranked;  ///< all files, best first
  std::vector<FileIndex> pinned;
  std::vector<ErrorLine> errors;
  std::size_t budget = 0;  ///< reserves taken off
  /// The text of a file, nothing when the host did not hand it over.
  std::function<std::optional<std::string_view>(FileIndex)> text_of;
  KnownTexts* texts = nullptr;  ///< reads them
};

[[nodiscard]] Result<Context> pack(const PackInput& input, TokenMeter& meter);

}  // namespace sitewright::context
