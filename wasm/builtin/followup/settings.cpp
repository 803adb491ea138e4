#include "builtin/followup/settings.hpp"

#include <algorithm>

#include "builtin/followup/page_edit.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/write/source.hpp"
#include "builtin/write/steps.hpp"

namespace sitewright::builtin {
namespace {

const Style* style_of(const Files& files, const Catalogue& catalogue) {
  const auto found = files.find("src/style/style.css");
  if (found == files.end()) return nullptr;
  for (const Style& style : styles()) {
    if (catalogue.is_style(style.name, found->second)) return &style;
  }
  return nullptr;
}

void set_look(const Style& look, const Catalogue& catalogue, Files& files) {
  set_style(files, look.name, catalogue);
  set_member(files, site_path, "site", "header", look.header);
  set_member(files, site_path, "site", "footer", look.footer);
  set_member(files, site_path, "site", "mode", look.mode);
  const auto home = placed_sections(files, "home");
  if (!home.empty() && home[0].component == "Hero")
    set_member(files, content_path("home"), home[0].constant, "form", look.hero);
}

/// Literals that are no words for people: addresses, names of drawings, settings.
bool is_setting(std::string_view text, std::size_t quote) {
  const auto line = text.rfind('\n', quote);
  const std::string_view head =
      text.substr(line == std::string_view::npos ? 0 : line + 1,
                  quote - (line == std::string_view::npos ? 0 : line + 1));
  if (head.contains("import ") || head.contains("operations: [") || head.ends_with("from ") ||
      head.ends_with("] "))
    return true;
  if (!head.ends_with(": ")) return head.ends_with("from ");
  const auto key_end = head.size() - 2;
  const auto key_begin =
      head.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", key_end - 1);
  const std::string_view key =
      head.substr(key_begin == std::string_view::npos ? 0 : key_begin + 1,
                  key_end - (key_begin == std::string_view::npos ? 0 : key_begin + 1));
  return is_any(key,
                "href|id|motif|icon|tone|form|kind|mode|header|footer|lang|language|currency|"
                "schemaType|seed|date");
}

}  // namespace

void restyle(const Change& change, const Brief& brief, const Catalogue& catalogue, Files& files) {
  const Style* now = style_of(files, catalogue);
  const Style* look = change.look;
  if (change.another_look) {
    const std::size_t at = now == nullptr ? brief.seed % styles().size()
                                          : static_cast<std::size_t>(now - styles().data());
    look =
        &styles()[(at + 1 + stable_hash(change.words) % (styles().size() - 1)) % styles().size()];
    if (look == now) look = &styles()[(at + 1) % styles().size()];
  }
  if (look != nullptr && look != now) set_look(*look, catalogue, files);
  constexpr std::string_view names[] = {"", "light", "dark", "auto"};
  if (change.style.mode != Mode::unsaid)
    set_member(files, site_path, "site", "mode",
               names[static_cast<std::size_t>(change.style.mode)]);
  if (change.style.hue) files[accent_path] = accent_source(*change.style.hue);
}

void rename_site(const std::string& to, const Brief& brief, Files& files) {
  set_member(files, site_path, "site", "name", to);
  if (utf8::length(brief.name) < 3) return;
  const auto inner = [](std::string_view text) {
    const std::string q = quoted(text);
    return q.substr(1, q.size() - 2);
  };
  const std::string old_text = inner(brief.name);
  const std::string new_text = inner(to);
  for (auto& [path, text] : files) {
    if (!path.starts_with("src/content/") || old_text == new_text) continue;
    for (auto at = text.find(old_text); at != std::string::npos;
         at = text.find(old_text, at + new_text.size())) {
      const bool in_address = text.rfind("href: \"", at) != std::string::npos &&
                              text.find('"', text.rfind("href: \"", at) + 7) > at;
      if (!in_address) text.replace(at, old_text.size(), new_text);
    }
  }
}

void set_text(const Change& change, Files& files) {
  const auto home = placed_sections(files, "home");
  if (home.empty()) return;
  const std::string path = content_path("home");
  switch (change.field) {
    case Field::headline:
      set_member(files, path, home[0].constant, "title", change.to);
      break;
    case Field::introduction:
      set_member(files, path, home[0].constant, "lede", plain(change.to));
      break;
    case Field::tagline:
      set_member(files, site_path, "site", "tagline", change.to);
      break;
    case Field::description:
      set_member(files, path, "meta", "description", change.to);
      break;
    case Field::button:
      set_member(files, path, home[0].constant, "label", change.to);
      break;
    case Field::section_title:
      break;
  }
}

void replace_text(const Change& change, Files& files) {
  const auto inner = [](std::string_view text) {
    const std::string q = quoted(text);
    return q.substr(1, q.size() - 2);
  };
  const std::string from = inner(change.from);
  const std::string to = inner(change.to);
  if (from.size() < 2) return;
  for (auto& [path, text] : files) {
    if (!path.starts_with("src/content/")) continue;
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at)) {
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != '"' && text[end] != '\n')
        end += text[end] == '\\' ? 2 : 1;
      end = std::min(end, text.size());
      std::string literal = text.substr(at + 1, end - at - 1);
      const std::size_t length = literal.size();
      const bool words = !is_setting(text, at);
      for (auto hit = literal.find(from); words && hit != std::string::npos;
           hit = literal.find(from, hit + to.size()))
        literal.replace(hit, from.size(), to);
      text.replace(at + 1, length, literal);
      at += literal.size() + 2;
      if (at >= text.size()) break;
    }
  }
}

}  // namespace sitewright::builtin
