#include "healing/fixers/style_use.hpp"

#include <algorithm>
#include <set>

#include "context/scan/modules.hpp"

namespace sitewright::healing {
namespace {

using context::Language;
using context::TokenKind;

bool reads_sheets(Language language) {
  return context::is_script(language) || language == Language::css || language == Language::html;
}

/// "mt-4", "md:flex", "flex": by its looks, since Tailwind makes them as they are named.
bool is_utility(std::string_view name) {
  if (name.find_first_of("-:[/") != std::string_view::npos) return true;
  for (const std::string_view one :
       {"flex",       "grid",     "block",     "inline",    "hidden",     "contents",
        "table",      "relative", "absolute",  "fixed",     "sticky",     "static",
        "border",     "rounded",  "shadow",    "truncate",  "uppercase",  "lowercase",
        "capitalize", "italic",   "underline", "container", "transition", "antialiased",
        "group",      "peer",     "prose",     "visible",   "invisible",  "isolate",
        "outline",    "ring",     "blur",      "resize",    "grow",       "shrink"}) {
    if (name == one) return true;
  }
  return false;
}

/// Words of className="…" in the project's scripts.
std::set<std::string_view> classes_named(Workbench& bench) {
  std::set<std::string_view> out;
  for (const Source* file : bench.scripts()) {
    const context::ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 2; at < tokens.size(); ++at) {
      const bool value =
          tokens[at].kind == TokenKind::string && tokens.is_mark(at - 1, '=') &&
          (tokens.text_of(at - 2) == "className" || tokens.text_of(at - 2) == "class");
      if (!value) continue;
      std::string_view rest = tokens.text_of(at);
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \"'\n"), rest.size());
        if (end > 0) out.insert(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> unread_sheets(Workbench& bench) {
  std::set<std::string> read;
  for (const auto& [path, text] : bench.tree()) {
    const Language language = context::language_of(path);
    if (!reads_sheets(language) || !text.contains(".css")) continue;
    for (const context::Import& one : context::scan_modules(language, text).imports) {
      if (one.specifier.contains(".css")) read.insert(bench.resolved(path, one.specifier));
    }
  }
  std::vector<std::string> out;
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) == Language::css && !read.contains(path)) out.push_back(path);
  }
  return out;
}

bool lacks_styles(Workbench& bench) {
  const bool tailwind = bench.wanted().contains("tailwindcss");
  std::size_t all = 0;
  std::size_t lacking = 0;
  for (const std::string_view name : classes_named(bench)) {
    if (tailwind && is_utility(name)) continue;
    ++all;
    const std::string rule = "." + std::string(name);
    const bool styled = std::ranges::any_of(bench.tree(), [&](const auto& file) {
      return context::language_of(file.first) == Language::css && file.second.contains(rule);
    });
    if (!styled) ++lacking;
  }
  return lacking * 5 > all;
}

}  // namespace sitewright::healing
