// A number that was given its wide type where it was written, and whose narrow one is asked for
// elsewhere: `as const` behind the list that it was taken from.
#include <algorithm>
#include <string>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/type_pairs.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// `1 | 2 | 3`, taken apart; empty where the type is anything else as well.
std::vector<std::string_view> numbers_of(std::string_view type) {
  std::vector<std::string_view> out;
  while (!type.empty()) {
    const std::size_t bar = std::min(type.find('|'), type.size());
    const std::string_view one = trimmed(type.substr(0, bar));
    type.remove_prefix(std::min(bar + 1, type.size()));
    if (one.empty() && out.empty()) continue;  // a bar in front of the first
    if (one.empty() || one.find_first_not_of("0123456789.-") != std::string_view::npos) return {};
    out.push_back(one);
  }
  return out;
}

/// Whether the list holds nothing but such numbers.
bool holds_only(const ScriptTokens& tokens, std::uint32_t open,
                const std::vector<std::string_view>& numbers) {
  const std::uint32_t close = tokens.partner(open);
  if (!tokens.is_mark(open, '[') || close <= open + 1) return false;
  for (std::uint32_t at = open + 1; at < close; ++at) {
    if (tokens.is_mark(at, ',')) continue;
    if (!std::ranges::contains(numbers, tokens.text_of(at))) return false;
  }
  return true;
}

/// The value of the nearest constant of that name above its use; size() where there is none.
std::uint32_t value_of(const ScriptTokens& tokens, std::uint32_t use) {
  const std::string_view name = tokens.text_of(use);
  for (std::uint32_t at = use; at-- > 1;) {
    const bool declared =
        tokens.is_word(at - 1, "const") && tokens.is_word(at, name) && tokens.is_mark(at + 1, '=');
    if (declared) return at + 2;
  }
  return tokens.size();
}

constexpr int most_names = 4;  // `const a = b[0]; const b = c[0]; …`

/// The list behind `const tones = [` and `= ([`, within `const tone = pick([`, and behind the
/// `tones` of `const tone = tones[i]`; size() where there is none.
std::uint32_t list_of(const ScriptTokens& tokens, std::uint32_t use) {
  for (int names = 0; names < most_names; ++names) {
    const std::uint32_t first = value_of(tokens, use);
    std::uint32_t value = first;
    while (tokens.is_word(value) || tokens.is_mark(value, '.')) ++value;
    if (value == first + 1 && tokens.is_mark(value, '[')) {
      use = first;
      continue;
    }
    if (tokens.is_mark(value, '(')) ++value;
    return tokens.is_mark(value, '[') ? value : tokens.size();
  }
  return tokens.size();
}

}  // namespace

std::vector<Repair> fix_narrow_numbers(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string_view message = problem.message;
  const std::vector<Types> types = types_in(message.substr(0, message.find('\n')));
  if (types.empty() || types.front().is != "number") return {};
  std::string_view declared = type_body(bench, types.front().wanted);
  declared.remove_prefix(std::min(declared.find('=') + 1, declared.size()));
  if (declared.ends_with(';')) declared.remove_suffix(1);
  const std::vector<std::string_view> numbers =
      numbers_of(declared.empty() ? std::string_view(types.front().wanted) : declared);
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t use = source.token_at(place.offset);
  if (numbers.empty() || !tokens.is_word(use)) return {};
  const std::uint32_t list = list_of(tokens, use);
  if (list >= tokens.size() || !holds_only(tokens, list, numbers)) return {};
  const std::uint32_t end = tokens[tokens.partner(list)].end;
  return only("Let a list keep the numbers it was given.",
              {{std::string(source.path), end, end, " as const"}});
}

}  // namespace sitewright::healing
