// A property, prop or element that its type does not have, without a word from TypeScript about
// what was meant: the nearest of those that it has, or the only one that is still wanted.
#include <algorithm>
#include <set>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Missing {
  std::string name;
  std::string type;
};

/// "Property 'x' does not exist on type 'T'", "'x' does not exist in type 'T'".
std::optional<Missing> missing_in(std::string_view message) {
  for (const std::string_view words :
       {"' does not exist on type '", "' does not exist in type '"}) {
    const std::size_t at = message.find(words);
    if (at == std::string_view::npos) continue;
    const std::size_t open = message.rfind('\'', at - 1);
    if (at == 0 || open == std::string_view::npos) continue;
    const std::string_view rest = message.substr(at + words.size());
    const std::size_t line = std::min(rest.find('\n'), rest.size());
    const std::size_t close = rest.substr(0, line).rfind('\'');
    if (close == std::string_view::npos) continue;
    std::string_view type = rest.substr(0, close);
    if (const std::size_t hint = type.find("'. Did you mean"); hint != std::string_view::npos) {
      type = type.substr(0, hint);
    }
    return Missing{std::string(message.substr(open + 1, at - open - 1)), std::string(type)};
  }
  return std::nullopt;
}

/// What the file imports or declares and calls so but for the first letter.
std::string component_called(const Source& source, std::string_view name) {
  std::vector<std::string> components;
  for (const ImportClause& clause : source.imports) {
    if (!clause.default_name.local.empty()) components.emplace_back(clause.default_name.local);
    for (const ImportName& one : clause.names) components.emplace_back(one.local);
  }
  for (const context::Symbol& symbol : source.symbols.symbols) components.emplace_back(symbol.name);
  // What functions take apart: `const { default: Page } = …`.
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool named = tokens.is_word(at) && context::is_upper(tokens.text_of(at).front());
    if (named) components.emplace_back(tokens.text_of(at));
  }
  std::string right;
  for (const std::string& one : components) {
    if (one != name && one.size() == name.size() && edit_distance(one, name, 1) <= 1 &&
        one.substr(1) == name.substr(1)) {
      right = one;
    }
  }
  return right;
}

std::vector<Repair> element(const Source& source, std::uint32_t offset, const std::string& name) {
  const auto at = word_near(source, offset, name);
  if (!at) return {};
  std::string right = component_called(source, name);
  if (right.empty()) {
    const std::span<const std::string_view> known = html_tags();
    const std::vector<std::string> tags(known.begin(), known.end());
    right = nearest_name(name, tags);
  }
  if (right.empty()) return {};
  return only("Write <" + right + "> instead of <" + name + ">.",
              replaced_word(source, *at, name, right));
}

/// <footer site={site} /> where Footer is meant: HTML has an element of the name, which is empty.
std::vector<Repair> as_component(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = tag_before(tokens, source.token_at(offset));
  if (open >= tokens.size()) return {};
  const std::string tag(tokens.text_of(open).substr(1));
  const std::string right = tag.empty() ? tag : component_called(source, tag);
  const std::uint32_t end = end_of_tag(tokens, open);
  const bool meant = !right.empty() && is_html_tag(tag) && right[0] >= 'A' && right[0] <= 'Z' &&
                     end < tokens.size() && tokens[end].kind == TokenKind::jsx_close;
  if (!meant) return {};
  return only("Write <" + right + "> instead of <" + tag + ">.",
              replaced_word(source, tokens[open].begin + 1, tag, right));
}

/// A tag that ends in itself, of an element that shows nothing but what stands in it.
bool is_empty_box(const Source& source, std::uint32_t offset) {
  constexpr std::string_view boxes[] = {
      "a",  "article", "aside",  "blockquote", "button", "details", "div", "dl",
      "em", "figure",  "footer", "form",       "h1",     "h2",      "h3",  "h4",
      "h5", "h6",      "header", "label",      "li",     "main",    "nav", "ol",
      "p",  "section", "span",   "strong",     "table",  "ul"};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = tag_before(tokens, source.token_at(offset));
  if (open >= tokens.size()) return false;
  return tokens.text_of(end_of_tag(tokens, open)) == "/>" &&
         std::ranges::find(boxes, tokens.text_of(open).substr(1)) != std::end(boxes);
}

/// An attribute of a component that knows nothing of it, where it lacks no other one. What it says
/// is shown by nobody.
std::vector<Repair> without_attribute(Workbench& bench, const Source& source, std::uint32_t offset,
                                      const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size() || tokens[at].kind != TokenKind::jsx_name) return {};
  // What it was to show would be gone with it.
  if (is_empty_box(source, offset)) return {};
  // A component that reads it is the one that is wrong.
  const bool read = std::ranges::any_of(bench.problems(), [&](const Problem& other) {
    return (other.file != source.path || other.code == "TS2339") && other.symbol == name;
  });
  const bool value = tokens.is_mark(at + 1, '=') && at + 2 < tokens.size();
  // Elements and components are shown, if not here.
  const bool named = tokens.is_mark(at + 2, '{') && tokens.is_word(at + 3) &&
                     context::is_upper(tokens.text_of(at + 3)[0]);
  if (value && (named || tokens.has_jsx(at, tokens.after(at + 2)))) return {};
  const std::uint32_t end = value ? tokens[tokens.partner(at + 2)].end : tokens[at].end;
  if (read) return {};
  std::vector<Repair> out = only("Take out " + name + ", which the component does not know.",
                                 {{std::string(source.path), tokens[at].begin - 1, end, ""}});
  out.front().unique = false;
  return out;
}

/// `<Route component={Home} />` of a router that takes elements.
std::vector<Repair> element_of_route(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::uint32_t open = tag_before(tokens, at);
  const bool meant = tokens.text_of(open) == "<Route" && tokens.is_mark(at + 2, '{') &&
                     tokens.is_word(at + 3) && tokens.partner(at + 2) == at + 4;
  if (!meant) return {};
  for (const Attribute& one : attributes_of(tokens, open)) {
    if (tokens.text_of(one.name) == "element") return {};
  }
  const std::string name(tokens.text_of(at + 3));
  if (!context::is_upper(name[0])) return {};
  return only("Give a route its element.", {{std::string(source.path), tokens[at].begin,
                                             tokens[at + 4].end, "element={<" + name + " />}"}});
}

/// `altText` of `alt`: the one name that it says more words than.
std::string shorter_name(std::string_view longer, std::span<const std::string> names) {
  std::string found;
  for (const std::string& one : names) {
    const bool begins = one.size() > 2 && longer.size() > one.size() && longer.starts_with(one) &&
                        context::is_upper(longer[one.size()]);
    if (!begins) continue;
    if (!found.empty()) return {};
    found = one;
  }
  return found;
}

/// The attributes of the element around the offset.
std::set<std::string> attributes_at(const Source& source, std::uint32_t offset) {
  std::set<std::string> out;
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = tag_before(tokens, source.token_at(offset));
  if (open >= tokens.size()) return out;
  for (const Attribute& one : attributes_of(tokens, open)) out.emplace(tokens.text_of(one.name));
  return out;
}

}  // namespace

std::vector<Repair> fix_property(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  const auto missing = missing_in(problem.message);
  if (!place || !missing || missing->name.empty()) return {};
  const Source& source = *place.source;
  if (missing->type == "JSX.IntrinsicElements") return element(source, place.offset, missing->name);
  if (missing->type.starts_with("Promise<")) return {};
  const auto at = word_near(source, place.offset, missing->name);
  if (!at) return {};
  if (auto meant = as_component(source, *at); !meant.empty()) return meant;
  if (missing->name == "component") {
    if (auto route = element_of_route(source, *at); !route.empty()) return route;
  }
  const std::vector<Member> members = members_of(bench, missing->type);
  const auto extra = [&] { return without_attribute(bench, source, *at, missing->name); };
  std::vector<std::string> names;
  for (const Member& one : members) names.push_back(one.name);
  std::string near = nearest_name(missing->name, names);
  if (near.empty()) near = shorter_name(missing->name, names);
  bool unique = true;
  if (near.empty()) {
    const std::set<std::string> present = attributes_at(source, *at);
    if (present.empty()) return extra();
    // Between its tags stand an element's children.
    const std::uint32_t tag = tag_before(*source.tokens, source.token_at(*at));
    const bool ends = source.tokens->text_of(end_of_tag(*source.tokens, tag)) == "/>";
    std::vector<std::string> wanted;
    for (const Member& one : members) {
      if (one.optional || present.contains(one.name)) continue;
      if (one.name != "children" || ends) wanted.push_back(one.name);
    }
    if (wanted.size() != 1) return wanted.empty() ? extra() : std::vector<Repair>{};
    near = wanted.front();
    unique = false;
  }
  std::vector<Repair> out = only("Write " + near + " instead of " + missing->name + ".",
                                 replaced_word(source, *at, missing->name, near));
  out.front().unique = unique;
  return out;
}

}  // namespace sitewright::healing
