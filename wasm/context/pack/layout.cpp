#include "context/pack/layout.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "context/rank/terms.hpp"
#include "context/rank/word_hash.hpp"

namespace sitewright::context {
namespace {

constexpr std::uint32_t shortest_chunk = 4;   // lines: a blank line below this does not cut
constexpr std::uint32_t longest_chunk = 16;   // lines: cut at the next chance
constexpr std::uint32_t smallest_nested = 3;  // lines of an inner declaration that gets its own

std::vector<std::uint32_t> starts_of(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  if (starts.back() != text.size()) starts.push_back(static_cast<std::uint32_t>(text.size()));
  return starts;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool starts_import(std::string_view line) {
  return line.starts_with("import ") || line.starts_with("import{") ||
         line.starts_with("import\"") || line.starts_with("@import") || line.starts_with("} from ");
}

struct Marks {
  std::vector<bool> begins;          // by line - 1: a declaration (with its comment) begins here
  std::vector<std::uint32_t> inner;  // by line - 1: innermost symbol
};

Marks mark(const Layout& layout) {
  Marks marks{std::vector<bool>(layout.lines() + 1),
              std::vector<std::uint32_t>(layout.lines(), no_parent)};
  for (std::uint32_t at = 0; at < layout.symbols.size(); ++at) {
    const auto& symbol = layout.symbols[at];
    const auto first = std::clamp(symbol.lines.first, 1U, layout.lines());
    const auto last = std::clamp(symbol.lines.last, first, layout.lines());
    const auto above = std::clamp(symbol.comment_line, 1U, first);
    if (symbol.parent == no_parent || last - first + 1 >= smallest_nested) {
      marks.begins[above - 1] = true;
      marks.begins[last] = true;
    }
    // Parents come first, so inner symbols overwrite them; lines are written once a nesting level.
    std::fill_n(&marks.inner[first - 1], last - first + 1, at);
  }
  return marks;
}

// The last line of the import block at the head of the text, 0 when there is none.
std::uint32_t end_of_imports(const Layout& layout) {
  std::uint32_t end = 0;
  std::uint32_t since = 0;
  for (std::uint32_t line = 1; line <= layout.lines() && since < 12; ++line, ++since) {
    if (!starts_import(layout.lines_text({line, line}))) continue;
    end = line;
    since = 0;
    // A list over several lines ends with its "from".
    auto close = line;
    while (close < layout.lines() && close < line + 40 &&
           !layout.lines_text({close, close}).contains(" from ") &&
           layout.lines_text({line, line}).contains('{')) {
      ++close;
    }
    if (layout.lines_text({close, close}).contains(" from ")) {
      end = close;
      line = close;
    }
  }
  return end;
}

void cut(Layout& layout) {
  const auto marks = mark(layout);
  const auto imports = end_of_imports(layout);
  Block chunk{{1, 0}, no_parent, imports > 0};
  const auto close = [&](std::uint32_t last) {
    chunk.lines.last = last;
    if (chunk.lines.first <= last) layout.chunks.push_back(chunk);
    chunk = {{last + 1, 0}, no_parent, last < imports};
  };
  for (std::uint32_t line = 1; line <= layout.lines(); ++line) {
    const auto size = line - chunk.lines.first;
    const bool blank = is_blank(layout.lines_text({line, line}));
    const bool in_imports = line <= imports;
    if (size > 0 && !in_imports && (marks.begins[line - 1] || chunk.imports) && !blank) {
      close(line - 1);
    } else if (size >= longest_chunk) {
      close(line - 1);
    }
    if (chunk.symbol == no_parent && !blank) chunk.symbol = marks.inner[line - 1];
    if (blank && !in_imports && line + 1 - chunk.lines.first >= shortest_chunk) close(line);
  }
  close(layout.lines());
}

void add_words(Layout& layout) {
  for (Block& chunk : layout.chunks) {
    // Remembers a word for each value of some bits: enough to keep most repetitions out.
    std::array<std::uint64_t, 64> seen{};
    const auto base = layout.line_starts[chunk.lines.first - 1];
    const auto text = layout.lines_text(chunk.lines);
    for (auto word = next_word(text, 0); word.size > 0;
         word = next_word(text, word.first + word.size)) {
      const auto hash = word_hash(text.substr(word.first, word.size));
      auto& last = seen[(hash >> 20U) % seen.size()];
      if (last == hash) continue;
      last = hash;
      layout.words.push_back({hash, base + static_cast<std::uint32_t>(word.first),
                              static_cast<std::uint32_t>(word.size)});
    }
    chunk.words_end = static_cast<std::uint32_t>(layout.words.size());
  }
}

}  // namespace

Layout make_layout(std::string_view path, std::string_view text) {
  Layout layout;
  layout.text = text;
  layout.line_starts = starts_of(text);
  if (text.empty()) return layout;
  auto scan = scan_symbols(language_of(path), text);
  layout.symbols = std::move(scan.symbols);
  layout.gave_up = scan.gave_up;
  cut(layout);
  add_words(layout);
  return layout;
}

Layout one_chunk_layout(std::string_view text) {
  Layout layout;
  layout.text = text;
  layout.line_starts = starts_of(text);
  if (!text.empty()) layout.chunks.push_back({.lines = {1, layout.lines()}});
  return layout;
}

}  // namespace sitewright::context
