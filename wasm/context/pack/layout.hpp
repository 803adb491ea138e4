// A text cut into chunks: the pieces that an excerpt shows whole or leaves out. A chunk is a
// declaration, a paragraph of a long body, the imports, a rule, a section; 4 to 16 lines as a rule.
// Units: lines from 1, bytes from 0. Owns nothing of the text, which must outlive the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "context/scan/language.hpp"
#include "context/scan/symbols.hpp"

namespace sitewright::context {

struct Block {
  LineRange lines;
  std::uint32_t symbol = no_parent;  ///< innermost symbol around its first line that is code
  bool imports = false;              ///< made of import statements
  std::uint32_t words_end = 0;       ///< one past its last word
};

/// A word of a chunk, as rank/terms.hpp cuts them, with its word_hash.
struct Word {
  std::uint64_t hash = 0;
  std::uint32_t first = 0;
  std::uint32_t size = 0;
};

struct Layout {
  std::string_view text;
  std::vector<std::uint32_t> line_starts;  ///< one more than lines: the end of the text
  std::vector<Symbol> symbols;
  std::optional<GaveUp> gave_up;  ///< behind it there may be symbols that are not listed
  std::vector<Block> chunks;      ///< ascending, together the whole text
  std::vector<Word> words;  ///< of the chunks, one after the other; few of them twice in a chunk

  [[nodiscard]] std::uint32_t lines() const {
    return static_cast<std::uint32_t>(line_starts.size()) - 1;
  }
  /// The words of a chunk, by its index.
  [[nodiscard]] std::span<const Word> words_of(std::size_t chunk) const {
    const std::size_t begin = chunk == 0 ? 0 : chunks[chunk - 1].words_end;
    return std::span(words).subspan(begin, chunks[chunk].words_end - begin);
  }
  /// The bytes of lines `first` to `last`, with their ends.
  [[nodiscard]] std::string_view lines_text(LineRange lines) const {
    const auto begin = line_starts[lines.first - 1];
    return text.substr(begin, line_starts[lines.last] - begin);
  }
};

[[nodiscard]] Layout make_layout(std::string_view path, std::string_view text);

/// The text as one chunk: for who leaves nothing of it out.
[[nodiscard]] Layout one_chunk_layout(std::string_view text);

}  // namespace sitewright::context
