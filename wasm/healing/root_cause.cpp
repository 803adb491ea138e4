#include "healing/root_cause.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace sitewright::healing {
namespace {

/// Words of several tools for one thing.
enum class Kind : std::uint8_t { other, syntax, import, export_, name, member, unknown_type };

struct Row {
  Kind kind;
  std::array<std::string_view, 9> codes;
};

constexpr std::array table{
    Row{Kind::import, {"unresolved_import", "TS2307", "TS2792", "TS2882", "TS7016", "TS2306"}},
    Row{Kind::export_,
        {"missing_export", "TS2305", "TS2613", "TS2614", "TS2724", "TS2459", "TS2460", "TS1192"}},
    Row{Kind::name, {"TS2304", "TS2552", "TS2503", "TS2686", "TS2580", "TS2591", "TS18004"}},
    Row{Kind::member, {"TS2339", "TS2551", "TS2353", "TS2561"}},
    // What is said where a type is unknown because the name before it is.
    Row{Kind::unknown_type,
        {"TS7006", "TS7031", "TS18046", "TS2365", "TS2349", "TS7053", "TS7005", "TS7034"}}};

Kind kind_of(const Problem& problem) {
  if (problem.category == Category::syntax) return Kind::syntax;
  for (const Row& row : table) {
    if (std::ranges::contains(row.codes, problem.code)) return row.kind;
  }
  return Kind::other;
}

/// "./a" is another file for every folder, "react" is one package for all.
bool is_package(std::string_view specifier) {
  return !specifier.empty() && !specifier.starts_with('.') && !specifier.starts_with('/');
}

bool is_same(const Problem& a, const Problem& b) {
  const Kind kind = kind_of(a);
  if (kind != kind_of(b)) return false;
  const bool here = a.file == b.file;
  const bool symbol = !a.symbol.empty() && a.symbol == b.symbol;
  const bool package = !a.package.empty() && a.package == b.package;
  switch (kind) {
    case Kind::syntax:
      return here && !a.file.empty();
    case Kind::import:
      return package && (here || is_package(a.package));
    case Kind::export_:
      return here && symbol;
    case Kind::name:
    case Kind::member:
      return here && symbol;
    case Kind::unknown_type:
    case Kind::other:
      return here && a.code == b.code && a.message == b.message;
  }
  std::unreachable();
}

/// Whether `effect` would not be said without `cause`.
bool follows(const Problem& effect, const Problem& cause) {
  if (effect.file.empty() || effect.file != cause.file) return false;
  const Kind before = kind_of(cause);
  if (before == Kind::syntax) return effect.category == Category::type;
  const bool unknown = before == Kind::import || before == Kind::export_ || before == Kind::name;
  return unknown && kind_of(effect) == Kind::unknown_type;
}

/// Of two that say the same: the place that comes first, then what was said first.
bool comes_before(std::span<const Problem> problems, std::size_t a, std::size_t b) {
  const auto place = [&](std::size_t at) {
    const Problem& one = problems[at];
    return std::tuple(one.line == 0, one.line, one.column, at);
  };
  return problems[a].file == problems[b].file ? place(a) < place(b) : a < b;
}

}  // namespace

std::vector<std::size_t> root_causes(std::span<const Problem> problems) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < problems.size(); ++at) {
    bool is_cause = true;
    for (std::size_t other = 0; is_cause && other < problems.size(); ++other) {
      if (other == at) continue;
      const bool again =
          is_same(problems[at], problems[other]) && comes_before(problems, other, at);
      is_cause = !again && !follows(problems[at], problems[other]);
    }
    if (is_cause) out.push_back(at);
  }
  return out;
}

}  // namespace sitewright::healing
