// Links of HTML (src, href, poster) and of Markdown (inline links, images, definitions).
#include "context/scan/markup_modules.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "context/scan/html_tags.hpp"
#include "context/scan/lines.hpp"

namespace sitewright::context {

namespace {

constexpr std::size_t longest_link = 2048;

bool is_local(std::string_view link) {
  return !link.empty() && link[0] != '#' && link.find("://") == std::string_view::npos &&
         !link.starts_with("data:") && !link.starts_with("mailto:") && !link.starts_with("tel:");
}

// Past the code span of backticks that begins at `at`; past these backticks alone where they have
// no partner on the line.
std::size_t after_code(std::string_view row, std::size_t at) {
  const auto run_from = [row](std::size_t from) {
    return std::min(row.find_first_not_of('`', from), row.size()) - from;
  };
  const std::size_t ticks = run_from(at);
  for (std::size_t next = row.find('`', at + ticks); next != std::string_view::npos;) {
    const std::size_t run = run_from(next);
    if (run == ticks) return next + run;
    next = row.find('`', next + run);
  }
  return at + ticks;
}

}  // namespace

ModuleScan scan_html_modules(std::string_view text) {
  ModuleScan scan;
  LineCounter lines(text);
  HtmlTags tags(text);
  while (const auto tag = tags.next()) {
    if (tag->closing || is_tag(tag->name, "a")) continue;
    const auto kind = is_tag(tag->name, "script") ? ImportKind::import_static : ImportKind::asset;
    tags.each_attribute(*tag, [&](const HtmlAttribute& attribute) {
      const bool links = is_tag(attribute.name, "src") || is_tag(attribute.name, "href") ||
                         is_tag(attribute.name, "poster");
      if (!links || !is_local(attribute.value)) return;
      scan.imports.push_back(
          {attribute.value, kind, false, attribute.offset, lines.line_of(attribute.offset)});
    });
  }
  if (const auto open = tags.open()) {
    scan.gave_up = GaveUp{
        tags.open_is_comment() ? GaveUp::Reason::unclosed_comment : GaveUp::Reason::unclosed_tag,
        *open,
        lines.line_of(std::max(*open, scan.imports.empty() ? 0U : scan.imports.back().offset))};
  }
  return scan;
}

// `](target)` and `[name]: target`, outside of code.
ModuleScan scan_markdown_modules(std::string_view text) {
  ModuleScan scan;
  std::uint32_t line = 0;
  char fence = '\0';
  for (std::size_t at = 0; at < text.size();) {
    ++line;
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, stop - at);
    const std::size_t indent = std::min(row.find_first_not_of(' '), row.size());
    const std::string_view content = row.substr(indent);
    if (content.starts_with("```") || content.starts_with("~~~")) {
      if (fence == '\0') {
        fence = content[0];
      } else if (fence == content[0]) {
        fence = '\0';
      }
    } else if (fence == '\0') {
      const auto add = [&](std::size_t begin) {
        std::size_t end = begin;
        const std::size_t last = std::min(row.size(), begin + longest_link);
        while (end < last && !is_blank(row[end]) && row[end] != ')' && row[end] != '>') ++end;
        std::string_view link = row.substr(begin, end - begin);
        link = link.substr(0, link.find('#'));
        if (!is_local(link)) return;
        scan.imports.push_back(
            {link, ImportKind::asset, false, static_cast<std::uint32_t>(at + begin), line});
      };
      const std::size_t definition =
          content.starts_with('[') ? content.find("]: ") : std::string_view::npos;
      if (definition != std::string_view::npos) {
        add(indent + definition + 3);
      } else {
        for (std::size_t place = row.find_first_of("]`"); place != std::string_view::npos;
             place = row.find_first_of("]`", place)) {
          if (row[place] == '`') {
            place = after_code(row, place);
          } else if (row.substr(place).starts_with("](")) {
            place += 2;
            add(place + (row.substr(place).starts_with('<') ? 1 : 0));
          } else {
            ++place;
          }
        }
      }
    }
    at = stop + 1;
  }
  return scan;
}

}  // namespace sitewright::context
