// Elements of frameworks that the project has not: Next's pictures, links and heads, Helmet, moving
// elements of Motion. What they show is shown by HTML, by the project's router or by React itself.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Foreign {
  std::string_view module;
  std::string_view element;  ///< empty: a fragment
  std::string_view without;  ///< attributes that only the framework knows
};

constexpr std::string_view of_images =
    " priority fill quality placeholder blurDataURL unoptimized loader layout objectFit ";
constexpr std::string_view of_links = " prefetch replace scroll shallow passHref legacyBehavior ";
constexpr std::string_view of_motion =
    " initial animate exit transition variants whileHover whileTap whileFocus whileInView viewport "
    "layout layoutId drag dragConstraints custom onAnimationComplete ";

constexpr std::array table{
    Foreign{"next/image", "img", of_images},
    Foreign{"next/link", "a", of_links},
    Foreign{"next/head", "", ""},
    Foreign{"react-helmet", "", ""},
    Foreign{"react-helmet-async", "", ""},
    Foreign{"framer-motion", "", of_motion},
    Foreign{"motion/react", "", of_motion},
    Foreign{"motion", "", of_motion},
};

std::string_view router_of(Workbench& bench) {
  for (const std::string_view one : {"react-router", "react-router-dom", "wouter"}) {
    if (bench.wanted().contains(one)) return one;
  }
  return {};
}

class Translation {
 public:
  Translation(const Source& source, const Foreign& of, const ImportClause& clause)
      : source_(source), tokens_(*source.tokens), of_(of), clause_(clause), path_(source.path) {}

  /// Every element of the module in its other form; empty where a name is used as something else.
  std::vector<Edit> run(std::string_view element, std::string_view href) {
    element_ = element;
    href_ = href;
    for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
      if (tokens_[at].begin < clause_.end && tokens_[at].begin >= clause_.begin) continue;
      if (tokens_[at].kind == TokenKind::jsx_open) open(at);
      if (tokens_.is_word(at) && is_own(tokens_.text_of(at))) return {};
    }
    return std::move(edits_);
  }

 private:
  [[nodiscard]] bool is_own(std::string_view name) const {
    name = name.substr(0, name.find('.'));
    return name_in(clause_, name) != nullptr;
  }

  void open(std::uint32_t at) {
    const std::string_view name = tokens_.text_of(at).substr(1);
    if (!is_own(name)) return;
    const std::size_t dot = name.find('.');
    const std::string now(dot == std::string_view::npos ? element_ : name.substr(dot + 1));
    const std::uint32_t begin = tokens_[at].begin + 1;
    edits_.push_back({path_, begin, begin + static_cast<std::uint32_t>(name.size()), now});
    const std::uint32_t close = tokens_.partner(at);
    if (close != at && tokens_.text_of(close).starts_with("</")) {
      const std::uint32_t from = tokens_[close].begin + 2;
      edits_.push_back({path_, from, from + static_cast<std::uint32_t>(name.size()), now});
    }
    for (const Attribute& one : attributes_of(tokens_, at)) attribute(one, now);
  }

  void attribute(const Attribute& one, std::string_view now) {
    const std::uint32_t at = one.name;
    const std::string_view name = tokens_.text_of(at);
    if (name == "href" && !href_.empty() && now == element_) {
      edits_.push_back({path_, tokens_[at].begin, tokens_[at].end, std::string(href_)});
    }
    // A fragment has none at all.
    if (!now.empty() && !of_.without.contains(" " + std::string(name) + " ")) return;
    std::uint32_t begin = tokens_[at].begin;
    while (begin > 0 && context::is_blank(source_.text[begin - 1])) --begin;
    edits_.push_back({path_, begin, tokens_[one.end - 1].end, ""});
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  const Foreign& of_;
  const ImportClause& clause_;
  std::string path_;
  std::string_view element_;
  std::string_view href_;
  std::vector<Edit> edits_;
};

/// `import type { Metadata } from "next"`, of which nothing is used but `const a: Metadata =`.
std::vector<Repair> without_types(Workbench& bench, const Problem& problem,
                                  const std::string& specifier) {
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const auto module = module_named(source, specifier, place.offset);
  if (!module || module->clause == nullptr || module->clause->is_export) return {};
  const ImportClause& clause = *module->clause;
  const std::string path(source.path);
  std::vector<Edit> edits{taken_out(source, clause.begin, clause.end)};
  for (std::uint32_t at = 1; at < tokens.size(); ++at) {
    const bool inside = tokens[at].begin >= clause.begin && tokens[at].begin < clause.end;
    if (inside || !tokens.is_word(at) || name_in(clause, tokens.text_of(at)) == nullptr) continue;
    if (!tokens.is_mark(at - 1, ':') || !tokens.is_mark(at + 1, '=')) return {};
    edits.push_back({path, tokens[at - 1].begin, tokens[at].end, ""});
  }
  return only("Do without the types of " + specifier + ".", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_other_frameworks(Workbench& bench, const Problem& problem) {
  const std::string specifier = specifier_in(problem.message);
  const auto of = std::ranges::find(table, specifier, &Foreign::module);
  if (specifier == "next") return without_types(bench, problem, specifier);
  if (of == table.end()) return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place) return {};
  const Source& source = *place.source;
  const auto module = module_named(source, specifier, place.offset);
  if (!module || module->clause == nullptr || module->clause->is_export) return {};
  const ImportClause& clause = *module->clause;
  const std::string link(clause.default_name.local);
  const std::string_view router = of->element == "a" ? router_of(bench) : std::string_view();
  std::vector<Edit> edits;
  if (router.empty()) {
    edits = Translation(source, *of, clause).run(of->element, "");
  } else {
    edits = Translation(source, *of, clause).run("Link", router == "wouter" ? "" : "to");
  }
  if (edits.empty()) return {};
  edits.push_back(taken_out(source, clause.begin, clause.end));
  if (!router.empty()) {
    const bool has = std::ranges::any_of(source.imports, [&](const ImportClause& one) {
      return one.specifier == router && name_in(one, "Link") != nullptr;
    });
    if (!has) {
      const char quote = source.text[clause.specifier_begin - 1];
      edits.back() = {std::string(source.path), clause.begin, clause.end,
                      "import { Link } from " + (quote + std::string(router)) + quote +
                          (source.text[clause.end - 1] == ';' ? ";" : "")};
    }
  }
  return only("Write what " + specifier + " shows without it in " + std::string(source.path) + ".",
              std::move(edits));
}

}  // namespace sitewright::healing
