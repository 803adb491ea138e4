// Icons of brands, which lucide-react has no longer or never had: one that it has takes their place
// under their name, so that what shows them stays as it is.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

struct StandIn {
  std::string_view brand;
  std::string_view icon;
};

// Source: what lucide-react 0.300 and 0.469 export and 1.81 does not, and brands that drafts ask
// for. All three versions export what stands in.
constexpr std::array stand_ins{
    StandIn{"Chrome", "Globe"},        StandIn{"Codepen", "Code"},
    StandIn{"Codesandbox", "Box"},     StandIn{"Dribbble", "PenTool"},
    StandIn{"Facebook", "ThumbsUp"},   StandIn{"Figma", "PenTool"},
    StandIn{"Framer", "PenTool"},      StandIn{"Github", "GitBranch"},
    StandIn{"GitHub", "GitBranch"},    StandIn{"Gitlab", "GitBranch"},
    StandIn{"GitLab", "GitBranch"},    StandIn{"Instagram", "Camera"},
    StandIn{"Linkedin", "Briefcase"},  StandIn{"LinkedIn", "Briefcase"},
    StandIn{"Pocket", "Bookmark"},     StandIn{"RailSymbol", "Train"},
    StandIn{"Slack", "Hash"},          StandIn{"Trello", "Kanban"},
    StandIn{"Twitch", "Tv"},           StandIn{"Twitter", "AtSign"},
    StandIn{"Youtube", "Video"},       StandIn{"YouTube", "Video"},
    StandIn{"Discord", "Hash"},        StandIn{"Whatsapp", "Phone"},
    StandIn{"WhatsApp", "Phone"},      StandIn{"Telegram", "Send"},
    StandIn{"Tiktok", "Music"},        StandIn{"TikTok", "Music"},
    StandIn{"Pinterest", "Pin"},       StandIn{"Reddit", "MessageSquare"},
    StandIn{"Google", "Globe"},        StandIn{"Mastodon", "AtSign"},
    StandIn{"Bluesky", "AtSign"},      StandIn{"Spotify", "Music"},
    StandIn{"Medium", "BookOpen"},     StandIn{"Paypal", "CreditCard"},
    StandIn{"PayPal", "CreditCard"},   StandIn{"Vimeo", "Video"},
    StandIn{"StackOverflow", "Layers"}};

/// Every icon is exported as `LucideName` and as `NameIcon` too.
std::string_view plain_name(std::string_view name) {
  if (name.starts_with("Lucide")) name.remove_prefix(6);
  if (name.ends_with("Icon")) name.remove_suffix(4);
  return name;
}

std::string_view stand_in_of(std::string_view name) {
  const auto found = std::ranges::find(stand_ins, plain_name(name), &StandIn::brand);
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
