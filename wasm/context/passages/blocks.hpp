// The blocks that a text is made of, before they are put together into passages.
// Blocks follow each other without a gap and cover the whole text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

struct TextBlock {
  std::size_t begin;
  std::size_t end;
  std::size_t heading_level = 0;  ///< 1 to 6; 0: it holds no heading of its own
  std::string title;              ///< of its heading
  bool whole = false;             ///< a code block or declaration: not to be begun in its middle
};

/// A heading and the block after it are one. Fences are those of CommonMark; an open fence ends
/// with the text.
[[nodiscard]] std::vector<TextBlock> markdown_blocks(std::string_view text);

/// Declarations with the comments above them.
[[nodiscard]] std::vector<TextBlock> code_blocks(std::string_view text);

}  // namespace sitewright::context
