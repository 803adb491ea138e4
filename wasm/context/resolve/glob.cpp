#include "context/resolve/glob.hpp"

namespace sitewright::context {

namespace {

// `a{b,c}d` -> `abd`, `acd`; braces that do not close stand for themselves.
std::vector<std::string> alternatives_of(std::string_view pattern) {
  std::vector<std::string> done;
  std::vector<std::string> open{std::string(pattern)};
  while (!open.empty() && done.size() + open.size() <= max_alternatives) {
    const std::string one = std::move(open.back());
    open.pop_back();
    const std::size_t close = one.find('}');
    const std::size_t brace = close == std::string::npos ? close : one.rfind('{', close);
    if (brace == std::string::npos) {
      done.push_back(one);
      continue;
    }
    std::size_t begin = brace + 1;
    while (begin <= close) {
      const std::size_t end = std::min(one.find(',', begin), close);
      open.push_back(one.substr(0, brace) + one.substr(begin, end - begin) + one.substr(close + 1));
      begin = end + 1;
    }
  }
  return done;
}

// Whether `c` is in the class at `at` ("["); moves `at` past it.
bool in_class(std::string_view pattern, std::size_t& at, char c) {
  const std::size_t close = pattern.find(']', at + 2);
  if (close == std::string_view::npos) return pattern[at++] == c;
  std::size_t place = at + 1;
  const bool negated = pattern[place] == '!' || pattern[place] == '^';
  if (negated) ++place;
  bool found = false;
  for (; place < close; ++place) {
    if (place + 2 < close && pattern[place + 1] == '-') {
      found = found || (c >= pattern[place] && c <= pattern[place + 2]);
      place += 2;
    } else {
      found = found || pattern[place] == c;
    }
  }
  at = close + 1;
  return found != negated && c != '/';
}

// Goes back only to the last "*" and the last "**", so no pattern takes more than their product.
bool match_one(std::string_view pattern, std::string_view path) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t at = 0;
  std::size_t place = 0;
  std::size_t star = none;
  std::size_t star_place = 0;
  std::size_t globstar = none;
  std::size_t globstar_place = 0;
  while (true) {
    if (pattern.substr(at).starts_with("**")) {
      at += 2;
      if (at < pattern.size() && pattern[at] == '/') ++at;
      globstar = at;
      globstar_place = place;
      star = none;
      continue;
    }
    if (at < pattern.size() && pattern[at] == '*') {
      star = ++at;
      star_place = place;
      continue;
    }
    if (place == path.size() && at == pattern.size()) return true;
    bool same = false;
    std::size_t next = at + 1;
    if (place < path.size() && at < pattern.size()) {
      const char c = path[place];
      if (pattern[at] == '[') {
        next = at;
        same = in_class(pattern, next, c);
      } else {
        same = pattern[at] == '?' ? c != '/' : pattern[at] == c;
      }
    }
    if (same) {
      at = next;
      ++place;
    } else if (star != none && star_place < path.size() && path[star_place] != '/') {
      at = star;
      place = ++star_place;
    } else if (globstar != none && globstar_place < path.size()) {
      // "**" takes whole segments, or the rest where nothing follows it.
      at = globstar;
      const std::size_t slash = path.find('/', globstar_place);
      globstar_place = slash == none ? path.size() : slash + 1;
      if (slash == none && globstar != pattern.size()) return false;
      place = globstar_place;
      star = none;
    } else {
      return false;
    }
  }
}

}  // namespace

Glob::Glob(std::string_view pattern) : alternatives_(alternatives_of(pattern)) {}

bool Glob::matches(std::string_view path) const {
  for (const std::string& one : alternatives_) {
    if (match_one(one, path)) return true;
  }
  return false;
}

}  // namespace sitewright::context
