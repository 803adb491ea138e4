#include "context/passages/chunk.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "context/passages/blocks.hpp"

namespace sitewright::context {

namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// In bytes, on average over a passage: what is longer is cut without counting all of it.
constexpr std::size_t longest_token = 32;

/// At most three bytes on, so that text that is no UTF-8 is cut as well.
std::size_t at_code_point(std::string_view text, std::size_t at) {
  std::size_t next = at;
  while (next < text.size() && next < at + 3 && is_continuation(text[next])) ++next;
  return next == text.size() || !is_continuation(text[next]) ? next : at;
}

/// The longest beginning of `text` of at most `most` tokens, cut at a line, else at a word, else
/// between code points. At least one code point.
std::size_t fitting_prefix(std::string_view text, std::size_t most, const CountTokens& count) {
  std::size_t low = 0;
  std::size_t high = text.size();
  while (low < high) {
    const std::size_t middle = at_code_point(text, low + (high - low + 1) / 2);
    if (middle <= low || middle > high) break;
    if (count(text.substr(0, middle)) <= most) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  if (low == text.size()) return low;
  for (const char mark : {'\n', ' '}) {
    const auto cut = text.substr(0, low).rfind(mark);
    // A cut in the first half would give pieces of any smallness.
    if (cut != std::string_view::npos && cut + 1 > low / 2) return cut + 1;
  }
  return low > 0 ? low : std::max<std::size_t>(1, at_code_point(text, 1));
}

/// What is longer than `most` in pieces; their order and cover stay.
std::vector<TextBlock> cut_to_size(std::string_view text, std::vector<TextBlock> blocks,
                                   std::size_t most, const CountTokens& count) {
  std::vector<TextBlock> fitting;
  for (auto& block : blocks) {
    for (;;) {
      const auto rest = text.substr(block.begin, block.end - block.begin);
      const auto window = rest.substr(0, most * longest_token);
      if (window.size() == rest.size() && count(rest) <= most) break;
      const std::size_t length = fitting_prefix(window, most, count);
      if (length >= rest.size()) break;
      TextBlock piece = block;
      piece.end = block.begin + length;
      block.begin = piece.end;
      block.heading_level = 0;
      block.whole = false;
      fitting.push_back(std::move(piece));
    }
    fitting.push_back(std::move(block));
  }
  return fitting;
}

/// Where the words begin that a passage repeats of the one before it.
std::size_t overlap_begin(std::string_view text, std::size_t floor, std::size_t begin,
                          std::size_t most, const CountTokens& count) {
  std::size_t start = begin;
  for (std::size_t at = begin; at > floor; --at) {
    const std::size_t candidate = at - 1;
    const bool word_begins =
        candidate == floor || text[candidate - 1] == ' ' || text[candidate - 1] == '\n';
    if (!word_begins) continue;
    if (count(text.substr(candidate, begin - candidate)) > most) break;
    start = candidate;
  }
  return start;
}

class Chunker {
 public:
  Chunker(std::string_view text, const CountTokens& count, ChunkLimits limits)
      : text_(text), count_(count), limits_(limits) {}

  std::vector<Chunk> run(std::vector<TextBlock> blocks) {
    const std::size_t most = limits_.most - std::min(limits_.most / 2, limits_.overlap + 8);
    blocks = cut_to_size(text_, std::move(blocks), most, count_);
    for (const auto& block : blocks) add(block, most);
    flush();
    return std::move(chunks_);
  }

 private:
  void add(const TextBlock& block, std::size_t most) {
    const std::size_t joined = count_(text_.substr(begin_, block.end - begin_));
    const bool holds = block.begin > begin_;
    const std::size_t held = holds ? count_(text_.substr(begin_, block.begin - begin_)) : 0;
    const bool new_section = block.heading_level != 0 && held >= limits_.target / 4;
    // A whole block may push a small passage over the target, never over the limit.
    const bool full = joined > most || (joined > limits_.target && held >= limits_.target / 4);
    if (holds && (new_section || full)) {
      flush();
      floor_ = last_whole_ ? begin_ : last_begin_;
    }
    if (block.heading_level != 0) enter(block);
    if (begin_ == block.begin) heading_ = heading_path();
    end_ = block.end;
    last_begin_ = block.begin;
    last_whole_ = block.whole;
  }

  void enter(const TextBlock& block) {
    for (auto level = block.heading_level - 1; level < path_.size(); ++level) path_[level].clear();
    path_[block.heading_level - 1] = block.title;
  }

  std::string heading_path() const {
    std::string path;
    for (const auto& title : path_) {
      if (title.empty()) continue;
      if (!path.empty()) path += " > ";
      path += title;
    }
    return path;
  }

  void flush() {
    if (end_ <= begin_) return;
    const std::size_t from = overlap_begin(text_, floor_, begin_, limits_.overlap, count_);
    const auto own = text_.substr(begin_, end_ - begin_);
    const auto seen = text_.substr(from, end_ - from);
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(own, '\n'));
    const auto last = line_ + lines - (own.ends_with('\n') ? 1U : 0U);
    chunks_.push_back({.heading = heading_,
                       .text = seen,
                       .overlap = begin_ - from,
                       .first_line = line_,
                       .last_line = last,
                       .tokens = count_(seen)});
    line_ += lines;
    begin_ = end_;
  }

  std::string_view text_;
  const CountTokens& count_;
  ChunkLimits limits_;
  std::vector<Chunk> chunks_;
  std::array<std::string, 6> path_;
  std::string heading_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t floor_ = 0;  ///< overlap reaches no further back than this
  std::size_t last_begin_ = 0;
  bool last_whole_ = false;
  std::uint32_t line_ = 1;
};

}  // namespace

std::vector<Chunk> chunk_markdown(std::string_view text, const CountTokens& count,
                                  ChunkLimits limits) {
  return Chunker(text, count, limits).run(markdown_blocks(text));
}

std::vector<Chunk> chunk_code(std::string_view text, const CountTokens& count, ChunkLimits limits) {
  return Chunker(text, count, limits).run(code_blocks(text));
}

}  // namespace sitewright::context
