#include "context/rank/rank.hpp"

#include <algorithm>
#include <array>

#include "context/rank/fixed_math.hpp"
#include "sorting/sort.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

#define HINT(name, weight) constexpr double name = weight;
#include "context/rank/weights.inc"

void add_near(const Corpus& corpus, FileIndex file, double one, double two,
              std::vector<double>& bonus) {
  const auto& files = corpus.files();
  const auto raise = [&](FileIndex at, double value) { bonus[at] = std::max(bonus[at], value); };
  for (const auto* steps : {&files[file].imports, &files[file].importers}) {
    for (const auto near : *steps) {
      raise(near, one);
      if (two <= 0) continue;
      for (const auto further : files[near].imports) raise(further, two);
    }
  }
}

struct Hinted {
  std::vector<double> bonus;
  std::vector<std::string_view> reason;
};

Hinted add_hints(const Corpus& corpus, const Hints& hints) {
  const auto count = corpus.files().size();
  Hinted hinted{std::vector<double>(count), std::vector<std::string_view>(count)};
  std::vector<double> near(count);
  for (const auto file : hints.focus) {
    add_near(corpus, file, focus_one_step, focus_two_steps, near);
    for (const auto beside : corpus.directories()[corpus.files()[file].directory].files) {
      near[beside] = std::max(near[beside], focus_beside);
    }
  }
  for (const auto file : hints.errors) add_near(corpus, file, error_one_step, 0, near);
  for (std::size_t at = 0; at < count; ++at) {
    hinted.bonus[at] = near[at];
    if (near[at] > 0) hinted.reason[at] = "near a file of the task";
  }
  double recent = recent_latest;
  for (const auto file : hints.recent) {
    hinted.bonus[file] += recent;
    if (hinted.reason[file].empty()) hinted.reason[file] = "changed lately";
    recent *= recent_next;
  }
  for (const auto file : hints.errors) {
    hinted.bonus[file] += error_itself;
    hinted.reason[file] = "an error points here";
  }
  for (const auto file : hints.focus) {
    hinted.bonus[file] += focus_itself;
    hinted.reason[file] = "named by the step";
  }
  return hinted;
}

double weighted(std::span<const double, signal_count> row) {
  double sum = 0;
  for (std::size_t at = 0; at < signal_count; ++at) sum += row[at] * signal_rows[at].weight;
  return sum;
}

// The features that gave the most, each reason once.
std::vector<std::string_view> reasons_of(std::span<const double, signal_count> row,
                                         std::string_view hint) {
  std::array<std::size_t, signal_count> order{};
  for (std::size_t at = 0; at < signal_count; ++at) order[at] = at;
  const auto part = [&](std::size_t at) { return row[at] * signal_rows[at].weight; };
  sort_stably(order, [&](auto left, auto right) { return part(left) > part(right); });
  std::vector<std::string_view> reasons;
  if (!hint.empty()) reasons.push_back(hint);
  constexpr double least = 0.2;
  for (const auto at : order) {
    if (reasons.size() == 3 || part(at) < least) break;
    const auto reason = signal_rows[at].reason;
    if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) {
      reasons.push_back(reason);
    }
  }
  return reasons;
}

void share_out(std::vector<Ranked>& ranked) {
  double all = 0;
  for (auto& one : ranked) all += one.share = exp_of(one.score - ranked.front().score);
  for (auto& one : ranked) one.share /= all;
}

}  // namespace

std::vector<Ranked> rank(const Corpus& corpus, const Query& query, const Hints& hints) {
  const auto features = features_of(corpus, query);
  const auto hinted = add_hints(corpus, hints);
  std::vector<Ranked> ranked(corpus.files().size());
  for (FileIndex at = 0; at < ranked.size(); ++at) {
    ranked[at].file = at;
    ranked[at].score = weighted(features.row(at)) + hinted.bonus[at];
  }
  sort_stably(ranked, [&](const Ranked& left, const Ranked& right) {
    if (left.score != right.score) return left.score > right.score;
    return corpus.files()[left.file].path < corpus.files()[right.file].path;
  });
  if (ranked.empty()) return ranked;
  share_out(ranked);
  constexpr std::size_t explained = 256;
  for (std::size_t at = 0; at < std::min(explained, ranked.size()); ++at) {
    ranked[at].reasons = reasons_of(features.row(ranked[at].file), hinted.reason[ranked[at].file]);
  }
  return ranked;
}

}  // namespace sitewright::context
