#include "context/pack/view.hpp"

#include <algorithm>
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

void FileView::append_hidden(LineRange lines, std::string& out) const {
  bool any = false;
  for (const auto at : signatures_) {
    const auto& symbol = layout_->symbols[at];
    if (symbol.lines.first < lines.first || symbol.lines.first > lines.last) continue;
    const auto line = signature(layout_->text, symbol);
    if (line.empty()) continue;
    out += line;
    out += '\n';
    any = true;
  }
  if (!any && !out.ends_with(left_out)) out += left_out;
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
    if (out.size() + symbol.name.size() > longest_summary) break;
    out += first ? ": " : ", ";
    out += symbol.name;
    first = false;
  }
  return out + "\n";
}

}  // namespace sitewright::context
