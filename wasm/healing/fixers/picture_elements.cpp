// Pictures that are used as components: what Vite gives for a file is its address.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/tags.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_picture(std::string_view specifier) {
  specifier = specifier.substr(0, specifier.find('?'));
  for (const std::string_view end : {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}) {
    if (specifier.ends_with(end)) return true;
  }
  return false;
}

/// `<Logo className="x" />` as `<img src={Logo} alt="" className="x" />`; false where something
/// else is made of it.
bool as_pictures(const Source& source, std::string_view local, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  bool some = false;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::jsx_open || tokens.text_of(at).substr(1) != local) continue;
    const std::uint32_t end = end_of_tag(tokens, at);
    if (end >= tokens.size() || tokens[end].kind != TokenKind::jsx_close) return false;
    some = true;
    std::string alt = " alt=\"\"";
    for (const Attribute& one : attributes_of(tokens, at)) {
      const std::string_view name = tokens.text_of(one.name);
      if (name == "alt") alt.clear();
      if (name != "aria-label" && name != "title") continue;
      // What it is called is what stands for it.
      if (!alt.empty())
        edits.push_back({path, tokens[one.name].begin, tokens[one.name].end, "alt"});
      alt.clear();
    }
    const std::uint32_t begin = tokens[at].begin + 1;
    edits.push_back({path, begin, tokens[at].end, "img src={" + std::string(local) + "}" + alt});
  }
  return some;
}

}  // namespace

std::vector<Repair> fix_picture_elements(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  const bool of_tag = problem.code == "TS2322";
  if (of_tag && !problem.message.contains("IntrinsicAttributes")) return {};
  for (const ImportClause& clause : source.imports) {
    if (!is_picture(clause.specifier) || clause.is_export) continue;
    const bool as_component = clause.names.size() == 1 && clause.default_name.local.empty() &&
                              clause.names.front().imported == "ReactComponent";
    const std::string_view local =
        as_component ? clause.names.front().local : clause.default_name.local;
    const std::size_t query = clause.specifier.find("?react");
    if (local.empty()) continue;
    std::vector<Edit> edits;
    const std::string path(source.path);
    if (of_tag) {
      // Told of at the name of its tag or of an attribute.
      const std::uint32_t tag = tag_before(tokens, at);
      const bool here = tag < tokens.size() && tokens.text_of(tag).substr(1) == local;
      if (!here) continue;
    } else if (as_component) {
      edits.push_back({path, clause.begin, clause.specifier_begin - 1,
                       "import " + std::string(local) + " from "});
    } else if (query == std::string_view::npos) {
      continue;
    }
    if (query != std::string_view::npos) {
      const auto begin = clause.specifier_begin + static_cast<std::uint32_t>(query);
      edits.push_back({path, begin, begin + 6, ""});
    }
    if (!as_pictures(source, local, edits)) continue;
    return only("Show " + std::string(clause.specifier) + " as a picture.", std::move(edits));
  }
  return {};
}

}  // namespace sitewright::healing
