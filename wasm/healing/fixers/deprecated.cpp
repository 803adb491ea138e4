#include "healing/fixers/deprecated.hpp"

#include <string>

namespace sitewright::healing {
namespace {

/// Of `Write a.` and `Import a from "b".`.
Instead name_in(std::string_view sentence) {
  const std::size_t verb = sentence.find(' ');
  const std::string_view word = sentence.substr(0, verb);
  if (verb == std::string_view::npos || (word != "Write" && word != "Use" && word != "Import")) {
    return {};
  }
  sentence.remove_prefix(verb + 1);
  const std::size_t end = sentence.find_first_of(" .");
  if (end == std::string_view::npos) return {};
  const std::string_view rest = sentence.substr(end);
  if (rest == ".") return {sentence.substr(0, end), {}};
  constexpr std::string_view from = " from \"";
  if (!rest.starts_with(from) || !rest.ends_with("\".")) return {};
  return {sentence.substr(0, end), rest.substr(from.size(), rest.size() - from.size() - 2)};
}

}  // namespace

Instead instead_of(context::DeprecatedKind kind, std::string_view pattern) {
  for (const context::Deprecation& rule : context::deprecations()) {
    if (rule.kind != kind) continue;
    const Instead found = name_in(rule.instead);
    if (rule.pattern == pattern) return found;
    // "flex-grow-*": what stands for the star is kept.
    const std::string_view begin = rule.pattern.substr(0, rule.pattern.size() - 1);
    const bool open = rule.pattern.ends_with("-*") && pattern.starts_with(begin);
    if (open && found.name.ends_with("-" + std::string(pattern.substr(begin.size())))) return found;
  }
  return {};
}

}  // namespace sitewright::healing
