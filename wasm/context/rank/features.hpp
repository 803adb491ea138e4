// What speaks for each file of a project, as numbers: rows SIGNAL of weights.inc.
// Every feature lies near [0, 1] for every project, so that one table of weights serves all.
// Deterministic: plain IEEE arithmetic in file order, the same bits native and in wasm.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "context/rank/corpus.hpp"
#include "context/rank/query.hpp"

namespace sitewright::context {

enum class Signal : std::uint8_t {
#define SIGNAL(name, weight, reason) name,
#include "context/rank/weights.inc"
  end,  ///< how many there are
};

inline constexpr auto signal_count = static_cast<std::size_t>(Signal::end);

struct SignalRow {
  std::string_view name;
  double weight;
  std::string_view reason;
};

inline constexpr std::array<SignalRow, signal_count> signal_rows{{
#define SIGNAL(name, weight, reason) {#name, weight, reason},
#include "context/rank/weights.inc"
}};

class Features {
 public:
  explicit Features(std::size_t files) : values_(files) {}

  [[nodiscard]] double& at(FileIndex file, Signal signal) {
    return values_[file][static_cast<std::size_t>(signal)];
  }
  [[nodiscard]] double at(FileIndex file, Signal signal) const {
    return values_[file][static_cast<std::size_t>(signal)];
  }
  [[nodiscard]] std::span<const double, signal_count> row(FileIndex file) const {
    return values_[file];
  }
  [[nodiscard]] std::size_t files() const { return values_.size(); }

 private:
  std::vector<std::array<double, signal_count>> values_;
};

[[nodiscard]] Features features_of(const Corpus& corpus, const Query& query);

}  // namespace sitewright::context
