#include "healing/errors/clean_text.hpp"

#include <algorithm>
#include <cstdint>

#include "context/scan/characters.hpp"
#include "project/utf8.hpp"

namespace sitewright::healing {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

// ESC [ … final byte, ESC ] … BEL or ST, or ESC and one byte.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return text.size();
  if (text[1] == '[') {
    std::size_t at = 2;
    while (at < text.size() && (byte_at(text, at) < 0x40 || byte_at(text, at) > 0x7E)) ++at;
    return std::min(at + 1, text.size());
  }
  if (text[1] == ']') {
    for (std::size_t at = 2; at < text.size(); ++at) {
      if (text[at] == '\a') return at + 1;
      if (text[at] == '\x1b') return std::min(at + 2, text.size());
    }
    return text.size();
  }
  return 2;
}

}  // namespace

std::string clean_line(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  while (!raw.empty()) {
    const std::uint8_t first = byte_at(raw, 0);
    std::size_t taken = 1;
    if (first == 0x1b) {
      taken = escape_length(raw);
    } else if (first == '\t') {
      out += ' ';
    } else if (first >= 0x20 && first != 0x7f) {
      const std::size_t length = project::utf8_character_size(raw);
      out += length == 0 ? std::string_view("\uFFFD") : raw.substr(0, length);
      taken = std::max<std::size_t>(length, 1);
    }
    raw.remove_prefix(taken);
  }
  return out;
}

std::string clipped(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  constexpr std::string_view ellipsis = "…";
  std::size_t end = limit > ellipsis.size() ? limit - ellipsis.size() : 0;
  while (end > 0 && (byte_at(text, end) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text.append(ellipsis);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && context::is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && context::is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace sitewright::healing
