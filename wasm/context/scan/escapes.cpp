#include "context/scan/escapes.hpp"

#include <cstddef>
#include <cstdint>

namespace sitewright::context {

namespace {

void append_utf8(std::string& out, std::uint32_t c) {
  const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xc0 | (c >> 6));
    byte(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    byte(0xe0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  } else {
    byte(0xf0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3f));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  }
}

// Up to `most` hexadecimal digits from `at` on; moves `at` past them.
std::uint32_t hex(std::string_view text, std::size_t& at, std::size_t most) {
  std::uint32_t value = 0;
  for (std::size_t count = 0; count < most && at < text.size(); ++count, ++at) {
    const char c = text[at];
    const bool letter = (c | 32) >= 'a' && (c | 32) <= 'f';
    if (!letter && (c < '0' || c > '9')) break;
    value = value * 16 + static_cast<std::uint32_t>(letter ? (c | 32) - 'a' + 10 : c - '0');
  }
  return value;
}

std::uint32_t unicode_escape(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == '{') {
    ++at;
    const std::uint32_t value = hex(text, at, 6);
    if (at < text.size() && text[at] == '}') ++at;
    return value;
  }
  return hex(text, at, 4);
}

void append_unicode(std::string& out, std::string_view text, std::size_t& at) {
  std::uint32_t c = unicode_escape(text, at);
  if (c >= 0xd800 && c < 0xdc00 && text.substr(at).starts_with("\\u")) {
    std::size_t next = at + 2;
    const std::uint32_t low = unicode_escape(text, next);
    if (low >= 0xdc00 && low < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      at = next;
    }
  }
  append_utf8(out, c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
}

}  // namespace

std::string unescaped(std::string_view written) {
  std::string out;
  out.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const char c = written[at++];
    if (c != '\\' || at == written.size()) {
      out += c;
      continue;
    }
    const char escape = written[at++];
    switch (escape) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'v':
        out += '\v';
        break;
      case '0':
        out += '\0';
        break;
      case 'x':
        append_utf8(out, hex(written, at, 2));
        break;
      case 'u':
        append_unicode(out, written, at);
        break;
      case '\r':
        if (at < written.size() && written[at] == '\n') ++at;
        break;
      case '\n':
        break;
      default:
        out += escape;
    }
  }
  return out;
}

}  // namespace sitewright::context
