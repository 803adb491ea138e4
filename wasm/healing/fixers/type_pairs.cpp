#include "healing/fixers/type_pairs.hpp"

#include <algorithm>

namespace sitewright::healing {

std::vector<Types> types_in(std::string_view message) {
  std::vector<Types> out;
  while (!message.empty()) {
    const std::size_t line_end = std::min(message.find('\n'), message.size());
    std::string_view line = message.substr(0, line_end);
    message.remove_prefix(std::min(line_end + 1, message.size()));
    if (const std::size_t first = line.find("types '"); line.contains("' have no overlap")) {
      // Either side may be the literal.
      const std::size_t between = line.find("' and '", first);
      const std::size_t end = line.find("' have no overlap");
      if (first == std::string_view::npos || between == std::string_view::npos) continue;
      const std::string a(line.substr(first + 7, between - first - 7));
      const std::string b(line.substr(between + 7, end - between - 7));
      out.push_back({a, b});
      out.push_back({b, a});
      continue;
    }
    std::size_t middle = line.find("' is not assignable to ");
    if (middle == std::string_view::npos) middle = line.find("' is not comparable to ");
    const std::size_t is = line.find("ype '");
    if (middle == std::string_view::npos || is == std::string_view::npos || is + 5 > middle)
      continue;
    std::string_view wanted = line.substr(middle + 23);
    const std::size_t open = wanted.find("ype '");
    if (open == std::string_view::npos) continue;
    wanted.remove_prefix(open + 5);
    wanted = wanted.substr(0, wanted.find("'. "));
    while (wanted.ends_with('.')) wanted.remove_suffix(1);
    if (wanted.ends_with('\'')) wanted.remove_suffix(1);
    out.push_back({std::string(line.substr(is + 5, middle - is - 5)), std::string(wanted)});
  }
  return out;
}

}  // namespace sitewright::healing
