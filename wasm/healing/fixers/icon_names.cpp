// Icons of brands, which lucide-react has no longer or never had: one that it has takes their place
// under their name, so that what shows them stays as it is.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

struct StandIn {
  std::string_view brand;  ///< in lower case
  std::string_view icon;
};

// Source: what lucide-react 0.300 and 0.469 export and 1.81 does not, and brands that drafts ask
// for, which they write with one capital letter or two. All three versions export what stands in.
constexpr std::array stand_ins{
    StandIn{"chrome", "Globe"},       StandIn{"codepen", "Code"},
    StandIn{"codesandbox", "Box"},    StandIn{"dribbble", "PenTool"},
    StandIn{"facebook", "ThumbsUp"},  StandIn{"figma", "PenTool"},
    StandIn{"framer", "PenTool"},     StandIn{"github", "GitBranch"},
    StandIn{"gitlab", "GitBranch"},   StandIn{"instagram", "Camera"},
    StandIn{"linkedin", "Briefcase"}, StandIn{"pocket", "Bookmark"},
    StandIn{"railsymbol", "Train"},   StandIn{"slack", "Hash"},
    StandIn{"trello", "Kanban"},      StandIn{"twitch", "Tv"},
    StandIn{"twitter", "AtSign"},     StandIn{"youtube", "Video"},
    StandIn{"discord", "Hash"},       StandIn{"whatsapp", "Phone"},
    StandIn{"telegram", "Send"},      StandIn{"tiktok", "Music"},
    StandIn{"pinterest", "Pin"},      StandIn{"reddit", "MessageSquare"},
    StandIn{"google", "Globe"},       StandIn{"mastodon", "AtSign"},
    StandIn{"bluesky", "AtSign"},     StandIn{"spotify", "Music"},
    StandIn{"medium", "BookOpen"},    StandIn{"paypal", "CreditCard"},
    StandIn{"vimeo", "Video"},        StandIn{"stackoverflow", "Layers"}};

/// "github" of `Github`; every icon is exported as `LucideGithub` and `GithubIcon` too.
std::string brand_of(std::string_view name) {
  if (name.starts_with("Lucide")) name.remove_prefix(6);
  if (name.ends_with("Icon")) name.remove_suffix(4);
  std::string out(name);
  for (char& c : out) c = context::is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string_view stand_in_of(std::string_view name) {
  const auto found = std::ranges::find(stand_ins, brand_of(name), &StandIn::brand);
  return found == stand_ins.end() ? std::string_view() : found->icon;
}

}  // namespace

std::vector<Repair> fix_icon_names(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string first = quoted(problem.message, 0);
  const std::string second = quoted(problem.message, 1);
  std::vector<Edit> edits;
  std::string names;
  bool own = false;
  for (const ImportClause& clause : source.imports) {
    if (clause.specifier != "lucide-react" || clause.is_export) continue;
    for (const ImportName& one : clause.names) {
      const std::string_view icon = stand_in_of(one.imported);
      const bool is_own = one.imported == first || one.imported == second;
      const std::string marked = "'" + std::string(one.imported) + "'";
      if (icon.empty() || !(is_own || bench.is_said(problem.code, source.path, marked))) continue;
      edits.push_back({std::string(source.path), one.begin, one.end,
                       std::string(icon) + " as " + std::string(one.local)});
      names += (names.empty() ? "" : ", ") + std::string(one.local);
      own = own || is_own;
    }
  }
  if (!own) return {};
  return only("Show an icon that lucide-react has for " + names + ".", std::move(edits));
}

}  // namespace sitewright::healing
