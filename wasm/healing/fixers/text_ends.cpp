#include "healing/fixers/text_ends.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "context/scan/characters.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

using Names = std::set<std::string_view, std::less<>>;

Names keys_of(const ScriptTokens& tokens) {
  Names out;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    if (tokens.is_word(at) && tokens.is_mark(at + 1, ':')) out.insert(tokens.text_of(at));
  }
  return out;
}

/// How often a text goes on with `, key: `.
std::uint32_t keys_within(std::string_view text, const Names& keys) {
  std::uint32_t count = 0;
  for (std::size_t at = text.find(", "); at != std::string_view::npos; at = text.find(", ", at)) {
    at += 2;
    std::size_t end = at;
    while (end < text.size() && context::is_word_byte(text[end])) ++end;
    const bool ends_as_key = end > at && end + 1 < text.size() && text[end] == ':' &&
                             !context::is_word_byte(text[end + 1]);
    if (ends_as_key) count += keys.contains(text.substr(at, end - at)) ? 2 : 1;
  }
  for (const std::string_view code : {": {", ": [", "({", "})", "=> ", "={", "} "}) {
    if (text.contains(code)) count += 2;
  }
  return count;
}

/// Lines of a module in a text of several.
std::uint32_t code_within(std::string_view text) {
  std::uint32_t count = text.ends_with(";`") ? 1 : 0;
  for (const std::string_view code : {";\n", "\n}", "\nexport ", "\nfunction ", "\nconst "}) {
    if (text.contains(code)) ++count;
  }
  return count;
}

bool is_attribute_of_truth(std::string_view name) {
  for (const std::string_view one :
       {"allowFullScreen", "async",    "autoFocus",  "autoPlay", "checked",     "controls",
        "default",         "defer",    "disabled",   "hidden",   "inert",       "loop",
        "multiple",        "muted",    "noValidate", "open",     "playsInline", "readOnly",
        "required",        "reversed", "selected"}) {
    if (name == one) return true;
  }
  return false;
}

/// The end of a text in quotes: a blank, the slash of its tag, or an attribute after it.
bool ends_too_late(std::string_view text, bool in_tag) {
  if (text.size() < 3) return false;
  text = text.substr(1, text.size() - 2);
  if (text.ends_with(' ') || text.ends_with(',') || text.ends_with(';')) return true;
  if (!in_tag) return false;
  const std::size_t blank = text.rfind(' ');
  const std::string_view last =
      blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  return last == "/" || text.contains(" {") || is_attribute_of_truth(last);
}

/// `, name,` and its like: a value that is a name alone, or a key that stands for both.
bool is_bare(const ScriptTokens& tokens, std::uint32_t at) {
  if (at == 0 || at + 1 >= tokens.size() || !tokens.is_word(at)) return false;
  if (context::is_digit(tokens.text_of(at).front())) return false;
  for (const std::string_view known : {"true", "false", "null", "undefined"}) {
    if (tokens.is_word(at, known)) return false;
  }
  const bool begins =
      tokens.is_mark(at - 1, ',') || tokens.is_mark(at - 1, '[') || tokens.is_mark(at - 1, ':');
  return begins && (tokens.is_mark(at + 1, ',') || tokens.is_mark(at + 1, ']') ||
                    tokens.is_mark(at + 1, '}'));
}

/// An attribute without a value that is none of HTML's.
bool is_bare_attribute(const ScriptTokens& tokens, std::uint32_t at) {
  return tokens[at].kind == TokenKind::jsx_name && !tokens.is_mark(at + 1, '=') &&
         !is_attribute_of_truth(tokens.text_of(at));
}

/// `} from module` without quotes.
bool names_no_module(const ScriptTokens& tokens, std::uint32_t at) {
  return at > 0 && tokens.is_word(at, "from") && tokens.is_mark(at - 1, '}') &&
         at + 1 < tokens.size() && tokens[at + 1].kind != TokenKind::string;
}

/// Of `"nav, open"` the name behind the comma; nothing where the text ends otherwise.
std::string_view last_item(std::string_view text) {
  const std::size_t comma = text.rfind(", ");
  if (comma == std::string_view::npos || text.size() < comma + 4) return {};
  const std::string_view item = text.substr(comma + 2, text.size() - comma - 3);
  const bool is_name = std::ranges::all_of(item, context::is_word_byte);
  return is_name ? item : std::string_view();
}

}  // namespace

std::uint32_t doubtful_ends(const ScriptTokens& tokens) {
  const Names keys = keys_of(tokens);
  std::map<std::string_view, std::uint32_t> times;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens.is_word(at) || tokens[at].kind == TokenKind::jsx_name) ++times[tokens.text_of(at)];
  }
  std::uint32_t count = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const std::string_view text = tokens.text_of(at);
    if (tokens[at].kind == TokenKind::string) {
      const bool in_tag =
          at > 1 && tokens.is_mark(at - 1, '=') && tokens[at - 2].kind == TokenKind::jsx_name;
      count += keys_within(text, keys);
      if (const auto item = last_item(text); !item.empty() && times.contains(item)) ++count;
      if (ends_too_late(text, in_tag) || tokens.is_mark(at + 1, '[')) count += 2;
    }
    const TokenKind kind = tokens[at].kind;
    if (kind == TokenKind::template_whole || kind == TokenKind::template_head ||
        kind == TokenKind::template_part) {
      count += code_within(text) + keys_within(text, keys);
      // Behind what was put in last, an argument is likelier than a sentence that goes on.
      const bool last = kind == TokenKind::template_part && text.ends_with('`');
      if (last && text.contains(", ")) ++count;
    }
    const bool substitutes = text == "$" && tokens.is_word(at);
    if (substitutes || names_no_module(tokens, at)) count += 2;
    const bool bare = is_bare(tokens, at) || is_bare_attribute(tokens, at);
    if (bare && times[text] == 1) count += 2;
  }
  return count;
}

bool has_open_text(const ScriptTokens& tokens) {
  const auto& stop = tokens.gave_up();
  if (stop && (stop->reason == context::GaveUp::Reason::unclosed_string ||
               stop->reason == context::GaveUp::Reason::unclosed_template)) {
    return true;
  }
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::string) continue;
    const std::string_view text = tokens.text_of(at);
    if (text.size() < 2 || text.front() != text.back()) return true;
  }
  return hides_elements(tokens);
}

bool hides_elements(const ScriptTokens& tokens) {
  for (std::uint32_t at = 2; at < tokens.size(); ++at) {
    const bool value = tokens[at].kind == TokenKind::string && tokens.is_mark(at - 1, '=') &&
                       tokens[at - 2].kind == TokenKind::jsx_name;
    if (!value) continue;
    const std::string_view text = tokens.text_of(at);
    if (text.contains('\n') && text.contains('<')) return true;
  }
  return false;
}

}  // namespace sitewright::healing
