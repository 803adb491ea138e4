#include "healing/fixers/exported_objects.hpp"

#include <algorithm>

namespace sitewright::healing {

using context::ScriptTokens;
using context::TokenKind;

std::string_view text_in_quotes(const ScriptTokens& tokens, std::uint32_t at) {
  if (at >= tokens.size() || tokens[at].kind != TokenKind::string) return {};
  const std::string_view text = tokens.text_of(at);
  return text.size() < 2 ? std::string_view() : text.substr(1, text.size() - 2);
}

std::string words_joined(std::string_view name) {
  std::string out;
  char last = 0;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower_before = (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9');
    const bool begins = upper && lower_before;
    const bool part = context::is_word_byte(c) && c != '_' && c != '$';
    if ((begins || !part) && !out.empty() && out.back() != '-') out += '-';
    if (part) out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    last = c;
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

std::vector<ObjectMember> object_members(const ScriptTokens& tokens, std::uint32_t open) {
  std::vector<ObjectMember> out;
  if (!tokens.is_mark(open, '{')) return out;
  const std::uint32_t end = std::min(tokens.partner(open), tokens.size());
  bool begins = true;
  for (std::uint32_t at = open + 1; at < end; at = tokens.after(at)) {
    const bool key = tokens.is_word(at) || tokens[at].kind == TokenKind::string;
    if (begins && key) {
      const std::string_view name =
          tokens.is_word(at) ? tokens.text_of(at) : text_in_quotes(tokens, at);
      out.push_back({name, at, tokens.is_mark(at + 1, ':') ? at + 2 : at});
    }
    begins = tokens.is_mark(at, ',');
  }
  return out;
}

const ObjectMember* ExportedObject::member(std::string_view wanted) const {
  const auto found = std::ranges::find(members, wanted, &ObjectMember::name);
  return found == members.end() ? nullptr : &*found;
}

std::string_view ExportedObject::text_of(std::string_view wanted) const {
  const ObjectMember* found = member(wanted);
  if (found == nullptr || found->value == found->key) return {};
  return text_in_quotes(*source->tokens, found->value);
}

namespace {

/// The `{` of the value of `export const name: Type = {`, or size().
std::uint32_t value_of(const ScriptTokens& tokens, std::uint32_t name) {
  constexpr std::uint32_t longest_type = 40;
  std::uint32_t at = name + 1;
  if (tokens.is_mark(at, ':')) {
    const std::uint32_t stop = std::min(at + longest_type, tokens.size());
    while (at < stop && !tokens.is_mark(at, '=') && !tokens.is_mark(at, ';')) ++at;
  }
  return tokens.is_mark(at, '=') && tokens.is_mark(at + 1, '{') ? at + 1 : tokens.size();
}

}  // namespace

std::vector<ExportedObject> exported_objects(Workbench& bench) {
  std::vector<ExportedObject> out;
  for (const Source* source : bench.scripts()) {
    const ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
      const bool exported =
          tokens.is_word(at, "export") && tokens.is_word(at + 1, "const") && tokens.is_word(at + 2);
      if (!exported) continue;
      const std::uint32_t open = value_of(tokens, at + 2);
      if (open == tokens.size() || tokens.partner(open) == open) continue;
      ExportedObject one{source, tokens.text_of(at + 2), object_members(tokens, open)};
      for (std::uint32_t next = open + 1; next < tokens.partner(open); next = tokens.after(next)) {
        one.is_open = one.is_open || tokens.text_of(next) == "...";
      }
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace sitewright::healing
