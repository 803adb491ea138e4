#include "context/pack/chunk_value.hpp"

#include <algorithm>

#include "context/rank/fixed_math.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

constexpr std::array<double, line_signal_count> line_weights{
#define LINE_SIGNAL(name, weight) weight,
#include "context/pack/line_weights.inc"
#undef LINE_SIGNAL
};

double& at(BlockFeatures& features, LineSignal signal) {
  return features[static_cast<std::size_t>(signal)];
}

void add_symbol(const Layout& layout, const Block& chunk, Matcher& matcher, BlockFeatures& row) {
  if (chunk.symbol == no_parent) {
    at(row, LineSignal::no_symbol) = 1;
    return;
  }
  const auto& inner = layout.symbols[chunk.symbol];
  at(row, LineSignal::symbol_words) = matcher.words_share(matcher.match(inner.name).words);
  const auto* outer = &inner;
  while (outer->parent != no_parent) outer = &layout.symbols[outer->parent];
  at(row, LineSignal::outer_words) = matcher.words_share(matcher.match(outer->name).words);
  at(row, LineSignal::exported) = outer->exported ? 1 : 0;
  at(row, LineSignal::component) = outer->kind == SymbolKind::component ? 1 : 0;
  at(row, LineSignal::type) = inner.kind == SymbolKind::type ? 1 : 0;
  at(row, LineSignal::constant) = inner.kind == SymbolKind::constant ? 1 : 0;
  at(row, LineSignal::method) = inner.kind == SymbolKind::method ? 1 : 0;
}

}  // namespace

std::vector<BlockFeatures> chunk_features(const Layout& layout, Role role, double score,
                                          Matcher& matcher) {
  std::vector<BlockFeatures> rows(layout.chunks.size());
  double best = 0;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const auto& chunk = layout.chunks[index];
    auto& row = rows[index];
    const auto found = matcher.match(layout.text, layout.words_of(index));
    const double words = matcher.words_share(found.words);
    best = std::max(best, words);
    at(row, LineSignal::file_score) = score / 5.0;
    at(row, LineSignal::file_lines) = log2_of(layout.lines()) / 10.0;
    at(row, LineSignal::words) = words;
    at(row, LineSignal::pairs) = matcher.pairs_share(found.pairs);
    at(row, LineSignal::names) = matcher.names_share(found.names);
    at(row, LineSignal::imports) = chunk.imports ? 1 : 0;
    at(row, LineSignal::position) = static_cast<double>(index) / static_cast<double>(rows.size());
    const auto lines = chunk.lines.last - chunk.lines.first + 1;
    at(row, LineSignal::chunk_lines) = log2_of(lines) / 4.0;
    at(row, LineSignal::test_file) = role == Role::test || role == Role::story ? 1 : 0;
    at(row, LineSignal::style_file) = role == Role::style ? 1 : 0;
    at(row, LineSignal::text_file) =
        role == Role::locale || role == Role::data || role == Role::docs || role == Role::config
            ? 1
            : 0;
    add_symbol(layout, chunk, matcher, row);
  }
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const auto words = [&](std::size_t of) { return at(rows[of], LineSignal::words); };
    const double before = index > 0 ? words(index - 1) : 0;
    const double after = index + 1 < rows.size() ? words(index + 1) : 0;
    at(rows[index], LineSignal::beside_words) = std::max(before, after);
    at(rows[index], LineSignal::words_of_best) = best > 0 ? words(index) / best : 0;
    at(rows[index], LineSignal::first_chunk) = index == 0 ? 1 : 0;
    at(rows[index], LineSignal::last_chunk) = index + 1 == rows.size() ? 1 : 0;
  }
  return rows;
}

double line_value(const BlockFeatures& features) {
  double sum = 0;
  for (std::size_t index = 0; index < line_signal_count; ++index) {
    sum += features[index] * line_weights[index];
  }
  return exp_of(std::clamp(sum - 10.0, -600.0, 600.0));
}

}  // namespace sitewright::context
