// Texts that were cut into chunks before: what a host keeps between assemblies, because most of a
// project is the same in the next step. Nothing depends on it but time.
// Owns:   copies of the texts; what read() gives lives as long as it is held.
// Bound:  above `most_bytes` everything is forgotten and begins anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "context/pack/layout.hpp"

namespace sitewright::context {

struct KnownText {
  std::string text;
  Layout layout;         ///< of `text`; empty when that is no UTF-8
  bool is_text = false;  ///< UTF-8
};

class KnownTexts {
 public:
  explicit KnownTexts(std::size_t most_bytes = std::size_t{8} << 20U) : most_bytes_(most_bytes) {}

  [[nodiscard]] std::shared_ptr<const KnownText> read(std::string_view path, std::string_view text);

 private:
  std::unordered_map<std::uint64_t, std::shared_ptr<const KnownText>> known_;
  std::size_t bytes_ = 0;
  std::size_t most_bytes_;
};

}  // namespace sitewright::context
