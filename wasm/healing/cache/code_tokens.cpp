#include "healing/cache/code_tokens.hpp"

namespace sitewright::healing {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Where the string that begins at `begin` ends; npos when it does not on this line.
std::size_t string_end(std::string_view line, std::size_t begin) {
  for (std::size_t at = begin + 1; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == line[begin]) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<CodeToken> code_tokens(std::string_view line) {
  std::vector<CodeToken> tokens;
  std::size_t at = 0;
  bool blank = false;
  const auto add = [&](TokenKind kind, std::size_t end) {
    tokens.push_back({kind, line.substr(at, end - at), blank && !tokens.empty()});
    blank = false;
    at = end;
  };
  while (at < line.size()) {
    const char c = line[at];
    if (is_blank(c)) {
      blank = true;
      ++at;
    } else if (is_word(c)) {
      std::size_t end = at + 1;
      while (end < line.size() && is_word(line[end])) ++end;
      add(is_digit(c) ? TokenKind::number : TokenKind::word, end);
    } else if (c == '"' || c == '\'' || c == '`') {
      const auto end = string_end(line, at);
      if (end == std::string_view::npos) {
        add(TokenKind::mark, at + 1);
      } else {
        add(TokenKind::string, end);
      }
    } else {
      add(TokenKind::mark, at + 1);
    }
  }
  return tokens;
}

std::size_t indentation_of(std::string_view line) {
  std::size_t blanks = 0;
  while (blanks < line.size() && (line[blanks] == ' ' || line[blanks] == '\t')) ++blanks;
  return blanks;
}

std::string_view inner_of(std::string_view string) {
  return string.size() < 2 ? std::string_view() : string.substr(1, string.size() - 2);
}

}  // namespace sitewright::healing
