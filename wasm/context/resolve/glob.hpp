// Path patterns: `*` and `?` within a segment, `**` across segments, `[a-z]`, `{a,b}`.
// Time: at most pattern times path; alternatives in braces at most max_alternatives.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

inline constexpr std::size_t max_alternatives = 64;

class Glob {
 public:
  explicit Glob(std::string_view pattern);
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  std::vector<std::string> alternatives_;
};

}  // namespace sitewright::context
