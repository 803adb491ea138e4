// Attributes as HTML writes them: class, for, onclick, tabindex; style as a text; numbers and
// truth values as texts.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::TokenKind;

struct Name {
  std::string_view html;
  std::string_view react;
};

// Source: react.dev, "Common components": names that differ from HTML's by more than letter case.
constexpr std::array names{Name{"class", "className"},
                           Name{"for", "htmlFor"},
                           Name{"classname", "className"},
                           Name{"class-name", "className"},
                           Name{"altText", "alt"},
                           Name{"alttext", "alt"},
                           Name{"html-for", "htmlFor"},
                           Name{"accept-charset", "acceptCharset"},
                           Name{"http-equiv", "httpEquiv"},
                           Name{"srcset", "srcSet"},
                           Name{"srcdoc", "srcDoc"},
                           Name{"tabindex", "tabIndex"},
                           Name{"readonly", "readOnly"},
                           Name{"maxlength", "maxLength"},
                           Name{"minlength", "minLength"},
                           Name{"colspan", "colSpan"},
                           Name{"rowspan", "rowSpan"},
                           Name{"autoplay", "autoPlay"},
                           Name{"autocomplete", "autoComplete"},
                           Name{"autofocus", "autoFocus"},
                           Name{"allowfullscreen", "allowFullScreen"},
                           Name{"contenteditable", "contentEditable"},
                           Name{"crossorigin", "crossOrigin"},
                           Name{"datetime", "dateTime"},
                           Name{"enctype", "encType"},
                           Name{"formaction", "formAction"},
                           Name{"frameborder", "frameBorder"},
                           Name{"inputmode", "inputMode"},
                           Name{"novalidate", "noValidate"},
                           Name{"playsinline", "playsInline"},
                           Name{"referrerpolicy", "referrerPolicy"},
                           Name{"spellcheck", "spellCheck"},
                           Name{"usemap", "useMap"},
                           Name{"fetchpriority", "fetchPriority"},
                           Name{"viewbox", "viewBox"},
                           Name{"preserveaspectratio", "preserveAspectRatio"},
                           Name{"dangerouslysetinnerhtml", "dangerouslySetInnerHTML"},
                           Name{"itemprop", "itemProp"},
                           Name{"itemtype", "itemType"},
                           Name{"itemscope", "itemScope"}};

std::string react_name(std::string_view name) {
  const auto found = std::ranges::find(names, name, &Name::html);
  if (found != names.end()) return std::string(found->react);
  // on:click and onclick
  constexpr std::array<std::string_view, 24> events{
      "onClick",       "onChange",      "onSubmit",    "onInput",      "onFocus",
      "onBlur",        "onKeyDown",     "onKeyUp",     "onKeyPress",   "onMouseEnter",
      "onMouseLeave",  "onMouseOver",   "onMouseOut",  "onMouseDown",  "onMouseUp",
      "onLoad",        "onError",       "onScroll",    "onTouchStart", "onTouchEnd",
      "onDoubleClick", "onPointerDown", "onPointerUp", "onToggle"};
  for (const std::string_view one : events) {
    if (one == name || one.size() != name.size()) continue;
    const bool same =
        std::ranges::equal(one, name, [](char a, char b) { return (a | 32) == (b | 32); });
    if (same) return std::string(one);
  }
  return {};
}

std::string camel(std::string_view property) {
  if (property.starts_with("--")) return "\"" + std::string(property) + "\"";
  if (property.starts_with("-ms-")) property.remove_prefix(1);
  std::string out;
  bool up = false;
  for (const char c : property) {
    if (c == '-') {
      up = true;
    } else {
      out += static_cast<char>(up && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
      up = false;
    }
  }
  return out;
}

/// "color: red; margin-top: 4px" as { color: "red", marginTop: "4px" }.
std::string style_object(std::string_view css) {
  std::string out;
  while (!css.empty()) {
    // A ";" within parentheses belongs to a value.
    std::size_t end = 0;
    int depth = 0;
    while (end < css.size() && (css[end] != ';' || depth > 0)) {
      if (css[end] == '(') ++depth;
      if (css[end] == ')') --depth;
      ++end;
    }
    const std::string_view one = trimmed(css.substr(0, end));
    css.remove_prefix(std::min(end + 1, css.size()));
    const std::size_t colon = one.find(':');
    if (one.empty()) continue;
    if (colon == std::string_view::npos) return {};
    std::string value(trimmed(one.substr(colon + 1)));
    if (value.contains('"') || value.contains('\\')) return {};
    if (!out.empty()) out += ", ";
    out += camel(trimmed(one.substr(0, colon))) + ": \"" + value + "\"";
  }
  return out.empty() ? out : "{{ " + out + " }}";
}

std::vector<Repair> style(const Source& source, std::uint32_t at) {
  const context::ScriptTokens& tokens = *source.tokens;
  std::uint32_t value = at + 2;
  if (value >= tokens.size()) return {};
  std::uint32_t begin = tokens[value].begin;
  std::uint32_t end = tokens[value].end;
  if (tokens.is_mark(value, '{') && tokens.partner(value) == value + 2) {
    end = tokens[value + 2].end;
    ++value;
  }
  if (tokens[value].kind != TokenKind::string) return {};
  const std::string_view written = tokens.text_of(value);
  const std::string object = style_object(written.substr(1, written.size() - 2));
  if (object.empty()) return {};
  begin = tokens[at + 2].begin;
  if (!object.contains("\"--")) {
    return only("Write the style as an object.", {{std::string(source.path), begin, end, object}});
  }
  // React takes custom properties, its types do not name them.
  std::vector<Edit> edits =
      with_import(source, {"CSSProperties", "", "react", ImportForm::named, true});
  const std::string typed = object.substr(0, object.size() - 1) + " as CSSProperties}";
  edits.push_back({std::string(source.path), begin, end, typed});
  return only("Write the style as an object.", std::move(edits));
}

/// tabIndex="0" as {0}, disabled="true" as {true}.
std::vector<Repair> value_of_kind(const Source& source, std::uint32_t at,
                                  std::string_view message) {
  const context::ScriptTokens& tokens = *source.tokens;
  if (!tokens.is_mark(at + 1, '=') || at + 2 >= tokens.size() ||
      tokens[at + 2].kind != TokenKind::string) {
    return {};
  }
  const std::string_view written = tokens.text_of(at + 2);
  const std::string inner(written.substr(1, written.size() - 2));
  const bool number = !inner.empty() && std::ranges::all_of(inner, [](char c) {
    return context::is_digit(c) || c == '.' || c == '-';
  });
  const bool wants_number = message.contains("to type 'number");
  const bool wants_truth =
      message.contains("to type 'boolean") || message.contains("to type 'Booleanish");
  const bool truth = inner == "true" || inner == "false";
  std::string with;
  if (wants_number && number) with = "{" + inner + "}";
  if (wants_truth && truth) with = "{" + inner + "}";
  const std::string_view name = tokens.text_of(at);
  if (wants_truth && !truth && (inner.empty() || inner == name)) with = "{true}";
  if (with.empty()) return {};
  return only("Write " + std::string(name) + "=" + with + ".",
              {{std::string(source.path), tokens[at + 2].begin, tokens[at + 2].end, with}});
}

/// ref="form", as classes of React 15 had it, beside `const form = useRef(…)`.
std::vector<Repair> named_ref(const Source& source, std::uint32_t at) {
  const context::ScriptTokens& tokens = *source.tokens;
  const bool text = tokens.is_mark(at + 1, '=') && at + 2 < tokens.size() &&
                    tokens[at + 2].kind == TokenKind::string;
  if (!text) return {};
  const std::string_view written = tokens.text_of(at + 2);
  const std::string name(written.substr(1, written.size() - 2));
  for (std::uint32_t one = 1; one + 3 < tokens.size(); ++one) {
    const bool named = tokens.is_word(one, name) || tokens.is_word(one, name + "Ref");
    const bool made = named && tokens.is_word(one - 1, "const") && tokens.is_mark(one + 1, '=') &&
                      (tokens.is_word(one + 2, "useRef") || tokens.is_word(one + 2, "React"));
    if (!made) continue;
    return only("Give an element its reference.",
                {{std::string(source.path), tokens[at + 2].begin, tokens[at + 2].end,
                  "{" + std::string(tokens.text_of(one)) + "}"}});
  }
  return {};
}

/// key={item} of an object: what tells it from its like.
std::vector<Repair> whole_key(Workbench& bench, const Source& source, std::uint32_t at,
                              std::string_view message) {
  const context::ScriptTokens& tokens = *source.tokens;
  const bool whole = message.contains("to type 'Key | null | undefined'") &&
                     tokens.is_mark(at + 1, '=') && tokens.is_mark(at + 2, '{') &&
                     tokens.is_word(at + 3) && tokens.partner(at + 2) == at + 4;
  if (!whole) return {};
  const std::size_t begin = message.find("Type '") + 6;
  const std::string_view type =
      message.substr(begin, message.find("' is not assignable", begin) - begin);
  std::vector<std::string> has;
  for (const Member& one : members_of(bench, type)) {
    if (!one.optional) has.push_back(one.name);
  }
  // The sooner, the more surely its own.
  for (const std::string_view name : {"id", "key", "slug", "href", "to", "path", "url", "name",
                                      "title", "label", "question", "value", "text"}) {
    if (!std::ranges::contains(has, name)) continue;
    return only("Tell items apart by their " + std::string(name) + ".",
                {{std::string(source.path), tokens[at + 3].end, tokens[at + 3].end,
                  "." + std::string(name)}});
  }
  return {};
}

/// tabIndex="0": the name is known now, and a text is no number.
void number_value(const Source& source, std::uint32_t at, std::string_view react, Repair& repair) {
  const context::ScriptTokens& tokens = *source.tokens;
  const bool counts = react == "tabIndex" || react == "colSpan" || react == "rowSpan" ||
                      react == "maxLength" || react == "minLength";
  if (!counts || at + 2 >= tokens.size() || !tokens.is_mark(at + 1, '=') ||
      tokens[at + 2].kind != TokenKind::string) {
    return;
  }
  const std::string_view written = tokens.text_of(at + 2);
  const std::string inner(written.substr(1, written.size() - 2));
  const bool number = !inner.empty() && std::ranges::all_of(inner, [](char c) {
    return context::is_digit(c) || c == '-';
  });
  if (!number) return;
  repair.edits.push_back(
      {std::string(source.path), tokens[at + 2].begin, tokens[at + 2].end, "{" + inner + "}"});
}

/// Of several such names in one tag the tools tell the first.
void rename_others(const Source& source, std::uint32_t token, Repair& repair) {
  const context::ScriptTokens& tokens = *source.tokens;
  const std::uint32_t tag = tag_before(tokens, token);
  const std::string_view element = tokens.text_of(tag);
  if (element.size() < 2 || element[1] < 'a' || element[1] > 'z') return;
  for (const auto [at, end] : attributes_of(tokens, tag)) {
    if (at == token) continue;
    const std::string react = react_name(tokens.text_of(at));
    if (react.empty()) continue;
    repair.edits.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, react});
    number_value(source, at, react, repair);
    repair.summary += " Write " + react + " instead of " + std::string(tokens.text_of(at)) + ".";
  }
}

/// `<Link href="/a">` of a router whose links go `to` somewhere.
std::vector<Repair> address_of_link(const Source& source, std::uint32_t offset,
                                    std::string_view message) {
  const bool meant =
      message.contains("'href' does not exist on type") && message.contains("LinkProps");
  const auto at = meant ? word_near(source, offset, "href") : std::nullopt;
  if (!at) return {};
  const std::uint32_t token = source.token_at(*at);
  const context::ScriptTokens& tokens = *source.tokens;
  if (token >= tokens.size() || tokens[token].kind != TokenKind::jsx_name) return {};
  for (const Attribute& one : attributes_of(tokens, tag_before(tokens, token))) {
    if (tokens.text_of(one.name) == "to") return {};
  }
  return only("Write to instead of href.",
              {{std::string(source.path), tokens[token].begin, tokens[token].end, "to"}});
}

}  // namespace

std::vector<Repair> fix_jsx_attribute(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  if (at >= tokens.size()) return {};
  if (auto to = address_of_link(source, place.offset, problem.message); !to.empty()) return to;
  if (tokens[at].kind == TokenKind::jsx_name) {
    if (tokens.is_word(at, "style") || tokens.text_of(at) == "style") return style(source, at);
    if (tokens.text_of(at) == "ref") return named_ref(source, at);
    if (tokens.text_of(at) == "key") return whole_key(bench, source, at, problem.message);
    if (auto found = value_of_kind(source, at, problem.message); !found.empty()) return found;
  }
  std::vector<Repair> out;
  for (std::size_t i = 0; i < 6; ++i) {
    const std::string word = quoted(problem.message, i);
    if (word.empty()) break;
    const std::string react = react_name(word);
    if (react.empty()) continue;
    const auto found = word_near(source, place.offset, word);
    if (!found) continue;
    const std::uint32_t token = source.token_at(*found);
    if (token >= tokens.size() || tokens[token].kind != TokenKind::jsx_name) continue;
    out.push_back({"Write " + react + " instead of " + word + ".",
                   {{std::string(source.path), tokens[token].begin, tokens[token].end, react}}});
    number_value(source, token, react, out.front());
    rename_others(source, token, out.front());
    break;
  }
  return out;
}

}  // namespace sitewright::healing
