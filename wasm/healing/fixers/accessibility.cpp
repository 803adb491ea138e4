// What a screen reader misses, by the rules of axe: images without alt, fields and buttons without
// a name where their own attributes hold one; elements of lists without a key.
#include <optional>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/tags.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Tag {
  std::uint32_t open = 0;
  std::uint32_t end = 0;  // the token of ">" or "/>"
};

std::optional<std::uint32_t> attribute(const ScriptTokens& tokens, const Tag& tag,
                                       std::string_view name) {
  for (std::uint32_t at = tag.open + 1; at < tag.end; ++at) {
    if (tokens[at].kind == TokenKind::jsx_name && tokens.text_of(at) == name) return at;
    if (tokens.is_mark(at, '{')) {
      // A spread may hold anything.
      if (tokens.text_of(at + 1) == "...") return at;
      at = tokens.partner(at);
    }
  }
  return std::nullopt;
}

std::vector<Tag> tags_of(const ScriptTokens& tokens, std::string_view name) {
  std::vector<Tag> out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::jsx_open || tokens.text_of(at).substr(1) != name) continue;
    const std::uint32_t end = end_of_tag(tokens, at);
    if (end < tokens.size()) out.push_back({at, end});
  }
  return out;
}

void add_alt(const Source& source, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (const Tag& tag : tags_of(tokens, "img")) {
    if (attribute(tokens, tag, "alt") || attribute(tokens, tag, "aria-label")) continue;
    const std::uint32_t at = tokens[tag.open].end;
    const auto title = attribute(tokens, tag, "title");
    std::string text = " alt=\"\"";
    if (title && tokens.is_mark(*title + 1, '=')) {
      const std::uint32_t value = *title + 2;
      const std::uint32_t end = tokens[tokens.partner(value)].end;
      text =
          " alt=" + std::string(source.text.substr(tokens[value].begin, end - tokens[value].begin));
    }
    edits.push_back({std::string(source.path), at, at, text});
  }
}

/// The placeholder, name or title that a field has becomes what it is called.
void add_labels(const Source& source, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (const std::string_view name : {"input", "textarea", "select", "button"}) {
    for (const Tag& tag : tags_of(tokens, name)) {
      if (attribute(tokens, tag, "aria-label") || attribute(tokens, tag, "aria-labelledby") ||
          attribute(tokens, tag, "id")) {
        continue;
      }
      for (const std::string_view from : {"title", "placeholder", "name"}) {
        const auto found = attribute(tokens, tag, from);
        if (!found || !tokens.is_mark(*found + 1, '=')) continue;
        const std::uint32_t value = *found + 2;
        const std::uint32_t end = tokens[tokens.partner(value)].end;
        const std::uint32_t at = tokens[tag.open].end;
        edits.push_back({std::string(source.path), at, at,
                         " aria-label=" + std::string(source.text.substr(
                                              tokens[value].begin, end - tokens[value].begin))});
        break;
      }
    }
  }
}

/// .map((item) => <li>…): the parameter's id, else its position.
void add_keys(const Source& source, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "map") || !tokens.is_mark(at - 1, '.') ||
        !tokens.is_mark(at + 1, '(')) {
      continue;
    }
    const std::uint32_t close = tokens.partner(at + 1);
    std::uint32_t arrow = at + 2;
    while (arrow < close && !tokens.is_arrow(arrow)) arrow = tokens.after(arrow);
    std::uint32_t element = arrow + 1;
    if (tokens.is_mark(element, '(')) ++element;
    if (element >= close || tokens[element].kind != TokenKind::jsx_open) continue;
    const std::string_view tag_name = tokens.text_of(element).substr(1);
    if (tag_name.empty()) continue;
    Tag tag{element, element};
    for (const Tag& one : tags_of(tokens, tag_name)) {
      if (one.open == element) tag = one;
    }
    if (attribute(tokens, tag, "key")) continue;
    const bool bracketed = tokens.is_mark(at + 2, '(');
    const std::uint32_t parameter = bracketed ? at + 3 : at + 2;
    if (!tokens.is_word(parameter)) continue;
    const std::string path(source.path);
    std::string key = "index";
    const std::uint32_t after = parameter + 1;
    if (bracketed && tokens.is_mark(after, ',') && tokens.is_word(after + 1)) {
      key = tokens.text_of(after + 1);
    } else if (bracketed) {
      edits.push_back({path, tokens[parameter].end, tokens[parameter].end, ", index"});
    } else {
      edits.push_back({path, tokens[parameter].begin, tokens[parameter].end,
                       "(" + std::string(tokens.text_of(parameter)) + ", index)"});
    }
    edits.push_back({path, tokens[element].end, tokens[element].end, " key={" + key + "}"});
  }
}

}  // namespace

std::vector<Repair> fix_accessibility(Workbench& bench, const Problem& problem) {
  const auto says = [&](std::string_view word) {
    return problem.code.contains(word) || problem.message.contains(word);
  };
  const bool alt = says("image-alt") || says("image_alt") || says("alternative text");
  const bool label =
      says("label") || says("button-name") || says("button_name") || says("select-name");
  const bool key = says("unique \"key\"");
  if (!alt && !label && !key) return {};
  std::vector<Repair> out;
  for (const Source* file : bench.scripts()) {
    std::vector<Edit> edits;
    if (alt) add_alt(*file, edits);
    if (label) add_labels(*file, edits);
    if (key) add_keys(*file, edits);
    if (edits.empty()) continue;
    out.push_back({"Name what " + std::string(file->path) + " shows.", std::move(edits)});
  }
  return out;
}

}  // namespace sitewright::healing
