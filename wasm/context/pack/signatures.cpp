#include "context/pack/signatures.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>

#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// More of them buy less than more files do, measured by tests/context/retrieval.
constexpr std::size_t most_signatures = 6;
constexpr std::size_t most_bytes = 160;  // of one file; a single signature may be longer

struct Scored {
  double score = 0;
  std::uint32_t symbol = 0;
};

}  // namespace

std::vector<std::uint32_t> chosen_signatures(const Layout& layout, Matcher& matcher) {
  std::vector<Scored> scored;
  for (std::uint32_t at = 0; at < layout.symbols.size(); ++at) {
    const auto& symbol = layout.symbols[at];
    if (symbol.parent != no_parent) continue;
    const double words = matcher.words_share(matcher.match(symbol.name).words);
    scored.push_back({words * 2.0 + (symbol.exported ? 0.5 : 0.0), at});
  }
  sort_stably(scored, std::ranges::greater{}, &Scored::score);
  std::vector<std::uint32_t> chosen;
  std::size_t bytes = 0;
  for (const auto& one : scored) {
    const auto& head = layout.symbols[one.symbol].head;
    bytes += std::min<std::size_t>(head.end - head.begin, max_signature_bytes) + 6;
    if (!chosen.empty() && (bytes > most_bytes || chosen.size() == most_signatures)) break;
    chosen.push_back(one.symbol);
  }
  sort_stably(chosen);
  return chosen;
}

std::optional<std::string> limit_of(const Layout& layout, ViewKind kind) {
  if (!layout.gave_up || kind == ViewKind::full) return std::nullopt;
  return "read up to line " + std::to_string(layout.gave_up->line) + ": " +
         std::string(name_of(layout.gave_up->reason));
}

}  // namespace sitewright::context
