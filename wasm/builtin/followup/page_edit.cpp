#include "builtin/followup/page_edit.hpp"

#include <algorithm>

#include "builtin/prompt/utf8.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/write/source.hpp"
#include "builtin/write/steps.hpp"

namespace sitewright::builtin {
namespace {

constexpr std::string_view pages_folder = "src/pages/";
constexpr std::string_view page_ending = ".tsx";
constexpr std::size_t npos = std::string::npos;

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? npos : text.rfind('\n', at - 1);
  return before == npos ? 0 : before + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const auto end = text.find('\n', at);
  return end == npos ? text.size() : end + 1;
}

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != npos; at = text.find(word, at + 1)) {
    const bool free_before = at == 0 || !is_name(text[at - 1]);
    const bool free_after = at + word.size() >= text.size() || !is_name(text[at + word.size()]);
    if (free_before && free_after) return true;
  }
  return false;
}

/// Behind the string literal that begins at `at`.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const char mark = text[at++];
  while (at < text.size() && text[at] != mark) at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

/// The bracket that closes the one at `open`; npos when it stays open.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'' || c == '`') {
      at = skip_string(text, at);
      continue;
    }
    if (c == '{' || c == '[' || c == '(') ++depth;
    if ((c == '}' || c == ']' || c == ')') && --depth == 0) return at;
    ++at;
  }
  return npos;
}

/// [begin, end) of `export const <name> …;` with its line break.
std::optional<std::pair<std::size_t, std::size_t>> constant_range(std::string_view text,
                                                                  std::string_view name) {
  const std::string opening = "export const " + std::string(name);
  for (auto at = text.find(opening); at != npos; at = text.find(opening, at + 1)) {
    if (at + opening.size() < text.size() && is_name(text[at + opening.size()])) continue;
    const auto equals = text.find('=', at);
    if (equals == npos) return std::nullopt;
    const auto open = text.find_first_of("{[", equals);
    const auto close = open == npos ? npos : closing(text, open);
    if (close == npos) return std::nullopt;
    return std::pair{at, line_end(text, close)};
  }
  return std::nullopt;
}

/// Adds a name to `import … { a, b } from "module";`, or a line of its own.
void add_import(std::string& text, std::string_view opening, std::string_view name,
                std::string_view module) {
  const std::string tail = "from \"" + std::string(module) + "\"";
  for (auto at = text.find(tail); at != npos; at = text.find(tail, at + 1)) {
    const auto brace = text.rfind('}', at);
    const auto open = brace == npos ? npos : text.rfind('{', brace);
    if (open == npos) break;
    const std::string_view head =
        std::string_view(text).substr(line_begin(text, open), open - line_begin(text, open));
    if (head != std::string(opening) + " ") continue;
    if (has_word(std::string_view(text).substr(open, brace - open), name)) return;
    const bool broken = text[brace - 1] == '\n';
    auto last = text.find_last_not_of(" \n", brace - 1);
    const bool comma = last != npos && text[last] == ',';
    if (broken)
      text.insert(brace, "  " + std::string(name) + ",\n");
    else
      text.insert(last + 1, (comma ? " " : ", ") + std::string(name));
    return;
  }
  text.insert(0, std::string(opening) + " { " + std::string(name) + " } " + tail + ";\n");
}

/// Takes a name out of the import braces it stands in; the whole line when it was the only one.
void drop_import(std::string& text, std::string_view name) {
  for (auto at = text.find("import "); at != npos; at = text.find("import ", at + 1)) {
    if (at != line_begin(text, at)) continue;
    const auto open = text.find('{', at);
    const auto close = open == npos ? npos : text.find('}', open);
    const auto end = text.find(';', at);
    if (open == npos || close == npos || end == npos || open > end) continue;
    const std::string_view inside = std::string_view(text).substr(open + 1, close - open - 1);
    if (!has_word(inside, name)) continue;
    std::string kept;
    const bool broken = inside.contains('\n');
    for (std::size_t from = 0; from < inside.size();) {
      const auto comma = std::min(inside.find(',', from), inside.size());
      std::string_view one = inside.substr(from, comma - from);
      from = comma + 1;
      const auto first = one.find_first_not_of(" \n");
      if (first == npos) continue;
      one = one.substr(first, one.find_last_not_of(" \n") - first + 1);
      if (one == name) continue;
      kept +=
          broken ? "\n  " + std::string(one) + "," : (kept.empty() ? " " : ", ") + std::string(one);
    }
    if (kept.empty())
      text.erase(at, line_end(text, end) - at);
    else
      text.replace(open + 1, close - open - 1, kept + (broken ? "\n" : " "));
    return;
  }
}

struct Spot {
  Placed placed;
  std::size_t begin;  ///< of its line
  std::size_t end;
};

std::vector<Spot> spots_of(std::string_view text) {
  std::vector<Spot> spots;
  for (auto at = text.find("{..."); at != npos; at = text.find("{...", at + 1)) {
    const auto open = text.rfind('<', at);
    const auto end = text.find("/>", at);
    const auto close = text.find('}', at);
    if (open == npos || end == npos || close == npos || close > end) continue;
    std::string component(text.substr(open + 1, at - open - 1));
    while (!component.empty() && component.back() == ' ') component.pop_back();
    if (component.empty() || !std::ranges::all_of(component, is_name)) continue;
    spots.push_back({{component, std::string(text.substr(at + 4, close - at - 4))},
                     line_begin(text, open),
                     line_end(text, end)});
  }
  return spots;
}

std::string* text_at(Files& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

/// Where a new element goes: in front of the element at `position`, or of the closing fragment.
std::size_t place_in(const std::string& text, const std::vector<Spot>& spots,
                     std::size_t position) {
  if (position < spots.size()) return spots[position].begin;
  if (!spots.empty()) return spots.back().end;
  const auto fragment = text.rfind("</>");
  return fragment == npos ? npos : line_begin(text, fragment);
}

}  // namespace

std::vector<std::string> page_names(const Files& files) {
  std::vector<std::string> names;
  for (const auto& [path, text] : files) {
    if (!path.starts_with(pages_folder) || !path.ends_with(page_ending)) continue;
    std::string name =
        path.substr(pages_folder.size(), path.size() - pages_folder.size() - page_ending.size());
    if (name != "not-found") names.push_back(std::move(name));
  }
  return names;
}

std::vector<Placed> placed_sections(const Files& files, std::string_view page) {
  std::vector<Placed> placed;
  const auto found = files.find(page_path(page));
  if (found == files.end()) return placed;
  for (const Spot& spot : spots_of(found->second)) placed.push_back(spot.placed);
  return placed;
}

std::optional<std::string_view> constant_text(const Files& files, std::string_view page,
                                              std::string_view constant) {
  const auto found = files.find(content_path(page));
  if (found == files.end()) return std::nullopt;
  const auto range = constant_range(found->second, constant);
  if (!range) return std::nullopt;
  return std::string_view(found->second).substr(range->first, range->second - range->first);
}

bool insert_section(Files& files, std::string_view page, Section section, std::size_t position,
                    const Catalogue& catalogue) {
  std::string* markup = text_at(files, page_path(page));
  std::string* content = text_at(files, content_path(page));
  if (markup == nullptr || content == nullptr) return false;
  const auto spots = spots_of(*markup);
  std::string constant = constant_of(section.component);
  for (int n = 2; has_word(*markup, constant) || constant_range(*content, constant); ++n)
    constant = constant_of(section.component) + std::to_string(n);
  const std::string id = section.id();
  for (int n = 2; content->contains("id: " + quoted(section.id())); ++n)
    section.content.set("id", id + "-" + std::to_string(n));
  const std::size_t at = place_in(*markup, spots, position);
  if (at == npos) return false;
  markup->insert(at, "      <" + section.component + " {..." + constant + "} />\n");
  const std::string up = way_up(page);
  add_import(*markup, "import", constant, up + "content/" + std::string(page));
  if (!markup->contains("import { " + section.component + " }")) {
    markup->insert(0, "import { " + section.component + " } from \"" + up + "sections/" +
                          section.component + "\";\n");
  }
  if (!content->ends_with('\n')) content->push_back('\n');
  *content += "\n" + constant_source(constant, section.component, section.content);
  add_import(*content, "import type", section.component + "Content", up + "content");
  add_component(files, section.component, catalogue);
  return true;
}

bool remove_section(Files& files, std::string_view page, const Placed& placed) {
  std::string* markup = text_at(files, page_path(page));
  std::string* content = text_at(files, content_path(page));
  if (markup == nullptr || content == nullptr) return false;
  const auto spots = spots_of(*markup);
  const auto spot = std::ranges::find_if(
      spots, [&](const Spot& s) { return s.placed.constant == placed.constant; });
  if (spot == spots.end() || spots.size() < 2) return false;
  markup->erase(spot->begin, spot->end - spot->begin);
  drop_import(*markup, placed.constant);
  if (std::ranges::count_if(
          spots, [&](const Spot& s) { return s.placed.component == placed.component; }) == 1)
    drop_import(*markup, placed.component);
  if (auto range = constant_range(*content, placed.constant)) {
    const std::string path(content_path(page));
    const std::string id = member_of(files, path, placed.constant, "id");
    if (range->first > 0 && (*content)[range->first - 1] == '\n') --range->first;
    content->erase(range->first, range->second - range->first);
    if (const std::string type = placed.component + "Content";
        !content->contains(": " + type + " "))
      drop_import(*content, type);
    if (!id.empty()) {
      remove_links(files, "#" + id);
      remove_links(files, "/" + (page == "home" ? "" : std::string(page) + "/") + "#" + id);
    }
  }
  return true;
}

bool move_section(Files& files, std::string_view page, const Placed& placed, std::size_t position) {
  std::string* markup = text_at(files, page_path(page));
  if (markup == nullptr) return false;
  const auto spots = spots_of(*markup);
  const auto spot = std::ranges::find_if(
      spots, [&](const Spot& s) { return s.placed.constant == placed.constant; });
  if (spot == spots.end()) return false;
  const std::string line = markup->substr(spot->begin, spot->end - spot->begin);
  const std::size_t target = place_in(*markup, spots, position);
  if (target == npos || (target >= spot->begin && target <= spot->end)) return false;
  if (target > spot->begin) {
    markup->insert(target, line);
    markup->erase(spot->begin, line.size());
  } else {
    markup->erase(spot->begin, line.size());
    markup->insert(target, line);
  }
  return true;
}

namespace {

/// [begin, end) of the value behind the first `key: "` in a range, without the quotes.
std::optional<std::pair<std::size_t, std::size_t>> member_range(std::string_view text,
                                                                std::string_view constant,
                                                                std::string_view key) {
  std::pair<std::size_t, std::size_t> range{0, text.size()};
  if (!constant.empty()) {
    const auto found = constant_range(text, constant);
    if (!found) return std::nullopt;
    range = *found;
  }
  const std::string mark = std::string(key) + ": \"";
  for (auto at = text.find(mark, range.first); at != npos && at < range.second;
       at = text.find(mark, at + 1)) {
    if (at > 0 && is_name(text[at - 1])) continue;
    const std::size_t open = at + mark.size() - 1;
    return std::pair{open + 1, skip_string(text, open) - 1};
  }
  return std::nullopt;
}

}  // namespace

bool set_member(Files& files, const std::string& path, std::string_view constant,
                std::string_view key, std::string_view value) {
  std::string* text = text_at(files, path);
  if (text == nullptr) return false;
  const auto range = member_range(*text, constant, key);
  if (!range) return false;
  const std::string literal = quoted(value);
  text->replace(range->first, range->second - range->first, literal.substr(1, literal.size() - 2));
  return true;
}

std::string member_of(const Files& files, const std::string& path, std::string_view constant,
                      std::string_view key) {
  const auto found = files.find(path);
  if (found == files.end()) return {};
  const auto range = member_range(found->second, constant, key);
  if (!range) return {};
  std::string out;
  const std::string_view raw =
      std::string_view(found->second).substr(range->first, range->second - range->first);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size()) ++i;
    out.push_back(raw[i]);
  }
  return out;
}

bool add_link(Files& files, const std::string& label, const std::string& href) {
  std::string* text = text_at(files, "src/content/site.ts");
  if (text == nullptr || text->contains("href: " + quoted(href))) return false;
  const auto nav = text->find("nav: [");
  const auto open = nav == npos ? npos : nav + 5;
  const auto close = open == npos ? npos : closing(*text, open);
  if (close == npos) return false;
  std::size_t links = 0;
  for (auto at = text->find("href:", open); at != npos && at < close;
       at = text->find("href:", at + 1))
    ++links;
  if (links >= 7 || utf8::length(label) > 22) return false;
  const std::string link = "{ label: " + quoted(label) + ", href: " + quoted(href) + " }";
  const bool broken = text->find('\n', open) < close;
  if (broken)
    text->insert(line_begin(*text, close), "    " + link + ",\n");
  else
    text->insert(close, (text->at(close - 1) == '[' ? "" : ", ") + link);
  return true;
}

void remove_links(Files& files, const std::string& href) {
  const std::string mark = "href: " + quoted(href);
  for (auto& [path, text] : files) {
    if (!path.starts_with("src/content/")) continue;
    for (auto at = text.find(mark); at != npos; at = text.find(mark)) {
      std::size_t begin = text.rfind('{', at);
      const std::size_t end_brace = begin == npos ? npos : closing(text, begin);
      if (end_brace == npos) break;
      std::size_t end = end_brace + 1;
      if (const auto key = line_begin(text, begin);
          text.substr(key, begin - key).find(": ") != npos &&
          !text.substr(key, begin - key).contains('['))
        begin = key + text.substr(key, begin - key).find_first_not_of(' ');
      if (end < text.size() && text[end] == ',')
        ++end;
      else if (begin >= 2 && text[begin - 1] == ' ' && text[begin - 2] == ',')
        begin -= 2;
      // A line that held nothing else goes as a whole; on a shared line the blank goes too.
      const auto from = line_begin(text, begin);
      const bool alone =
          text.find_first_not_of(' ', from) >= begin && (end >= text.size() || text[end] == '\n');
      if (alone)
        text.erase(from, line_end(text, end) - from);
      else
        text.erase(begin, end - begin +
                              (end < text.size() && text[end] == ' ' && begin > 0 &&
                                       (text[begin - 1] == ' ' || text[begin - 1] == '[')
                                   ? 1
                                   : 0));
    }
  }
}

}  // namespace sitewright::builtin
