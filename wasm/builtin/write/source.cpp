#include "builtin/write/source.hpp"

#include <algorithm>

#include "sorting/sort.hpp"

namespace sitewright::builtin {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::vector<std::string> unique_sorted(std::vector<std::string> names) {
  sort_stably(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

/// An import of many names is broken over lines, so that a later edit touches one of them.
std::string import_line(std::string_view opening, const std::vector<std::string>& names,
                        std::string_view from) {
  std::string line =
      std::string(opening) + " { " + joined(names) + " } from \"" + std::string(from) + "\";\n";
  if (line.size() <= 121) return line;
  line = std::string(opening) + " {\n";
  for (const std::string& name : names) line += "  " + name + ",\n";
  return line + "} from \"" + std::string(from) + "\";\n";
}

}  // namespace

std::string constant_of(std::string_view component) {
  std::string name(component);
  if (!name.empty()) name[0] = static_cast<char>(name[0] | 0x20);
  return name;
}

std::string way_up(std::string_view page) {
  std::string up = "../";
  for (const char c : page) {
    if (c == '/') up += "../";
  }
  return up;
}

std::string component_name(std::string_view page) {
  if (const auto slash = page.rfind('/'); slash != std::string_view::npos)
    page.remove_prefix(slash + 1);
  std::string name;
  bool raise = true;
  for (const char c : page) {
    if (!is_letter(c) && !is_digit(c)) {
      raise = true;
      continue;
    }
    name.push_back(raise && is_letter(c) ? static_cast<char>(c & ~0x20) : c);
    raise = false;
  }
  return name.empty() || is_digit(name[0]) ? "Page" + name : name;
}

std::vector<std::string> constants_of(const std::vector<Section>& sections, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count && i < sections.size(); ++i) {
    const auto same =
        std::count_if(sections.begin(), sections.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const Section& s) { return s.component == sections[i].component; });
    names.push_back(constant_of(sections[i].component) +
                    (same > 0 ? std::to_string(same + 1) : ""));
  }
  return names;
}

std::string constant_source(std::string_view name, std::string_view component,
                            const Value& content) {
  return "export const " + std::string(name) + ": " + std::string(component) +
         "Content = " + content.typescript() + ";\n";
}

std::string content_source(const Page& page, std::size_t count) {
  std::vector<std::string> types{"PageMeta"};
  for (std::size_t i = 0; i < count; ++i) types.push_back(page.sections[i].component + "Content");
  const std::string module = way_up(page.path) + "content";
  std::string out = import_line("import type", unique_sorted(std::move(types)), module);
  const Value meta = Value::Object{{"title", page.title}, {"description", page.description}};
  out += "\nexport const meta: PageMeta = " + meta.typescript() + ";\n";
  const auto names = constants_of(page.sections, count);
  for (std::size_t i = 0; i < count; ++i)
    out += "\n" + constant_source(names[i], page.sections[i].component, page.sections[i].content);
  return out;
}

std::string page_source(const Page& page, std::size_t count) {
  const std::string up = way_up(page.path);
  const std::string content = up + "content/" + page.path;
  std::vector<std::string> components;
  for (std::size_t i = 0; i < count; ++i) components.push_back(page.sections[i].component);
  std::string out;
  for (const std::string& component : unique_sorted(std::move(components))) {
    out += "import { " + component + " } from \"" + up + "sections/" + component + "\";\n";
  }
  const auto names = constants_of(page.sections, count);
  out += import_line("import", names, content);
  out += "export { meta } from \"" + content + "\";\n";
  // The page's own component must not collide with a section of the same name.
  std::string name = component_name(page.path);
  if (std::ranges::any_of(page.sections, [&](const Section& s) { return s.component == name; }))
    name += "Page";
  out += "\nexport default function " + name + "() {\n  return (\n    <>\n";
  for (std::size_t i = 0; i < count; ++i)
    out += "      <" + page.sections[i].component + " {..." + names[i] + "} />\n";
  return out + "    </>\n  );\n}\n";
}

std::string site_source(const Value& site) {
  return "import type { SiteContent } from \"../content\";\n\nexport const site: SiteContent = " +
         site.typescript() + ";\n";
}

std::string accent_source(int hue) {
  return "/* The accent's hue, 0 to 360. Every style keeps its contrast at every hue. */\n:root "
         "{\n  --hue: " +
         std::to_string(hue) + ";\n}\n";
}

}  // namespace sitewright::builtin
