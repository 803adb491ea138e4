#include "models/agents/fence.hpp"

#include <algorithm>

namespace sitewright::models {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `wanted` is in lower case.
bool holds(std::string_view text, std::string_view wanted) {
  const auto found =
      std::ranges::search(text, wanted, [](char a, char b) { return lower(a) == b; });
  return !found.empty();
}

std::string attribute_text(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '"') {
      text += "&quot;";
    } else {
      text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return text;
}

}  // namespace

std::string fenced(std::string_view tag, std::string_view attribute, std::string_view value,
                   std::string_view text) {
  std::string name(tag);
  for (int number = 2; holds(text, "</" + name); ++number) {
    name = std::string(tag) + "-" + std::to_string(number);
  }
  std::string out = "<" + name;
  if (!attribute.empty()) {
    out += " " + std::string(attribute) + "=\"" + attribute_text(value) + "\"";
  }
  out += ">\n";
  out += text;
  if (!text.ends_with('\n')) out += '\n';
  out += "</" + name + ">\n";
  return out;
}

std::string numbered(std::string_view text) {
  std::string out;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    out += std::to_string(line) + "| ";
    out += text.substr(0, end);
    out += '\n';
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace sitewright::models
