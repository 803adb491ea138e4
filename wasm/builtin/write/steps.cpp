#include "builtin/write/steps.hpp"

#include "builtin/write/source.hpp"

namespace sitewright::builtin {

void add_component(Files& files, std::string_view component, const Catalogue& catalogue) {
  const std::string path = section_path(component);
  if (files.contains(path)) return;
  if (const auto source = catalogue.section(component)) files[path] = std::string(*source);
}

void set_style(Files& files, std::string_view style, const Catalogue& catalogue) {
  if (const auto source = catalogue.style(style))
    files["src/style/style.css"] = std::string(*source);
}

Files write_step(const Outline& outline, const Brief& brief, std::size_t step, Files files) {
  const Catalogue& catalogue = catalogue_of_texts();
  const Step& now = outline.steps[step];
  if (now.look) {
    set_style(files, outline.style->name, catalogue);
    files["src/style/accent.css"] = accent_source(outline.hue);
    if (const auto words = words_file(lang_tag(brief.lang)))
      files["src/words.ts"] = std::string(*words);
    files["src/content/site.ts"] = site_source(outline.site_start);
  }
  for (const Share& share : now.shares) {
    const Page& page = outline.pages[share.page];
    const std::size_t count = share.first + share.count;
    for (std::size_t i = 0; i < count; ++i)
      add_component(files, page.sections[i].component, catalogue);
    files[content_path(page.path)] = content_source(page, count);
    files[page_path(page.path)] = page_source(page, count);
  }
  if (now.navigation) files["src/content/site.ts"] = site_source(outline.site);
  return files;
}

}  // namespace sitewright::builtin
