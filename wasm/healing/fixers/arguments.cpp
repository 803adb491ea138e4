// More arguments than a function takes: `formatPrice(price, "EUR", true)`. What does nothing goes.
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// The last number in front of `behind`: 2 of "Expected 1-2 arguments, but got 3.".
std::size_t number_before(std::string_view message, std::string_view behind) {
  std::size_t end = message.find(behind);
  if (end == std::string_view::npos) return 0;
  std::size_t begin = end;
  while (begin > 0 && context::is_digit(message[begin - 1])) --begin;
  std::size_t out = 0;
  for (; begin < end && out < 1'000; ++begin)
    out = out * 10 + static_cast<std::size_t>(message[begin] - '0');
  return out;
}

}  // namespace

std::vector<Repair> fix_arguments(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const std::size_t taken = number_before(problem.message, " argument");
  const std::uint32_t at = source.token_at(place.offset);  // of the first argument too many
  const std::uint32_t open = opening_around(source, at);
  if (taken == 0 || open >= tokens.size() || !tokens.is_mark(open, '(')) return {};
  const std::uint32_t close = tokens.partner(open);
  std::size_t commas = 0;
  for (std::uint32_t in = open + 1; in < at; in = tokens.after(in))
    commas += tokens.is_mark(in, ',');
  const bool last = commas == taken && tokens.is_mark(at - 1, ',');
  if (!last || !is_inert(source, at, close)) return {};
  return only("Leave out an argument that is not taken.",
              {{std::string(source.path), tokens[at - 1].begin, tokens[close].begin, ""}});
}

}  // namespace sitewright::healing
