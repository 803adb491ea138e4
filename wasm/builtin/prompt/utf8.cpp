#include "builtin/prompt/utf8.hpp"

namespace sitewright::builtin::utf8 {
namespace {

constexpr bool within(char32_t point, char32_t low, char32_t high) {
  return point >= low && point <= high;
}

// One ASCII letter for each of U+00C0..U+017F; '*' marks the ones spelled with two letters.
constexpr std::string_view latin_base =
    "aaaaaa*ceeeeiiii"
    "dnooooo-ouuuuy**"
    "aaaaaa*ceeeeiiii"
    "dnooooo-ouuuuy*y"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii**jjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oo**rrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";

constexpr std::string_view two_letters(char32_t point) {
  switch (point) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
      return "ss";
    case 0x132:
    case 0x133:
      return "ij";
    case 0x152:
    case 0x153:
      return "oe";
    default:
      return "-";
  }
}

}  // namespace

char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) -> std::uint32_t {
    return static_cast<unsigned char>(text[index]);
  };
  const std::uint32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t extra = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || at + extra >= text.size()) {
    ++at;
    return invalid;
  }
  char32_t point = first & (0x3Fu >> extra);
  for (std::size_t i = 1; i <= extra; ++i) {
    const std::uint32_t follow = byte(at + i);
    if ((follow & 0xC0) != 0x80) {
      ++at;
      return invalid;
    }
    point = (point << 6) | (follow & 0x3F);
  }
  const bool overlong = (extra == 2 && point < 0x800) || (extra == 3 && point < 0x10000);
  if (overlong || point > 0x10FFFF || within(point, 0xD800, 0xDFFF)) {
    ++at;
    return invalid;
  }
  at += extra + 1;
  return point;
}

void append(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

bool is_upper(char32_t point) {
  if (within(point, 'A', 'Z')) return true;
  if (within(point, 0xC0, 0xDE)) return point != 0xD7;
  if (within(point, 0x100, 0x137) || within(point, 0x14A, 0x177)) return point % 2 == 0;
  if (within(point, 0x139, 0x148) || within(point, 0x179, 0x17E)) return point % 2 == 1;
  return point == 0x178 || within(point, 0x391, 0x3A9) || within(point, 0x400, 0x42F);
}

bool is_word(char32_t point) {
  if (point < 0x80) {
    return within(point, '0', '9') || within(point, 'A', 'Z') || within(point, 'a', 'z');
  }
  if (within(point, 0xA0, 0xBF)) return point == 0xAA || point == 0xBA;
  if (point == 0xD7 || point == 0xF7 || point == 0x2116) return false;
  if (within(point, 0x2000, 0x2BFF) || within(point, 0x2E00, 0x2E7F)) return false;
  if (within(point, 0x3000, 0x3004) || within(point, 0x3008, 0x3020) || point == 0x3030)
    return false;
  if (within(point, 0x060C, 0x060D) || point == 0x061B || point == 0x061F) return false;
  if (within(point, 0x0964, 0x0965) || point == 0x30FB || point == 0x06D4) return false;
  if (within(point, 0xFE00, 0xFE6F) || within(point, 0xFF01, 0xFF0F)) return false;
  if (within(point, 0xFF1A, 0xFF20) || within(point, 0xFF3B, 0xFF40)) return false;
  if (within(point, 0xFF5B, 0xFF65) || within(point, 0xFFE0, 0xFFFF)) return false;
  return !within(point, 0x1D000, 0x1FFFF) && point < 0x30000;
}

bool is_dropped(char32_t point) {
  return point < 0x20 || within(point, 0x7F, 0x9F) || point == 0xAD ||
         within(point, 0x200B, 0x200F) || within(point, 0x2028, 0x202E) ||
         within(point, 0x2060, 0x206F) || point == 0xFEFF || within(point, 0xE000, 0xF8FF) ||
         within(point, 0xFFF0, 0xFFFF) || point >= 0xE0000;
}

bool is_unspaced(char32_t point) {
  return within(point, 0x0E00, 0x0E7F) || within(point, 0x3005, 0x30FF) ||
         within(point, 0x3400, 0x9FFF) || within(point, 0xF900, 0xFAFF) ||
         within(point, 0x20000, 0x2FFFF);
}

bool is_latin(char32_t point) {
  return point < 0x250 || within(point, 0x1E00, 0x1EFF) || within(point, 0x300, 0x36F);
}

void append_folded(std::string& out, char32_t point) {
  if (within(point, 'A', 'Z')) {
    out.push_back(static_cast<char>(point + 32));
  } else if (within(point, 0xC0, 0x17F)) {
    const char base = latin_base[point - 0xC0];
    if (base == '*') {
      out.append(two_letters(point));
    } else {
      out.push_back(base);
    }
  } else if (within(point, 0x391, 0x3A9) || within(point, 0x410, 0x42F)) {
    append(out, point + 32);
  } else if (within(point, 0x400, 0x40F)) {
    append(out, point + 80);
  } else if (point == 0x2019 || point == 0x2018) {
    out.push_back('\'');
  } else if (!within(point, 0x300, 0x36F)) {  // combining marks vanish with their accents
    append(out, point);
  }
}

std::string_view prefix(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < limit && at < text.size(); ++n) next(text, at);
  return text.substr(0, at);
}

std::size_t length(std::string_view text) {
  std::size_t at = 0;
  std::size_t n = 0;
  for (; at < text.size(); ++n) next(text, at);
  return n;
}

}  // namespace sitewright::builtin::utf8
