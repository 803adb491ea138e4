#include "healing/fixers/renaming.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

using context::is_upper;
using context::ScriptTokens;
using context::TokenKind;

/// "useCartTotal" as use, cart, total.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool begins = at == 0 || name[at - 1] == '_' ||
                        (is_upper(name[at]) && !is_upper(name[at - 1])) ||
                        (is_upper(name[at]) && at + 1 < name.size() && !is_upper(name[at + 1]));
    if (begins) out.emplace_back();
    if (name[at] == '_') continue;
    out.back() += static_cast<char>(is_upper(name[at]) ? name[at] - 'A' + 'a' : name[at]);
  }
  return out;
}

bool tells_nothing(std::string_view word) {
  for (const std::string_view one : {"use", "get", "set", "handle", "make", "has", "new", "the",
                                     "type", "props", "page", "component"}) {
    if (word == one) return true;
  }
  return word.size() < 3;
}

/// Whether a key of an object or a member stands there instead of the name.
bool is_member(const ScriptTokens& tokens, std::uint32_t at) {
  if (at > 0 && (tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.")) return true;
  const bool starts = at > 0 && (tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ',') ||
                                 tokens.is_mark(at - 1, ';'));
  return starts && tokens.is_mark(at + 1, ':');
}

/// `{ name, … }` of an object or a pattern stands for a key too.
bool is_shorthand(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  const bool between = at > 0 && (tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ',')) &&
                       (tokens.is_mark(at + 1, ',') || tokens.is_mark(at + 1, '}'));
  if (!between) return false;
  for (std::uint32_t open = at; open-- > 0;) {
    if (tokens.partner(open) <= at) continue;
    if (tokens[open].kind == TokenKind::jsx_open || !tokens.is_mark(open, '{')) return false;
    const bool in_clause =
        open > 0 && (tokens.is_word(open - 1, "import") || tokens.is_word(open - 1, "export"));
    const bool in_braces = tokens.partner(open) == at + 1 && open + 1 == at;
    const bool in_element = in_braces && open > 0 && !tokens.is_mark(open - 1, '=') &&
                            !tokens.is_mark(open - 1, '(') && !tokens.is_mark(open - 1, ',') &&
                            !tokens.is_word(open - 1);
    return !in_clause && !in_element;
  }
  return false;
}

bool is_imported(Workbench& bench, const Source& target, std::string_view name) {
  return std::ranges::any_of(bench.scripts(), [&](const Source* file) {
    return file != &target && std::ranges::any_of(file->imports, [&](const ImportClause& clause) {
             const bool wants = !clause.namespace_name.local.empty() ||
                                std::ranges::any_of(clause.names, [&](const auto& one) {
                                  return one.imported == name;
                                });
             return wants && bench.resolved(file->path, clause.specifier) == target.path;
           });
  });
}

}  // namespace

bool shares_word(std::string_view a, std::string_view b) {
  const std::vector<std::string> others = words_of(b);
  return std::ranges::any_of(words_of(a), [&](const std::string& word) {
    return !tells_nothing(word) && std::ranges::any_of(others, [&](const std::string& other) {
      return other == word || other + "s" == word || word + "s" == other;
    });
  });
}

bool is_of_window(std::string_view name) {
  for (const std::string_view one :
       {"top", "name", "status", "event", "length", "parent", "self", "origin", "location",
        "history", "screen", "closed", "open", "close", "find", "stop", "print", "scroll"}) {
    if (one == name) return true;
  }
  return false;
}

std::vector<Edit> renamed_in(const Source& source, std::string_view name, std::string_view with) {
  if (source.tokens == nullptr) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const context::Token& token = tokens[at];
    const std::string_view text = tokens.text_of(at);
    const bool opens = token.kind == TokenKind::jsx_open && text.substr(1) == name;
    const bool closes = token.kind == TokenKind::jsx_close && text.starts_with("</") &&
                        text.substr(2, text.size() - 3) == name;
    if (opens || closes) {
      const std::uint32_t begin = token.begin + (opens ? 1 : 2);
      edits.push_back(
          {path, begin, begin + static_cast<std::uint32_t>(name.size()), std::string(with)});
    }
    if (token.kind != TokenKind::word || text != name || is_member(tokens, at)) continue;
    const std::string put =
        is_shorthand(source, at) ? std::string(name) + ": " + std::string(with) : std::string(with);
    edits.push_back({path, token.begin, token.end, put});
  }
  return edits;
}

const Exported* renamed_export(Workbench& bench, const Source& target, std::string_view wanted) {
  const Exported* found = nullptr;
  std::size_t values = 0;
  std::size_t fitting = 0;
  for (const Exported& one : target.exports) {
    if (!one.type_only) ++values;
    if (one.name == "default" || is_imported(bench, target, one.name)) continue;
    if (is_upper(one.name.front()) != is_upper(wanted.front())) continue;
    if (!shares_word(one.name, wanted)) continue;
    found = &one;
    ++fitting;
  }
  if (fitting > 0) return fitting == 1 ? found : nullptr;
  // The file is called after what it exports, which is one thing.
  if (values != 1 || stem_of(target.path) != wanted) return nullptr;
  for (const Exported& one : target.exports) {
    const bool fits = !one.type_only && one.name != "default" &&
                      is_upper(one.name.front()) == is_upper(wanted.front()) &&
                      !is_imported(bench, target, one.name);
    if (fits) return &one;
  }
  return nullptr;
}

}  // namespace sitewright::healing
