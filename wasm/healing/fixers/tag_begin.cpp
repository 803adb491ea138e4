#include "healing/fixers/tag_begin.hpp"

#include <string>

#include "context/scan/characters.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

/// Its name, where the words begin with one that an element may have.
std::string_view element_name(std::string_view words) {
  std::size_t end = 0;
  while (end < words.size() && context::is_word_byte(words[end])) ++end;
  const std::string_view name = words.substr(0, end);
  const bool known = !name.empty() && (is_html_tag(name) || context::is_upper(name.front()));
  return known ? name : std::string_view();
}

/// One past the ">" of the tag that the words are to begin with; 0 where they are no tag.
std::size_t tag_end(std::string_view words, std::string_view name) {
  if (words.size() == name.size()) return 0;
  if (words[name.size()] == '>') return name.size() + 1;
  if (words[name.size()] != ' ') return 0;
  std::size_t end = words.find('>', name.size());
  while (end != std::string_view::npos && words[end - 1] == '=') end = words.find('>', end + 1);
  if (end == std::string_view::npos) return 0;
  const std::string_view tag = words.substr(0, end);
  const bool has_attribute = tag.contains("=\"") || tag.contains("={");
  return has_attribute && !tag.contains('<') ? end + 1 : 0;
}

}  // namespace

std::vector<Edit> begin_of_tag(const Source& source, std::uint32_t line) {
  const std::uint32_t begin = source.line_begin(line);
  const std::string_view text = source.text.substr(begin, source.text.find('\n', begin) - begin);
  const std::string_view words = trimmed(text);
  const std::string_view name = element_name(words);
  const std::size_t end = name.empty() ? 0 : tag_end(words, name);
  if (end == 0 || words[end - 2] == '/') return {};
  const std::uint32_t indent = indent_at(source.text, begin);
  const std::string close = "</" + std::string(name) + ">";
  const bool closed = end == words.size()
                          ? source.text.find("\n" + std::string(indent, ' ') + close, begin) !=
                                std::string_view::npos
                          : words.substr(end).ends_with(close) &&
                                !words.substr(end).contains("<" + std::string(name));
  if (!closed) return {};
  return {{std::string(source.path), begin + indent, begin + indent, "<"}};
}

}  // namespace sitewright::healing
