// Links of HTML (src, srcset, href, poster, data) with its scripts and styles, and of Markdown
// (inline links, images, definitions).
#include "context/scan/markup_modules.hpp"

#include <algorithm>
#include <string>
#include <utility>

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

// What the tags of a page load, and what the scripts and styles that stand in it import.
class HtmlReader {
 public:
  explicit HtmlReader(std::string_view text) : text_(text), lines_(text), tags_(text) {}

  ModuleScan read() {
    while (const auto tag = tags_.next()) {
      if (tag->closing || is_tag(tag->name, "a")) continue;
      const bool is_script = is_tag(tag->name, "script");
      bool has_source = false;
      bool has_code = true;
      tags_.each_attribute(*tag, [&](const HtmlAttribute& attribute) {
        if (is_tag(attribute.name, "src")) has_source = true;
        if (is_tag(attribute.name, "type")) has_code = is_code_type(attribute.value);
        take(*tag, attribute);
      });
      const std::string_view raw = text_.substr(tag->end, tag->raw_end - tag->end);
      if (is_script && !has_source && has_code) {
        take_raw(scan_modules(Language::typescript, raw), tag->end);
      } else if (is_tag(tag->name, "style")) {
        take_raw(scan_modules(Language::css, raw), tag->end);
      }
    }
    if (const auto open = tags_.open()) {
      const auto reason =
          tags_.open_is_comment() ? GaveUp::Reason::unclosed_comment : GaveUp::Reason::unclosed_tag;
      scan_.gave_up = GaveUp{reason, *open, lines_.line_of(std::max(*open, lines_.offset()))};
    }
    return std::move(scan_);
  }

 private:
  // Of `type`: what is no JavaScript (JSON, import maps, templates) imports nothing.
  static bool is_code_type(std::string_view type) {
    return type.empty() || is_tag(type, "module") || is_tag(type, "text/javascript") ||
           is_tag(type, "application/javascript");
  }

  void take(const HtmlTag& tag, const HtmlAttribute& attribute) {
    const std::string_view name = attribute.name;
    if (is_tag(name, "src") || is_tag(name, "href") || is_tag(name, "poster") ||
        (is_tag(name, "data") && is_tag(tag.name, "object"))) {
      add(attribute.value, attribute.offset);
    } else if (is_tag(name, "srcset") || is_tag(name, "imagesrcset")) {
      take_set(attribute);
    }
  }

  // "a.png 1x, b.png 2x": an address ends at a blank, a comma behind it ends its row.
  void take_set(const HtmlAttribute& attribute) {
    const std::string_view set = attribute.value;
    for (std::size_t at = 0; at < set.size();) {
      if (is_blank(set[at]) || set[at] == ',') {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < set.size() && !is_blank(set[end])) ++end;
      std::string_view address = set.substr(at, end - at);
      const bool is_last = address.ends_with(',');
      while (address.ends_with(',')) address.remove_suffix(1);
      add(address, attribute.offset + static_cast<std::uint32_t>(at));
      at = is_last ? end : std::min(set.find(',', end), set.size());
    }
  }

  void add(std::string_view link, std::uint32_t offset) {
    if (is_local(link)) {
      scan_.imports.push_back({link, ImportKind::asset, false, offset, lines_.line_of(offset)});
    }
  }

  // What a scanner found in the text that begins at `from`, as seen from the page.
  void take_raw(const ModuleScan& inner, std::uint32_t from) {
    const std::uint32_t above = lines_.line_of(from) - 1;
    for (Import import : inner.imports) {
      const bool is_view = std::ranges::none_of(inner.decoded, [&](const std::string& one) {
        return one.data() == import.specifier.data();
      });
      if (!is_view) import.specifier = scan_.decoded.emplace_back(import.specifier);
      import.offset += from;
      import.line += above;
      if (import.kind == ImportKind::glob) import.call += from;
      scan_.imports.push_back(import);
    }
    if (!inner.gave_up || scan_.gave_up) return;
    scan_.gave_up = inner.gave_up;
    scan_.gave_up->offset += from;
    scan_.gave_up->line += above;
  }

  std::string_view text_;
  LineCounter lines_;
  HtmlTags tags_;
  ModuleScan scan_;
};

}  // namespace

ModuleScan scan_html_modules(std::string_view text) {
  return HtmlReader(text).read();
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
