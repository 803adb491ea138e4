#include "context/pack/view.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace sitewright::context {
namespace {

constexpr std::string_view left_out = "…\n";
constexpr std::uint32_t longest_head = 3;  // lines of a declaration's head above a shown part
constexpr std::size_t longest_summary = 160;

// The lines that name a declaration: up to its body, no more than longest_head.
LineRange head_lines(const Layout& layout, const Symbol& symbol) {
  const auto first = std::clamp(symbol.lines.first, 1U, layout.lines());
  const auto begin = layout.line_starts[first - 1];
  const auto end = std::max(symbol.head.end, begin + 1);
  auto last = first;
  while (last < layout.lines() && layout.line_starts[last] < end) ++last;
  return {first, last - first + 1 > longest_head ? first : last};
}

std::string header(std::string_view path, std::string_view kind, std::uint32_t lines) {
  std::string out = "=== ";
  out += path;
  out += " (";
  out += kind;
  out += std::to_string(lines);
  out += lines == 1 ? " line)\n" : " lines)\n";
  return out;
}

}  // namespace

FileView::FileView(std::string_view path, const Layout& layout)
    : path_(path), layout_(&layout), chunks_(layout.chunks.size()) {}

void FileView::show_chunk(std::size_t chunk) {
  chunks_[chunk] = true;
}
void FileView::hide_chunk(std::size_t chunk) {
  chunks_[chunk] = false;
}
void FileView::show_all() {
  chunks_.assign(chunks_.size(), true);
}

ViewKind FileView::kind() const {
  if (std::ranges::all_of(chunks_, std::identity{})) return ViewKind::full;
  return std::ranges::any_of(chunks_, std::identity{}) ? ViewKind::excerpt : ViewKind::skeleton;
}

std::vector<bool> FileView::shown_lines() const {
  std::vector<bool> shown(layout_->lines());
  const auto show = [&](LineRange lines) {
    for (std::size_t line = lines.first; line <= lines.last; ++line) shown[line - 1] = true;
  };
  for (std::size_t at = 0; at < chunks_.size(); ++at) {
    if (!chunks_[at]) continue;
    const auto& chunk = layout_->chunks[at];
    show(chunk.lines);
    for (auto symbol = chunk.symbol; symbol != no_parent;
         symbol = layout_->symbols[symbol].parent) {
      show(head_lines(*layout_, layout_->symbols[symbol]));
    }
  }
  return shown;
}

std::vector<LineRange> FileView::ranges() const {
  const auto shown = shown_lines();
  std::vector<LineRange> ranges;
  for (std::uint32_t line = 1; line <= shown.size(); ++line) {
    if (!shown[line - 1]) continue;
    if (!ranges.empty() && ranges.back().last + 1 == line) {
      ranges.back().last = line;
    } else {
      ranges.push_back({line, line});
    }
  }
  return ranges;
}

std::size_t FileView::chunk_bytes(std::size_t chunk) const {
  const auto& one = layout_->chunks[chunk];
  auto bytes = layout_->lines_text(one.lines).size() + left_out.size();
  if (one.symbol == no_parent) return bytes;
  const auto head = head_lines(*layout_, layout_->symbols[one.symbol]);
  const bool above = head.first < one.lines.first;
  return above ? bytes + layout_->lines_text(head).size() : bytes;
}

bool FileView::says_nothing(std::uint32_t from, std::uint32_t to) const {
  if (from >= to) return true;
  const auto text = layout_->lines_text({from, to - 1});
  return text.find_first_not_of(" \t\r\n{}[](),;") == std::string_view::npos;
}

// Whether a declaration beside this one has a line in common with it and is not named.
bool FileView::hides_neighbour(std::uint32_t symbol, bool behind) const {
  const auto& symbols = layout_->symbols;
  const auto step = [behind](std::uint32_t at) { return behind ? at + 1 : at - 1; };
  auto other = step(symbol);  // before the first: greater than any
  while (other < symbols.size() && symbols[other].parent != no_parent) other = step(other);
  if (other >= symbols.size() || std::ranges::binary_search(signatures_, other)) return false;
  const auto& [first, second] = behind ? std::pair(symbol, other) : std::pair(other, symbol);
  return symbols[second].lines.first <= symbols[first].lines.last;
}

// The line after what the signature stands for.
std::uint32_t FileView::line_after(const Symbol& symbol) const {
  if (is_code(symbol.kind)) return symbol.lines.last + 1;
  const auto behind = std::ranges::lower_bound(layout_->line_starts, symbol.head.end);
  return static_cast<std::uint32_t>(behind - layout_->line_starts.begin()) + 1;
}

// The signatures of what is hidden, and a mark wherever more is hidden than they stand for.
void FileView::append_hidden(LineRange lines, std::string& out) const {
  auto told = lines.first;  // the first line that nothing stands for yet
  const auto mark = [&out] {
    if (!out.ends_with(left_out)) out += left_out;
  };
  for (const auto at : signatures_) {
    const auto& symbol = layout_->symbols[at];
    if (symbol.lines.first < lines.first || symbol.lines.first > lines.last) continue;
    const auto line = signature(layout_->text, symbol);
    if (line.empty()) continue;
    if (!says_nothing(told, symbol.comment_line) || hides_neighbour(at, false)) mark();
    out += line;
    out += '\n';
    if (hides_neighbour(at, true)) mark();
    told = std::max(told, line_after(symbol));
  }
  if (!says_nothing(told, lines.last + 1)) mark();
}

std::string FileView::render() const {
  const auto what = kind();
  const auto lines = layout_->lines();
  if (what == ViewKind::full) {
    auto out = header(path_, "full, ", lines);
    out += layout_->text;
    if (!out.ends_with('\n')) out += '\n';
    return out;
  }
  auto out = header(path_, what == ViewKind::excerpt ? "excerpt of " : "skeleton of ", lines);
  const auto shown = shown_lines();
  for (std::uint32_t line = 1; line <= lines;) {
    auto last = line;
    while (last < lines && shown[last] == shown[line - 1]) ++last;
    if (shown[line - 1]) {
      out += layout_->lines_text({line, last});
    } else {
      append_hidden({line, last}, out);
    }
    line = last + 1;
  }
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

std::string summary_line(std::string_view path, const Layout& layout) {
  auto out = header(path, "summary of ", layout.lines());
  out.pop_back();
  bool first = true;
  for (const auto& symbol : layout.symbols) {
    const bool named = symbol.parent == no_parent && !symbol.name.empty() &&
                       (symbol.exported || symbol.kind == SymbolKind::heading);
    if (!named || symbol.name.contains('\n')) continue;
    if (out.size() + symbol.name.size() > longest_summary) {
      out += first ? ": …" : ", …";
      break;
    }
    out += first ? ": " : ", ";
    out += symbol.name;
    first = false;
  }
  return out + "\n";
}

}  // namespace sitewright::context
