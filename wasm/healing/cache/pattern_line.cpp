#include "healing/cache/pattern_line.hpp"

#include <algorithm>
#include <charconv>

#include "healing/cache/code_tokens.hpp"
#include "healing/cache/vocabulary.hpp"

namespace sitewright::healing {

namespace {

constexpr std::size_t kMaxNames = 8;
constexpr std::size_t kMaxName = 100;

/// A name of code or of a module, not a sentence.
bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxName) return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '.' || c == '/' || c == '-' || c == '@';
  });
}

std::string slot(std::string_view kind, std::size_t number) {
  return "%" + std::string(kind) + std::to_string(number) + "%";
}

bool is_own(const CodeToken& token) {
  switch (token.kind) {
    case TokenKind::word:
      return !is_code_word(token.text);
    case TokenKind::number:
      return true;
    case TokenKind::string:
      return !is_known_module(inner_of(token.text));
    case TokenKind::mark:
      return false;
  }
  return true;
}

void append(std::string& to, const CodeToken& token, std::string_view text) {
  if (token.after_blank) to += ' ';
  to += text;
}

/// A token that stands for itself.
std::string literal(const CodeToken& token) {
  return token.text == "%" ? std::string("%%") : std::string(token.text);
}

/// A token of a pattern.
struct PatternToken {
  bool is_slot;
  std::string_view text;  ///< a slot's without its percent signs
  bool after_blank;
};

/// nullopt for a line that no pattern has.
std::optional<std::vector<PatternToken>> pattern_tokens(std::string_view line) {
  std::vector<PatternToken> tokens;
  line.remove_prefix(indentation_of(line));
  while (!line.empty()) {
    const bool blank = line.front() == ' ';
    if (blank) {
      line.remove_prefix(1);
      continue;
    }
    const bool after_blank =
        !tokens.empty() && *(line.data() - 1) == ' ';  // the pattern begins with no blank
    if (line.front() == '%') {
      const auto end = line.find('%', 1);
      if (end == std::string_view::npos) return std::nullopt;
      if (end == 1) {
        tokens.push_back({false, line.substr(0, 1), after_blank});
      } else {
        tokens.push_back({true, line.substr(1, end - 1), after_blank});
      }
      line.remove_prefix(end + 1);
      continue;
    }
    const auto next = std::min(line.find('%'), line.size());
    const auto code = code_tokens(line.substr(0, next));
    if (code.empty()) return std::nullopt;
    tokens.push_back({false, code.front().text, after_blank});
    line.remove_prefix(code.front().text.size());
  }
  return tokens;
}

/// The number in "m12"; nullopt when there is none.
std::optional<std::size_t> number_of(std::string_view slot, std::size_t prefix) {
  std::size_t number = 0;
  const auto* end = slot.data() + slot.size();
  const auto [stop, error] = std::from_chars(slot.data() + prefix, end, number);
  if (error != std::errc{} || stop != end || number == 0) return std::nullopt;
  return number;
}

}  // namespace

std::vector<std::string> quoted_names(std::string_view message) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < message.size() && names.size() < kMaxNames; ++at) {
    const char quote = message[at];
    if (quote != '\'' && quote != '"' && quote != '`') continue;
    const auto end = message.find(quote, at + 1);
    if (end == std::string_view::npos) continue;
    const auto name = message.substr(at + 1, end - at - 1);
    if (!is_name(name)) continue;
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    at = end;
  }
  return names;
}

std::string Slots::named(std::string_view text) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == text) return slot("m", i + 1);
    if (text.size() >= 2 && names_[i] == inner_of(text)) return slot("s", i + 1);
  }
  return {};
}

std::string Slots::take(std::string_view line) {
  std::string pattern(indentation_of(line), ' ');
  for (const auto& token : code_tokens(line)) {
    if (!is_own(token)) {
      append(pattern, token, literal(token));
      continue;
    }
    if (const auto name = named(token.text); !name.empty()) {
      append(pattern, token, name);
      continue;
    }
    const auto [at, fresh] = slots_.try_emplace(std::string(token.text), slots_.size() + 1);
    if (fresh) used_.push_back(false);
    append(pattern, token, slot("", at->second));
  }
  return pattern;
}

std::optional<std::string> Slots::make(std::string_view line) {
  std::string pattern(indentation_of(line), ' ');
  for (const auto& token : code_tokens(line)) {
    if (!is_own(token)) {
      append(pattern, token, literal(token));
      continue;
    }
    if (const auto at = slots_.find(token.text); at != slots_.end()) {
      used_[at->second - 1] = true;
      append(pattern, token, slot("", at->second));
      continue;
    }
    const auto name = named(token.text);
    if (name.empty()) return std::nullopt;
    append(pattern, token, name);
  }
  return pattern;
}

bool Slots::all_used() const {
  return std::ranges::find(used_, false) == used_.end();
}

bool Bindings::match(std::string_view pattern, std::string_view line) {
  const auto wanted = pattern_tokens(pattern);
  const auto tokens = code_tokens(line);
  if (!wanted || wanted->size() != tokens.size()) return false;
  auto bound = bound_;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& [is_slot, text, after_blank] = (*wanted)[i];
    const auto& token = tokens[i];
    if (!is_slot) {
      if (token.text != text) return false;
    } else if (text.starts_with('m') || text.starts_with('s')) {
      const auto number = number_of(text, 1);
      if (!number || *number > names_.size()) return false;
      const auto& name = names_[*number - 1];
      const bool same = text.starts_with('m')
                            ? token.text == name
                            : token.kind == TokenKind::string && inner_of(token.text) == name;
      if (!same) return false;
    } else {
      if (!is_own(token)) return false;
      const auto [at, fresh] = bound.try_emplace(std::string(text), token.text);
      if (!fresh && at->second != token.text) return false;
    }
  }
  bound_ = std::move(bound);
  return true;
}

std::optional<std::string> Bindings::fill(std::string_view pattern) const {
  const auto tokens = pattern_tokens(pattern);
  if (!tokens) return std::nullopt;
  std::string line;
  for (const auto& [is_slot, text, after_blank] : *tokens) {
    if (after_blank) line += ' ';
    if (!is_slot) {
      line += text;
    } else if (text.starts_with('m') || text.starts_with('s')) {
      const auto number = number_of(text, 1);
      if (!number || *number > names_.size()) return std::nullopt;
      const auto& name = names_[*number - 1];
      line += text.starts_with('m') ? name : '"' + name + '"';
    } else {
      const auto at = bound_.find(text);
      if (at == bound_.end()) return std::nullopt;
      line += at->second;
    }
  }
  return line;
}

}  // namespace sitewright::healing
