#include "builtin/site/plan_words.hpp"

#include <algorithm>
#include <utility>

#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {
namespace {

/// Plans are told in German to Germans and in English to everyone else.
struct Words {
  std::string_view look, look_sub, look_text, opening, opening_sub, opening_text, more_text, pages,
      pages_text, navigation, navigation_sub, navigation_text, summary, title, and_word, new_page;
};

constexpr Words english = {
    "Set the look and the name",
    "Style, accent colour, language",
    "Uses the {style} style with accent hue {hue} in {mode} mode, and writes name, tagline and "
    "language into the site's settings.",
    "Write the opening",
    "Home page: opening, {list}",
    "Writes the headline and introduction for {name}, then {list}.",
    "Adds {list} to the home page, with words that fit {subject}.",
    "Write the other pages",
    "Adds {list}, each with an address, a title and a description of its own.",
    "Connect everything",
    "Header, footer, links",
    "Fills the navigation and the footer with every section and page, so that each link leads "
    "somewhere.",
    "I will build {name}: {list}. The look is {style}, {mode}.",
    "{name}: a first version",
    "and",
    "a page"};
constexpr Words german = {
    "Aussehen und Name festlegen",
    "Stil, Akzentfarbe, Sprache",
    "Nimmt den Stil {style} mit Farbton {hue} im Modus {mode} und trägt Name, Leitzeile und "
    "Sprache ein.",
    "Den Anfang schreiben",
    "Startseite: Einstieg, {list}",
    "Schreibt Überschrift und Einleitung für {name}, danach {list}.",
    "Ergänzt {list} auf der Startseite, mit Worten, die zu {subject} passen.",
    "Die weiteren Seiten schreiben",
    "Legt {list} an, jede mit eigener Adresse, Titel und Beschreibung.",
    "Alles verbinden",
    "Kopf, Fuß, Links",
    "Füllt Navigation und Fußbereich mit allen Abschnitten und Seiten, damit jeder Link ankommt.",
    "Ich baue {name}: {list}. Der Stil ist {style}, {mode}.",
    "{name}: erste Fassung",
    "und",
    "eine Seite"};

std::string listed(const std::vector<std::string>& names, std::string_view and_word) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " " + std::string(and_word) + " " : ", ";
    out += names[i];
  }
  return out;
}

std::string put(std::string_view pattern, const Brief& brief, const Outline& outline,
                const std::string& list) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = pattern.find('}') + 1;
    const std::string_view mark = pattern.substr(0, close);
    pattern.remove_prefix(close);
    if (mark == "{name}")
      out += brief.name;
    else if (mark == "{list}")
      out += list;
    else if (mark == "{style}")
      out += outline.style->name;
    else if (mark == "{mode}")
      out += outline.mode;
    else if (mark == "{hue}")
      out += std::to_string(outline.hue);
    else if (mark == "{subject}")
      out += brief.subject.empty() ? brief.name : brief.subject;
  }
  return out;
}

void add_files(Step& step, const Page& page, std::size_t first, std::size_t count) {
  const auto add = [&](std::string path) {
    if (!std::ranges::contains(step.files, path)) step.files.push_back(std::move(path));
  };
  add(content_path(page.path));
  add(page_path(page.path));
  for (std::size_t i = first; i < first + count; ++i) add(section_path(page.sections[i].component));
}

}  // namespace

void plan_steps(const Brief& brief, Outline& outline) {
  const Words& words = brief.lang == Lang::de ? german : english;
  Step look{.title = std::string(words.look),
            .subtitle = std::string(words.look_sub),
            .description = put(words.look_text, brief, outline, {}),
            .files = {"src/style/style.css", "src/style/accent.css", "src/words.ts",
                      "src/content/site.ts"},
            .look = true};
  if (lang_tag(brief.lang) == "en") std::erase(look.files, "src/words.ts");
  outline.steps.push_back(std::move(look));

  const Page& home = outline.pages[0];
  const std::size_t sections =
      home.sections.size() - 1;  // the opening comes with the first of them
  const std::size_t groups = std::clamp<std::size_t>((sections + 1) / 2, 1, 4);
  std::size_t first = 1;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t count = sections / groups + (g < sections % groups ? 1 : 0);
    std::vector<std::string> names;
    for (std::size_t i = first; i < first + count; ++i) names.push_back(home.sections[i].nav);
    const std::string list = listed(names, words.and_word);
    Step step;
    const std::size_t from = g == 0 ? 0 : first;
    step.title = g == 0 ? std::string(words.opening) : list;
    step.subtitle = put(words.opening_sub, brief, outline, list);
    if (g > 0) step.subtitle = brief.lang == Lang::de ? "Startseite" : "Home page";
    step.description = put(g == 0 ? words.opening_text : words.more_text, brief, outline, list);
    step.shares.push_back({0, from, first + count - from});
    add_files(step, home, from, first + count - from);
    first += count;
    outline.steps.push_back(std::move(step));
  }

  if (outline.pages.size() > 1) {
    Step step{.title = std::string(words.pages), .subtitle = {}, .description = {}, .files = {}};
    std::vector<std::string> names;
    for (std::size_t p = 1; p < outline.pages.size(); ++p) {
      names.push_back(outline.pages[p].title);
      step.shares.push_back({p, 0, outline.pages[p].sections.size()});
      add_files(step, outline.pages[p], 0, outline.pages[p].sections.size());
    }
    step.subtitle = listed(names, words.and_word);
    step.description = put(words.pages_text, brief, outline, step.subtitle);
    outline.steps.push_back(std::move(step));
  }

  outline.steps.push_back({.title = std::string(words.navigation),
                           .subtitle = std::string(words.navigation_sub),
                           .description = std::string(words.navigation_text),
                           .files = {"src/content/site.ts"},
                           .navigation = true});
  std::vector<std::string> all;
  for (const Section& section : home.sections) {
    if (!section.nav.empty()) all.push_back(section.nav);
  }
  outline.title = put(words.title, brief, outline, {});
  outline.summary = put(words.summary, brief, outline, listed(all, words.and_word));
}

}  // namespace sitewright::builtin
