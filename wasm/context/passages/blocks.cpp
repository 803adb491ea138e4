#include "context/passages/blocks.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace sitewright::context {

namespace {

constexpr std::string_view blank_bytes = " \t\r\n";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(blank_bytes) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blank_bytes);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank_bytes) - first + 1);
}

/// The line at `begin` with its line end.
std::string_view line_at(std::string_view text, std::size_t begin) {
  const auto end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin + 1);
}

std::size_t heading_level(std::string_view line) {
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  if (level == 0 || level > 6) return 0;
  return level == line.size() || line[level] == ' ' || is_blank(line.substr(level)) ? level : 0;
}

struct Fence {
  char mark = 0;
  std::size_t length = 0;
};

/// Up to three spaces, then at least three marks (CommonMark 4.5).
Fence fence_of(std::string_view line) {
  const auto indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos || indent > 3) return {};
  const char mark = line[indent];
  if (mark != '`' && mark != '~') return {};
  const auto end = std::min(line.find_first_not_of(mark, indent), line.size());
  if (end - indent < 3) return {};
  if (mark == '`' && line.find('`', end) != std::string_view::npos) return {};
  return {mark, end - indent};
}

bool closes(const Fence& open, std::string_view line) {
  const Fence fence = fence_of(line);
  if (fence.mark != open.mark || fence.length < open.length) return false;
  return trimmed(line).find_first_not_of(open.mark) == std::string_view::npos;
}

std::size_t end_of_fence(std::string_view text, std::size_t begin, const Fence& open) {
  std::size_t at = begin + line_at(text, begin).size();
  while (at < text.size()) {
    const auto line = line_at(text, at);
    at += line.size();
    if (closes(open, line)) return at;
  }
  return at;
}

std::size_t end_of_paragraph(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size()) {
    const auto line = line_at(text, at);
    if (is_blank(line)) break;
    if (at > begin && (heading_level(line) != 0 || fence_of(line).length != 0)) break;
    at += line.size();
  }
  return at;
}

std::size_t after_blank_lines(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto line = line_at(text, at);
    if (!is_blank(line)) break;
    at += line.size();
  }
  return at;
}

bool begins_declaration(std::string_view line, std::string_view before) {
  if (is_blank(line) || std::string_view(" \t})];,>").contains(line.front())) return false;
  const auto last = trimmed(before);
  return last.empty() || last.ends_with('}') || last.ends_with(';');
}

}  // namespace

std::vector<TextBlock> markdown_blocks(std::string_view text) {
  std::vector<TextBlock> blocks;
  TextBlock block{.begin = 0, .end = 0, .title = {}};
  std::size_t at = after_blank_lines(text, 0);
  while (at < text.size()) {
    const auto line = line_at(text, at);
    if (const auto level = heading_level(line); level != 0) {
      // Two headings in a row belong to what follows; the path is told by the last.
      if (block.heading_level != 0) {
        block.end = at;
        blocks.push_back(std::exchange(block, TextBlock{.begin = at, .end = at, .title = {}}));
      }
      block.heading_level = level;
      block.title = trimmed(line.substr(level));
      at = after_blank_lines(text, at + line.size());
      continue;
    }
    const Fence fence = fence_of(line);
    block.whole = fence.length != 0;
    at = block.whole ? end_of_fence(text, at, fence) : end_of_paragraph(text, at);
    at = after_blank_lines(text, at);
    block.end = at;
    blocks.push_back(std::exchange(block, TextBlock{.begin = at, .end = at, .title = {}}));
  }
  if (block.heading_level != 0 || (blocks.empty() && !text.empty())) {
    block.end = text.size();
    blocks.push_back(std::move(block));
  }
  return blocks;
}

std::vector<TextBlock> code_blocks(std::string_view text) {
  std::vector<TextBlock> blocks;
  std::size_t begin = 0;
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const auto line = line_at(text, at);
    if (at > begin && begins_declaration(line, before)) {
      blocks.push_back({.begin = begin, .end = at, .title = {}, .whole = true});
      begin = at;
    }
    before = line;
    at += line.size();
  }
  if (begin < text.size()) {
    blocks.push_back({.begin = begin, .end = text.size(), .title = {}, .whole = true});
  }
  return blocks;
}

}  // namespace sitewright::context
