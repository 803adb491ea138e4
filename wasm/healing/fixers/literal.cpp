// A literal that its type does not allow, where one allowed one is near; numbers written as texts
// and texts as numbers.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/type_pairs.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::TokenKind;

/// The string literal of that text at or after the place.
std::optional<std::uint32_t> literal_token(const Source& source, std::uint32_t offset,
                                           std::string_view inner) {
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = source.token_at(offset); at < tokens.size(); ++at) {
    if (tokens[at].begin > offset + 600) break;
    if (tokens[at].kind != TokenKind::string) continue;
    const std::string_view text = tokens.text_of(at);
    if (text.size() == inner.size() + 2 && text.substr(1, inner.size()) == inner) return at;
  }
  return std::nullopt;
}

bool is_text(std::string_view type) {
  return type.size() >= 2 && type.front() == '"' && type.back() == '"';
}

bool is_number(std::string_view type) {
  return !type.empty() && std::ranges::all_of(type, [](char c) {
    return context::is_digit(c) || c == '.' || c == '-';
  });
}

std::vector<Repair> nearer_literal(Workbench& bench, const Source& source, std::uint32_t offset,
                                   const Types& types) {
  if (!is_text(types.is)) return {};
  const std::string inner = types.is.substr(1, types.is.size() - 2);
  const auto token = literal_token(source, offset, inner);
  if (!token) return {};
  std::vector<std::string> allowed = literals_of(bench, types.wanted);
  sort_stably(allowed);
  const auto repeated = std::ranges::unique(allowed);
  allowed.erase(repeated.begin(), repeated.end());
  std::string right = nearest_name(inner, allowed);
  if (right.empty()) {  // "large" for "lg", "small" for "sm": the one that begins so
    for (const std::string& one : allowed) {
      const bool begins = !one.empty() && (inner.starts_with(one) || one.starts_with(inner));
      if (begins) right = right.empty() ? one : std::string("\n");
    }
  }
  if (right.empty() || right == "\n") return {};
  const context::Token& at = (*source.tokens)[*token];
  return only("Write \"" + right + "\" instead of \"" + inner + "\".",
              {{std::string(source.path), at.begin + 1, at.end - 1, right}});
}

std::vector<Repair> other_kind(const Source& source, std::uint32_t offset, const Types& types) {
  const auto value = value_at(source, offset);
  if (!value || value->end != value->first + 1) return {};
  const context::ScriptTokens& tokens = *source.tokens;
  const std::string_view written = tokens.text_of(value->first);
  const std::string path(source.path);
  const bool wants_number = types.wanted == "number" || types.wanted == "number | undefined";
  const bool wants_text = types.wanted == "string" || types.wanted == "string | undefined";
  const bool wants_truth = types.wanted == "boolean" || types.wanted == "boolean | undefined";
  if (tokens[value->first].kind == TokenKind::string && written.size() > 2) {
    const std::string inner(written.substr(1, written.size() - 2));
    const bool fits = (wants_number && is_number(inner)) ||
                      (wants_truth && (inner == "true" || inner == "false"));
    if (!fits) return {};
    const bool braces = value->is_attribute && !value->in_braces;
    return only("Write " + inner + " instead of a text.",
                {{path, value->begin_byte, value->end_byte, braces ? "{" + inner + "}" : inner}});
  }
  const bool plain = is_number(written) || written == "true" || written == "false";
  if (wants_text && plain) {
    return only("Write \"" + std::string(written) + "\" as a text.",
                {{path, value->begin_byte, value->end_byte, "\"" + std::string(written) + "\""}});
  }
  // One where a list is wanted.
  return {};
}

/// `x` where `x[]` is wanted.
std::vector<Repair> as_list(const Source& source, std::uint32_t offset, const Types& types) {
  const bool list =
      types.wanted == types.is + "[]" || types.wanted == "readonly " + types.is + "[]";
  if (!list) return {};
  const auto value = value_at(source, offset);
  if (!value || (value->is_attribute && !value->in_braces)) return {};
  const std::string path(source.path);
  std::vector<Repair> out =
      only("Put the value into a list.", {{path, value->begin_byte, value->begin_byte, "["},
                                          {path, value->end_byte, value->end_byte, "]"}});
  return out;
}

}  // namespace

std::vector<Repair> fix_literal(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<Repair> out;
  for (const Types& types : types_in(problem.message)) {
    for (Repair& one : nearer_literal(bench, *place.source, place.offset, types)) {
      out.push_back(std::move(one));
    }
    for (Repair& one : other_kind(*place.source, place.offset, types))
      out.push_back(std::move(one));
    for (Repair& one : as_list(*place.source, place.offset, types)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace sitewright::healing
