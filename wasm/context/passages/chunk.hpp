// Cuts reference texts and code into passages that are read alone.
// Units:     tokens as `count` counts them; lines from 1, both ends inside.
// Rules:     512 tokens, at most 1,024, 50 of overlap; headings stay with what follows them, code
//            blocks and declarations are kept whole while they fit (RAG strategy of the product
//            documents).
// Errors:    none. What is longer than the limit is cut at lines, then at words, then between code
//            points. Time grows with the text's length, times the cost of counting it.
// Ownership: a passage's text is a view into the given text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

using CountTokens = std::function<std::size_t(std::string_view)>;

struct ChunkLimits {
  std::size_t target = 512;
  std::size_t most = 1024;
  std::size_t overlap = 50;
};

struct Chunk {
  /// The headings above it, outermost first, as "React 19 > References". Empty for code.
  std::string heading;
  std::string_view text;     ///< overlap included; one piece of the given text
  std::size_t overlap = 0;   ///< bytes of `text` that the passage before it ends with
  std::uint32_t first_line;  ///< of its own text, after the overlap
  std::uint32_t last_line;
  std::size_t tokens;  ///< of `text`; never more than ChunkLimits::most
};

[[nodiscard]] std::vector<Chunk> chunk_markdown(std::string_view text, const CountTokens& count,
                                                ChunkLimits limits = {});

/// Any language whose declarations begin at the line's start.
[[nodiscard]] std::vector<Chunk> chunk_code(std::string_view text, const CountTokens& count,
                                            ChunkLimits limits = {});

}  // namespace sitewright::context
