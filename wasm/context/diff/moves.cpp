#include "context/diff/moves.hpp"

namespace sitewright::context {

std::map<std::string_view, std::string_view> moves_between(const project::TextTree& before,
                                                           const project::TextTree& after) {
  std::multimap<std::string_view, std::string_view> gone;  // content -> path, in path order
  for (const auto& [path, text] : before) {
    if (!after.contains(path)) gone.emplace(text, path);
  }
  std::map<std::string_view, std::string_view> moves;
  for (const auto& [path, text] : after) {
    if (before.contains(path)) continue;
    const auto from = gone.lower_bound(text);
    if (from == gone.end() || from->first != text) continue;
    moves.emplace(path, from->second);
    gone.erase(from);
  }
  return moves;
}

}  // namespace sitewright::context
