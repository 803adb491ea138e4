#include "context/rank/mentions.hpp"

#include <algorithm>
#include <cstddef>

#include "context/rank/terms.hpp"
#include "context/scan/characters.hpp"

namespace sitewright::context {
namespace {

constexpr std::size_t longest_group = 64;

constexpr bool is_path_byte(char byte) {
  return is_word_byte(byte) || std::string_view("-./[]@").contains(byte);
}

// "(shop)" between slashes, or before or behind one, is a folder of routes; other brackets are
// prose. Its bytes, or 0.
std::size_t group_at(std::string_view text, std::size_t at) {
  if (text[at] != '(') return 0;
  const auto close = text.substr(at, longest_group).find(')');
  if (close == std::string_view::npos) return 0;
  const auto name = text.substr(at + 1, close - 1);
  if (name.contains('/') || !std::ranges::all_of(name, is_path_byte)) return 0;
  const bool beside_slash =
      (at > 0 && text[at - 1] == '/') || text.substr(at + close + 1).starts_with('/');
  return beside_slash ? close + 1 : 0;
}

std::size_t path_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t size = ascii && is_path_byte(text[at]) ? 1
                             : ascii                         ? group_at(text, at)
                                                             : foreign_letter(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

// "[src/app.tsx]" and "src/app.tsx]" -> src/app.tsx; [id]/page.tsx stays.
std::string_view unbracketed(std::string_view word) {
  if (word.starts_with('[') && word.find(']') >= word.size() - 1) word.remove_prefix(1);
  if (std::ranges::count(word, ']') > std::ranges::count(word, '[')) {
    word.remove_suffix(word.ends_with(']') ? 1 : 0);
  }
  return word;
}

void append(std::string_view word, std::vector<std::string>& mentions) {
  const bool rooted = word.starts_with("@/") || word.starts_with("~/");
  if (rooted) word.remove_prefix(2);
  while (word.ends_with('.') || word.ends_with('/')) word.remove_suffix(1);
  while (word.starts_with("./") || word.starts_with('/'))
    word.remove_prefix(word[0] == '/' ? 1 : 2);
  const bool inner = word.size() >= 4 && word.find_first_of("./", 1) != std::string_view::npos;
  const bool letters =
      std::ranges::any_of(word, [](char byte) { return is_word_byte(byte) && !is_digit(byte); });
  if (letters && (inner || rooted)) mentions.push_back(lower_case(word));
}

}  // namespace

void append_mentions(std::string_view line, std::vector<std::string>& mentions) {
  for (std::size_t at = 0; at < line.size();) {
    const bool home = line.substr(at).starts_with("~/");
    const auto end = path_end(line, at + (home ? 1 : 0));
    if (end == at) {
      ++at;
      continue;
    }
    const auto word = line.substr(at, end - at);
    at = end;
    append(word, mentions);
    if (word.starts_with('@') && !word.starts_with("@/")) append(word.substr(1), mentions);
    if (const auto bare = unbracketed(word); bare != word) append(bare, mentions);
    // Scripts that put no space between words have none before a path either.
    const auto ascii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    if (std::ranges::all_of(word, ascii)) continue;
    for (auto from = word.begin(); from != word.end();) {
      from = std::find_if(from, word.end(), ascii);
      const auto to = std::find_if_not(from, word.end(), ascii);
      append({from, to}, mentions);
      from = to;
    }
  }
}

double mentioned(std::string_view path, std::span<const std::string> mentions) {
  const auto low = lower_case(path);
  double best = 0;
  for (const auto& mention : mentions) {
    const bool longer = low.contains('/') && mention.size() > low.size() && mention.ends_with(low);
    if (longer && mention[mention.size() - low.size() - 1] == '/') best = 1.0;
    const auto at = low.rfind(mention);
    if (at == std::string::npos || (at > 0 && low[at - 1] != '/')) continue;
    const auto rest = std::string_view(low).substr(at + mention.size());
    if (rest.empty()) {
      best = std::max(best, 1.0);
    } else if (rest.starts_with('.') || rest.starts_with("/index.")) {
      best = std::max(best, 0.8);
    } else if (rest.starts_with('/')) {
      best = std::max(best, 0.4);
    }
  }
  return best;
}

}  // namespace sitewright::context
