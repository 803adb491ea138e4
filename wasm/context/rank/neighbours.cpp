#include "context/rank/neighbours.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// A file that hundreds import says little about any of them.
constexpr std::size_t most_importers = 60;
constexpr std::size_t most_imports = 80;

struct Heard {
  double best = 0;
  double mean = 0;  // of the three best
};

class Top {
 public:
  void hear(double value) {
    if (value <= three_[2]) return;
    three_[2] = value;
    if (three_[2] > three_[1]) std::swap(three_[1], three_[2]);
    if (three_[1] > three_[0]) std::swap(three_[0], three_[1]);
  }
  [[nodiscard]] Heard heard() const {
    return {three_[0], (three_[0] + three_[1] + three_[2]) / 3.0};
  }
  /// As if `value` had not been heard.
  [[nodiscard]] Heard without(double value, double fourth) const {
    auto rest = three_;
    const auto at = std::ranges::find(rest, value);
    if (at == rest.end()) return heard();
    std::copy(at + 1, rest.end(), at);
    rest[2] = fourth;
    return {rest[0], (rest[0] + rest[1] + rest[2]) / 3.0};
  }

 private:
  std::array<double, 3> three_{};
};

Heard hear(std::span<const FileIndex> files, std::span<const double> opinion) {
  Top top;
  for (const auto file : files) top.hear(opinion[file]);
  return top.heard();
}

void add_links(const Corpus& corpus, std::span<const double> opinion, Features& features) {
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    if (file.imports.size() <= most_imports) {
      const auto heard = hear(file.imports, opinion);
      features.at(at, Signal::imports_best) = heard.best;
      features.at(at, Signal::imports_mean) = heard.mean;
    }
    if (file.importers.size() <= most_importers) {
      const auto heard = hear(file.importers, opinion);
      features.at(at, Signal::importers_best) = heard.best;
      features.at(at, Signal::importers_mean) = heard.mean;
    }
  }
}

void add_directories(const Corpus& corpus, std::span<const double> opinion, Features& features) {
  const auto& directories = corpus.directories();
  std::vector<double> best(directories.size());
  for (std::size_t at = 0; at < directories.size(); ++at) {
    Top top;
    std::array<double, 4> four{};
    for (const auto file : directories[at].files) {
      top.hear(opinion[file]);
      four[3] = std::max(four[3], 0.0);
      if (opinion[file] > four[3]) {
        four[3] = opinion[file];
        for (std::size_t place = 3; place > 0 && four[place] > four[place - 1]; --place) {
          std::swap(four[place], four[place - 1]);
        }
      }
    }
    best[at] = four[0];
    for (const auto file : directories[at].files) {
      const auto heard = top.without(opinion[file], four[3]);
      features.at(file, Signal::beside_best) = heard.best;
      features.at(file, Signal::beside_mean) = heard.mean;
    }
  }
  // Children and siblings of a directory, through its parent.
  std::vector<double> around(directories.size());
  for (std::size_t at = 0; at < directories.size(); ++at) {
    const auto parent = directories[at].parent;
    if (parent == 0xffffffff) continue;
    around[parent] = std::max(around[parent], best[at]);
  }
  for (std::size_t at = 0; at < directories.size(); ++at) {
    const auto parent = directories[at].parent;
    double value = around[at];
    if (parent != 0xffffffff) value = std::max({value, best[parent], around[parent]});
    for (const auto file : directories[at].files) features.at(file, Signal::around_best) = value;
  }
}

// Test and source, component and style: one stem in one directory or in folders beside it.
void add_stems(const Corpus& corpus, std::span<const double> opinion, Features& features) {
  std::unordered_map<std::uint32_t, std::vector<FileIndex>> groups;
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    groups[corpus.files()[at].stem].push_back(at);
  }
  constexpr std::size_t most_alike = 12;  // index, types and page are no pair
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& group = groups[corpus.files()[at].stem];
    if (group.size() < 2 || group.size() > most_alike) continue;
    double best = 0;
    for (const auto other : group) {
      if (other != at) best = std::max(best, opinion[other]);
    }
    features.at(at, Signal::same_stem) = best;
  }
}

}  // namespace

void add_neighbours(const Corpus& corpus, std::span<const double> opinion, Features& features) {
  add_links(corpus, opinion, features);
  add_directories(corpus, opinion, features);
  add_stems(corpus, opinion, features);
}

}  // namespace sitewright::context
