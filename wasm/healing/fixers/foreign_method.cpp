// Methods and functions of other languages on texts and lists: append, contains, strip, len(x),
// x.length(), print(); methods of a text on a number and of a number on a text.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

struct Method {
  std::string_view foreign;
  std::string_view own;
};

// Only names that neither texts nor lists have here.
constexpr std::array methods{Method{"append", "push"},
                             Method{"add", "push"},
                             Method{"push_back", "push"},
                             Method{"contains", "includes"},
                             Method{"include", "includes"},
                             Method{"has", "includes"},
                             Method{"lower", "toLowerCase"},
                             Method{"downcase", "toLowerCase"},
                             Method{"to_lower", "toLowerCase"},
                             Method{"upper", "toUpperCase"},
                             Method{"upcase", "toUpperCase"},
                             Method{"strip", "trim"},
                             Method{"startswith", "startsWith"},
                             Method{"starts_with", "startsWith"},
                             Method{"endswith", "endsWith"},
                             Method{"ends_with", "endsWith"},
                             Method{"each", "forEach"},
                             Method{"foreach", "forEach"},
                             Method{"select", "filter"},
                             Method{"where", "filter"},
                             Method{"collect", "map"},
                             Method{"any", "some"},
                             Method{"all", "every"}};

bool is_size(std::string_view word) {
  return word == "size" || word == "count" || word == "len" || word == "length";
}

/// The name behind the dot at the place, or right behind it.
std::uint32_t member_at(const Source& source, std::uint32_t offset, std::string_view name) {
  const auto place = word_near(source, offset, name);
  if (!place) return source.tokens->size();
  const std::uint32_t at = source.token_at(*place);
  const bool member =
      at > 0 && (source.tokens->is_mark(at - 1, '.') || source.tokens->text_of(at - 1) == "?.");
  return member ? at : source.tokens->size();
}

/// `.length()` and `.size()` as `.length`.
std::vector<Repair> size_of(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t end = tokens[at].end;
  if (tokens.is_mark(at + 1, '(') && tokens.is_mark(at + 2, ')')) end = tokens[at + 2].end;
  return only("Read .length.", {{std::string(source.path), tokens[at].begin, end, "length"}});
}

/// Of texts and lists only: a type of one's own has methods of its own.
bool is_text_or_list(std::string_view message) {
  const std::size_t at = message.find("on type '");
  if (at == std::string_view::npos) return false;
  std::string_view type = message.substr(at + 9);
  type = type.substr(0, type.find("'."));
  while (type.ends_with('.') || type.ends_with('\'')) type.remove_suffix(1);
  return type == "string" || type == "String" || type.ends_with("[]") || type.starts_with("\"") ||
         type.starts_with("readonly ");
}

/// `len(x)` as `x.length`.
std::vector<Repair> length_of(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!tokens.is_word(at, "len") || !tokens.is_mark(at + 1, '(')) return {};
  const std::uint32_t close = tokens.partner(at + 1);
  if (close <= at + 2) return {};
  const bool chain = chain_end(source, at + 2) == close;
  return only("Read .length.",
              {{std::string(source.path), tokens[at].begin, tokens[at + 1].end, chain ? "" : "("},
               {std::string(source.path), tokens[close].begin, tokens[close].end,
                chain ? ".length" : ").length"}});
}

/// The bracket that the token closes; the token itself when it closes none.
std::uint32_t opening_of(const ScriptTokens& tokens, std::uint32_t at) {
  if (!tokens.is_mark(at, ')') && !tokens.is_mark(at, ']')) return at;
  std::uint32_t open = at;
  do --open;
  while (open > 0 && tokens.partner(open) != at);
  return open;
}

/// The first token of the operand whose member stands behind the dot at `dot`.
std::uint32_t operand_before(const ScriptTokens& tokens, std::uint32_t dot) {
  std::uint32_t at = dot;
  while (at > 0) {
    at = opening_of(tokens, at - 1);
    const bool opens = tokens.is_mark(at, '(') || tokens.is_mark(at, '[');
    const bool free =
        at == 0 || tokens.is_word(at - 1, "return") || tokens.is_word(at - 1, "await");
    // Of a call or an index, what stands in front of it is the operand.
    if (opens && !free && (tokens.is_word(at - 1) || tokens.is_mark(at - 1, ')'))) continue;
    if (at < 2 || !(tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.")) break;
    --at;
  }
  return at;
}

constexpr std::string_view of_texts =
    " toUpperCase toLowerCase padStart padEnd split slice substring trim replace replaceAll charAt "
    "includes startsWith endsWith concat repeat match length ";
constexpr std::string_view of_numbers = " toFixed toPrecision ";

/// `price.padStart(6)` of a number, `price.toFixed(2)` of a text.
std::vector<Repair> converted(const Source& source, std::uint32_t at, std::string_view name,
                              std::string_view message) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string word = " " + std::string(name) + " ";
  const bool number = message.contains("on type 'number'") && of_texts.contains(word);
  const bool text = message.contains("on type 'string'") && of_numbers.contains(word);
  if (at == 0 || (!number && !text)) return {};
  const std::uint32_t first = operand_before(tokens, at - 1);
  if (!tokens.is_word(first) && !tokens.is_mark(first, '(')) return {};
  const std::string function = number ? "String" : "Number";
  return only("Read it as a " + std::string(number ? "text" : "number") + ".",
              {{std::string(source.path), tokens[first].begin, tokens[first].begin, function + "("},
               {std::string(source.path), tokens[at - 1].begin, tokens[at - 1].begin, ")"}});
}

}  // namespace

std::vector<Repair> fix_foreign_method(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  if (problem.code == "TS2304" || problem.code == "TS2552" || problem.code == "reference_error") {
    if (auto length = length_of(source, place.offset); !length.empty()) return length;
    const std::uint32_t at = source.token_at(place.offset);
    if (!tokens.is_word(at, "print") || !tokens.is_mark(at + 1, '(')) return {};
    return only("Write to the console.",
                {{std::string(source.path), tokens[at].begin, tokens[at].end, "console.log"}});
  }
  if (problem.code == "TS2349") {
    const std::uint32_t at = source.token_at(place.offset);
    for (std::uint32_t name = at; name < std::min(at + 8, tokens.size()); ++name) {
      const bool called = tokens.is_word(name, "length") && tokens.is_mark(name + 1, '(');
      if (called && name > 0 && tokens.is_mark(name - 1, '.')) return size_of(source, name);
    }
    return {};
  }
  const std::string name = quoted(problem.message, 0);
  const std::uint32_t at = member_at(source, place.offset, name);
  if (at >= tokens.size()) return {};
  if (auto other = converted(source, at, name, problem.message); !other.empty()) return other;
  if (!is_text_or_list(problem.message)) return {};
  if (is_size(name)) return size_of(source, at);
  const auto known = std::ranges::find(methods, name, &Method::foreign);
  if (known == methods.end()) return {};
  const std::string own(known->own);
  return only("Write ." + own + " instead of ." + name + ".",
              {{std::string(source.path), tokens[at].begin, tokens[at].end, own}});
}

}  // namespace sitewright::healing
