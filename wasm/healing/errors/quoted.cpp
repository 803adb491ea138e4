#include "healing/errors/quoted.hpp"

#include "context/scan/characters.hpp"

namespace sitewright::healing {

std::string quoted(std::string_view message, std::size_t index) {
  for (std::size_t at = 0; at < message.size(); ++at) {
    const char quote = message[at];
    if (quote != '\'' && quote != '"' && quote != '`') continue;
    if (at > 0 && context::is_word_byte(message[at - 1])) continue;
    // A type may hold quotes of its own: the closing one is not followed by a word.
    std::size_t end = message.find(quote, at + 1);
    while (end != std::string_view::npos && end + 1 < message.size() &&
           context::is_word_byte(message[end + 1])) {
      end = message.find(quote, end + 1);
    }
    if (end == std::string_view::npos) return {};
    if (index-- > 0) {
      at = end;
      continue;
    }
    std::string_view text = message.substr(at + 1, end - at - 1);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
      text = text.substr(1, text.size() - 2);
    }
    return std::string(text);
  }
  return {};
}

}  // namespace sitewright::healing
