#include "context/pack/candidates.hpp"

#include <algorithm>

namespace sitewright::context {

std::optional<std::string> never_shown(const CorpusFile& file, bool pinned) {
  if (!pinned && (file.role == Role::lock || file.role == Role::vendored)) {
    return std::string(name_of(file.role)) + " files are not shown";
  }
  if (file.record->binary) return "binary";
  return std::nullopt;
}

std::size_t candidates_of(std::span<const Ranked> ranked, const Corpus& corpus,
                          std::size_t budget) {
  constexpr std::size_t least_view = 12;  // tokens of a file with its header
  const auto least = std::clamp<std::size_t>(budget / 120, 12, 400);
  const auto most = std::max(least, budget / least_view);
  constexpr double most_bytes = 8 << 20;  // with what is known of them a third of a module's memory
  const double enough = std::min(most_bytes, 3 * 3.6 * static_cast<double>(budget));
  double bytes = 0;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < ranked.size(); ++at) {
    if (taken >= least && (bytes >= enough || taken >= most)) return at;
    const auto& file = corpus.files()[ranked[at].file];
    if (never_shown(file, false)) continue;
    bytes += std::min<double>(file.record->bytes, enough / 8);  // of a large one parts are shown
    ++taken;
  }
  return ranked.size();
}

}  // namespace sitewright::context
