#include "builtin/followup/changes.hpp"

#include <algorithm>

#include "builtin/copy/phrases.hpp"
#include "builtin/followup/page_edit.hpp"
#include "builtin/followup/read.hpp"
#include "builtin/followup/settings.hpp"
#include "builtin/followup/told.hpp"
#include "builtin/prompt/read.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/write/source.hpp"
#include "builtin/write/steps.hpp"

namespace sitewright::builtin {
namespace {

Lang lang_of(std::string_view tag) {
  constexpr std::pair<std::string_view, Lang> tags[] = {
      {"de", Lang::de}, {"fr", Lang::fr}, {"es", Lang::es}, {"pt", Lang::pt}, {"it", Lang::it}};
  for (const auto& [name, lang] : tags) {
    if (tag.starts_with(name)) return lang;
  }
  return Lang::en;
}

/// What the site is, from its first prompt and from its settings as they are now.
Brief brief_of_site(std::span<const std::string> history, const Files& files) {
  Brief brief =
      read_prompt(history.empty() ? std::string_view() : std::string_view(history.front()));
  if (const std::string name = member_of(files, site_path, "site", "name"); !name.empty())
    brief.name = name;
  if (const std::string lang = member_of(files, site_path, "site", "lang"); !lang.empty())
    brief.lang = lang_of(lang);
  return brief;
}

std::string_view component_for(Ask ask) {
  switch (ask) {
    case Ask::about:
      return "About";
    case Ask::services:
    case Ask::workshop:
    case Ask::classes:
    case Ask::rooms:
    case Ask::jobs:
      return "Services";
    case Ask::features:
      return "FeatureGrid";
    case Ask::gallery:
      return "Gallery";
    case Ask::projects:
      return "Projects";
    case Ask::menu:
      return "Menu";
    case Ask::hours:
      return "OpeningHours";
    case Ask::location:
    case Ask::venue:
      return "Location";
    case Ask::pricing:
    case Ask::tickets:
      return "Pricing";
    case Ask::faq:
      return "Faq";
    case Ask::testimonials:
      return "Testimonials";
    case Ask::team:
      return "Team";
    case Ask::speakers:
      return "Speakers";
    case Ask::schedule:
      return "Schedule";
    case Ask::partners:
      return "Partners";
    case Ask::contact:
      return "Contact";
    case Ask::booking:
      return "Booking";
    case Ask::newsletter:
      return "Newsletter";
    case Ask::posts:
      return "PostList";
    case Ask::products:
      return "Products";
    case Ask::stats:
      return "Stats";
    case Ask::steps:
      return "Steps";
    case Ask::timeline:
      return "Timeline";
    case Ask::events:
      return "Events";
    case Ask::community:
    case Ask::donate:
      return "Community";
    case Ask::resume:
      return "Resume";
    case Ask::comparison:
      return "Comparison";
    case Ask::quiz:
      return "Quiz";
    case Ask::flashcards:
      return "Flashcards";
    case Ask::code:
      return "CodeSample";
    case Ask::links:
    case Ask::docs:
      return "LinkList";
    case Ask::countdown:
      return "Countdown";
    case Ask::downloads:
    case Ask::words:
      return "";
  }
  return "";
}

struct Found {
  std::string page;
  Placed placed;
  std::size_t position = 0;
};

/// The section that a change speaks of: by its words in the title first, then by its kind.
std::optional<Found> find_section(const Files& files, Ask ask, const std::string& title) {
  std::optional<Found> by_kind;
  const std::string wanted = fold_text(title);
  for (const std::string& page : page_names(files)) {
    const auto placed = placed_sections(files, page);
    for (std::size_t i = 0; i < placed.size(); ++i) {
      const std::string heading =
          fold_text(member_of(files, content_path(page), placed[i].constant, "title"));
      if (!wanted.empty() && i > 0 &&
          (heading == wanted || (wanted.size() > 3 && heading.contains(wanted))))
        return Found{page, placed[i], i};
      const bool home_wins = by_kind && by_kind->page == "home";
      if (!home_wins && i > 0 && ask != Ask::words && placed[i].component == component_for(ask))
        by_kind = Found{page, placed[i], i};
    }
  }
  return by_kind;
}

bool closes_page(const Placed& placed) {
  return placed.component == "Faq" || placed.component == "Contact" ||
         placed.component == "Newsletter" || placed.component == "Booking" ||
         placed.component == "Cta";
}

std::size_t position_for(const Change& change, const Files& files, std::string_view page) {
  const auto placed = placed_sections(files, page);
  if (change.spot == Spot::top) return 1;
  if (change.spot == Spot::bottom) return placed.size();
  if (change.spot == Spot::before || change.spot == Spot::after) {
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (placed[i].component == component_for(change.beside))
        return i + (change.spot == Spot::after ? 1 : 0);
    }
  }
  for (std::size_t i = 1; i < placed.size(); ++i) {
    if (closes_page(placed[i])) return i;
  }
  return placed.size();
}

void add_section(const Change& change, const Brief& brief, const Catalogue& catalogue,
                 Files& files) {
  const auto there =
      find_section(files, change.ask, change.ask == Ask::words ? change.title : std::string());
  if (there && there->page == "home") {  // asked for again: it is moved to where it is seen
    Change up = change;
    if (up.spot == Spot::usual) up.spot = Spot::top;
    move_section(files, "home", there->placed, position_for(up, files, "home"));
    return;
  }
  Section section = build_section(change.ask, brief, change.title);
  const std::string label = section.nav;
  const std::string id = section.id();
  const bool taken = files.contains(content_path("home")) &&
                     files.find(content_path("home"))->second.contains("id: " + quoted(id));
  if (insert_section(files, "home", std::move(section), position_for(change, files, "home"),
                     catalogue) &&
      !taken)
    add_link(files, label, "/#" + id);
  if (change.ask == Ask::posts) {
    for (const Page& page : build_articles(brief)) {
      if (files.contains(page_path(page.path))) continue;
      for (const Section& one : page.sections) add_component(files, one.component, catalogue);
      files[content_path(page.path)] = content_source(page, page.sections.size());
      files[page_path(page.path)] = page_source(page, page.sections.size());
    }
  }
}

void add_page(const Change& change, const Brief& brief, const Catalogue& catalogue, Files& files) {
  Section section = build_section(change.ask, brief, change.title);
  const std::string title = section.nav;
  std::string path = slug(title);
  if (path == "section" || path == "home" || path == "not-found") path = "page";
  const std::string first = path;
  for (int n = 2; files.contains(page_path(path)); ++n) path = first + "-" + std::to_string(n);
  const std::string words = say(Phrase::words_lede, brief, title);
  section.content.set("title", say(Phrase::highlights, brief)).set("lede", "");
  const Page page{.path = path,
                  .title = title,
                  .description = title + ": " + words,
                  .sections = {build_page_intro(brief, title, words), std::move(section)}};
  for (const Section& one : page.sections) add_component(files, one.component, catalogue);
  files[content_path(path)] = content_source(page, 2);
  files[page_path(path)] = page_source(page, 2);
  add_link(files, title, "/" + path + "/");
}

void apply(const Change& change, const Brief& brief, const Catalogue& catalogue, Files& files) {
  switch (change.act) {
    case Act::add_section:
      add_section(change, brief, catalogue, files);
      break;
    case Act::add_page:
      add_page(change, brief, catalogue, files);
      break;
    case Act::remove_section:
      if (const auto found = find_section(files, change.ask, change.title))
        remove_section(files, found->page, found->placed);
      break;
    case Act::move_section:
      if (const auto found = find_section(files, change.ask, change.title))
        move_section(files, found->page, found->placed, position_for(change, files, found->page));
      break;
    case Act::restyle:
      restyle(change, brief, catalogue, files);
      break;
    case Act::rename:
      rename_site(change.to, brief, files);
      break;
    case Act::set_text:
      set_text(change, files);
      break;
    case Act::replace_text:
      replace_text(change, files);
      break;
    case Act::note:
      break;
  }
}

/// A text section with the message's own words; always changes something.
Files with_note(const std::string& words, const Brief& brief, const Catalogue& catalogue,
                Files files) {
  const Text text = read_text(words);
  std::string title = capitalised(written(text, 0, std::min<std::size_t>(text.words.size(), 6)));
  if (title.empty()) title = say(Phrase::note_title, brief);
  Section section{.component = "About", .nav = title};
  section.content.set("id", slug(title)).set("title", title);
  const std::string body =
      plain(text.clean.empty() ? title : std::string(utf8::prefix(text.clean, 600)));
  section.content.set("paragraphs", Value::Array{body, say(Phrase::words_text, brief, title)});
  section.content.set("art", art(brief, stable_hash(title) % 5, title));
  const Files before = files;
  Change usual;
  if (!insert_section(files, "home", section, position_for(usual, files, "home"), catalogue)) {
    std::string path = slug(title);
    while (files.contains(page_path(path))) path += "-2";
    const Page page{.path = path,
                    .title = title,
                    .description = title + ": " + say(Phrase::words_text, brief),
                    .sections = {build_page_intro(brief, title, body), section}};
    for (const Section& one : page.sections) add_component(files, one.component, catalogue);
    files[content_path(path)] = content_source(page, 2);
    files[page_path(path)] = page_source(page, 2);
  }
  return files;
}

struct Outcome {
  Files files;
  bool as_note = false;  ///< the change itself was not possible
};

Outcome carry_out(const Change& change, const Brief& brief, const Catalogue& catalogue,
                  const Files& files) {
  Outcome outcome{files};
  apply(change, brief, catalogue, outcome.files);
  if (outcome.files == files &&
      change.act == Act::restyle) {  // it looks like that already: another accent
    const int hue = static_cast<int>((stable_hash(change.words) + 60) % 360);
    outcome.files[accent_path] = accent_source(hue);
    if (outcome.files == files) outcome.files[accent_path] = accent_source((hue + 120) % 360);
  }
  if (outcome.files == files) outcome = {with_note(change.words, brief, catalogue, files), true};
  return outcome;
}

std::vector<std::string> touched(const Files& before, const Files& after) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old == before.end() || old->second != text) paths.push_back(path);
  }
  return paths;
}

}  // namespace

Plan plan_changes(std::span<const std::string> history, std::string_view message,
                  const Files& files) {
  const Brief brief = brief_of_site(history, files);
  Plan plan{.site_name = brief.name, .summary = {}, .title = {}, .steps = {}};
  const bool german = lang_of(lang_tag(read_prompt(message).lang)) == Lang::de;
  Files now = files;
  for (const Change& change : read_changes(message)) {
    Outcome outcome = carry_out(change, brief, catalogue_of_names(), now);
    const Told told = tell(change, outcome.as_note, brief, german);
    plan.steps.push_back(
        {told.title, told.subtitle, told.description, touched(now, outcome.files)});
    plan.summary += (plan.summary.empty() ? "" : " ") + told.sentence;
    now = std::move(outcome.files);
  }
  plan.title = plan.steps.size() == 1 ? plan.steps[0].title
                                      : brief.name + (german ? ": Änderungen" : ": changes");
  if (const std::string name = member_of(now, site_path, "site", "name"); !name.empty())
    plan.site_name = name;
  return plan;
}

Files write_change(std::span<const std::string> history, std::string_view message, std::size_t step,
                   std::string_view step_title, const Files& files) {
  const Brief brief = brief_of_site(history, files);
  const auto changes = read_changes(message);
  if (step < changes.size())
    return carry_out(changes[step], brief, catalogue_of_texts(), files).files;
  const auto from_title = read_changes(step_title.empty() ? message : step_title);
  return carry_out(from_title.front(), brief, catalogue_of_texts(), files).files;
}

}  // namespace sitewright::builtin
