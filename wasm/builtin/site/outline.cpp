#include "builtin/site/outline.hpp"

#include <algorithm>
#include <optional>

#include "builtin/copy/phrases.hpp"
#include "builtin/copy/topics.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/site/plan_words.hpp"

namespace sitewright::builtin {
namespace {

using Array = Value::Array;
using Object = Value::Object;

std::vector<Ask> recipe(Kind kind, std::uint64_t seed) {
  using enum Ask;
  const bool even = seed % 2 == 0;
  switch (kind) {
    case Kind::portfolio:
      return {gallery, about, even ? projects : steps, contact};
    case Kind::food:
      return {menu, about, hours, location, contact};
    case Kind::store:
      return {products, about, hours, location, faq, contact};
    case Kind::product:
      return {features, steps, pricing, faq, newsletter};
    case Kind::event:
      return {speakers, schedule, tickets, venue, faq, newsletter};
    case Kind::blog:
      return {posts, about, newsletter};
    case Kind::docs:
      return {code, docs, features, faq};
    case Kind::quiz:
      return {quiz, steps, about, faq};
    case Kind::agency:
      return {services, projects, steps, team, contact};
    case Kind::community:
      return {features, events, about, community, contact};
    case Kind::service:
      return {services, about, hours, location, even ? testimonials : steps, booking};
    case Kind::personal:
      return {resume, projects, about, contact};
    case Kind::course:
      return {classes, steps, schedule, pricing, faq, booking};
    case Kind::lodging:
      return {rooms, gallery, about, location, faq, booking};
    case Kind::general:
      return {features, about, steps, faq, contact};
  }
  return {about, contact};
}

/// Asks that mean the same place on the page of that kind.
Ask settled(Ask ask, Kind kind) {
  if (kind == Kind::event && ask == Ask::location) return Ask::venue;
  if (kind != Kind::event && ask == Ask::venue) return Ask::location;
  if (kind == Kind::event && ask == Ask::pricing) return Ask::tickets;
  if (kind == Kind::course && (ask == Ask::services)) return Ask::classes;
  if (kind == Kind::lodging && ask == Ask::services) return Ask::rooms;
  if (kind == Kind::service && ask == Ask::classes) return Ask::services;
  if (kind == Kind::portfolio && ask == Ask::projects) return Ask::projects;
  if (kind == Kind::quiz && ask == Ask::docs) return Ask::about;
  if (kind == Kind::service && ask == Ask::workshop) return Ask::services;
  return ask;
}

bool closes(Ask ask) {
  return ask == Ask::contact || ask == Ask::booking || ask == Ask::newsletter || ask == Ask::faq;
}

struct Slot {
  Ask ask;
  std::string heading;
  bool own_page = false;
};

bool same_but_inflected(const std::string& asked, const std::string& usual) {
  const std::string a = fold_text(asked);
  const std::string b = fold_text(usual);
  return a.size() > 3 && (a == b + "n" || a == b + "en" || a == b + "s");
}

std::vector<Slot> slots_of(const Brief& brief) {
  std::vector<Slot> slots;
  const bool local = !brief.place.empty() || brief.kind != Kind::store;
  for (const Ask ask : recipe(brief.kind, brief.seed)) {
    const bool of_place = ask == Ask::hours || (ask == Ask::location && brief.kind == Kind::store);
    if (!of_place || local) slots.push_back({ask, {}, false});
  }
  for (const Wanted& one : brief.wanted) {
    const Ask ask = settled(one.ask, brief.kind);
    std::string heading = one.title;
    if (same_but_inflected(heading, usual_heading(ask, brief))) heading = usual_heading(ask, brief);
    const auto known = std::ranges::find_if(
        slots, [&](const Slot& s) { return s.ask == ask && ask != Ask::words; });
    if (known != slots.end()) {
      known->heading = heading;
      known->own_page |= one.as_page;
      continue;
    }
    const auto before =
        closes(ask) ? slots.end()
                    : std::ranges::find_if(slots, [](const Slot& s) { return closes(s.ask); });
    slots.insert(before, {ask, heading, one.as_page});
  }
  return slots;
}

std::string cut_at_word(std::string text, std::size_t limit) {
  if (utf8::length(text) <= limit) return text;
  text = std::string(utf8::prefix(text, limit - 1));
  if (const auto blank = text.rfind(' '); blank != std::string::npos && blank > limit / 2)
    text.resize(blank);
  while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ':'))
    text.pop_back();
  return text + "…";
}

std::string tagline_of(const Brief& brief) {
  const bool says_more =
      !brief.subject.empty() && fold_text(brief.subject) != fold_text(brief.name);
  std::string line =
      says_more ? capitalised(plain(brief.subject)) : fill(text_for(brief).lede, brief);
  if (says_more && !brief.place.empty()) line += " " + in_place(brief);
  if (!says_more) {
    if (const auto stop = line.find(". "); stop != std::string::npos) line.resize(stop);
  }
  return cut_at_word(line, 90);
}

std::string title_of(const Brief& brief, const std::string& tagline) {
  std::string whole = brief.name + ": " + tagline;
  if (utf8::length(whole) <= 65) return whole;
  const std::string with_place =
      brief.place.empty() || fold_text(brief.name).contains(fold_text(brief.place))
          ? brief.name
          : brief.name + " · " + brief.place;
  return utf8::length(with_place) >= 3
             ? with_place
             : with_place + " · " + std::string(phrase(Phrase::home, brief.lang));
}

std::string_view schema_type(Kind kind) {
  switch (kind) {
    case Kind::food:
      return "Restaurant";
    case Kind::store:
      return "Store";
    case Kind::event:
      return "Event";
    case Kind::service:
      return "LocalBusiness";
    case Kind::lodging:
      return "LodgingBusiness";
    case Kind::community:
    case Kind::agency:
      return "Organization";
    default:
      return "";
  }
}

Value link(std::string_view label, std::string_view href) {
  return Object{{"label", label}, {"href", href}};
}

void set_tones(Page& page, std::uint64_t seed) {
  constexpr std::string_view round[] = {"", "tint", "", "contrast", "", "tint", "", "accent"};
  std::size_t n = seed % 2;
  for (std::size_t i = 1; i < page.sections.size(); ++i) {
    const std::string& component = page.sections[i].component;
    if (component == "Article" || component == "DocsPage" || component == "PageIntro") continue;
    const bool quiet = component == "Gallery" || component == "Products" || component == "Quiz" ||
                       component == "Contact" || component == "Booking";
    const std::string_view tone = round[n++ % std::size(round)];
    page.sections[i].content.set("tone",
                                 quiet && (tone == "contrast" || tone == "accent") ? "tint" : tone);
  }
}

/// Pages of their own: those asked for, articles, documentation.
void add_pages(const Brief& brief, const std::vector<Slot>& slots, Outline& outline) {
  for (const Slot& slot : slots) {
    if (!slot.own_page) continue;
    Section section = build_section(slot.ask, brief, slot.heading);
    const std::string title = section.nav;
    std::string path = slug(title);
    if (path == "section" || path == "home" || path == "not-found")
      path = anchor_of(slot.ask, "page");
    Page page{.path = path, .title = title, .description = {}, .sections = {}};
    const Value* lede = section.content.get("lede");
    const std::string words = lede != nullptr && lede->text() != nullptr
                                  ? *lede->text()
                                  : say(Phrase::words_lede, brief, title);
    page.description = cut_at_word(title + ": " + words, 155);
    page.sections = {build_page_intro(brief, title, words), section};
    page.sections[1].content.set("title", say(Phrase::highlights, brief)).set("lede", "");
    outline.pages.push_back(std::move(page));
  }
  const auto has = [&](Ask ask) {
    return std::ranges::any_of(slots, [&](const Slot& s) { return s.ask == ask; });
  };
  if (has(Ask::posts)) {
    for (Page& page : build_articles(brief)) outline.pages.push_back(std::move(page));
  }
  if (brief.kind == Kind::docs) {
    for (Page& page : build_docs_pages(brief)) outline.pages.push_back(std::move(page));
  }
}

Value site_value(const Brief& brief, const Outline& outline, const std::string& tagline) {
  Value site = Object{{"name", brief.name},
                      {"tagline", tagline},
                      {"lang", lang_tag(brief.lang)},
                      {"mode", outline.mode},
                      {"header", outline.style->header},
                      {"footer", outline.style->footer}};
  site.set("nav", Array{link(phrase(Phrase::home, brief.lang), "/")});
  return site.set("schemaType", schema_type(brief.kind));
}

void set_navigation(const Brief& brief, Outline& outline) {
  Array nav;
  Array footer;
  std::optional<Value> action;
  const auto short_enough = [](const std::string& label) { return utf8::length(label) <= 22; };
  for (std::size_t i = 1; i < outline.pages.size(); ++i) {
    const Page& page = outline.pages[i];
    const bool article = page.path.starts_with("journal/");
    if (!article && nav.size() < 4) nav.push_back(link(page.title, "/" + page.path + "/"));
    footer.push_back(link(page.title, "/" + page.path + "/"));
  }
  // Beside a centred name there is less room.
  const std::size_t most = outline.style->header == "centred" ? 4 : 5;
  for (const Section& section : outline.pages[0].sections) {
    const bool call = section.component == "Contact" || section.component == "Booking" ||
                      section.component == "Newsletter";
    if (section.nav.empty() || section.id().empty()) continue;
    const Value one = link(section.nav, "/#" + section.id());
    if (call && !action && short_enough(section.nav))
      action = one;
    else if (nav.size() < most && short_enough(section.nav))
      nav.push_back(one);
    if (footer.size() < 8) footer.push_back(one);
  }
  if (nav.empty()) nav.push_back(link(phrase(Phrase::home, brief.lang), "/"));
  outline.site.set("nav", nav);
  if (action) outline.site.set("action", *action);
  outline.site.set("footerLinks", Array{Object{{"title", phrase(Phrase::pages_title, brief.lang)},
                                               {"links", footer}}});
  outline.site.set("legal",
                   (brief.year.empty() ? std::string("© ") : "© " + brief.year + " ") + brief.name);
}

}  // namespace

std::string content_path(std::string_view page) {
  return "src/content/" + std::string(page) + ".ts";
}
std::string page_path(std::string_view page) {
  return "src/pages/" + std::string(page) + ".tsx";
}
std::string section_path(std::string_view component) {
  return "src/sections/" + std::string(component) + ".tsx";
}

Outline outline_site(const Brief& brief) {
  Outline outline;
  const Style* named = style_named(brief.request);
  outline.style = named != nullptr && brief.kind != Kind::blog ? named : &choose_style(brief);
  outline.mode = choose_mode(brief, *outline.style);
  outline.hue = choose_hue(brief, *outline.style);
  const std::string tagline = tagline_of(brief);
  const auto slots = slots_of(brief);
  Page home{.path = "home",
            .title = title_of(brief, tagline),
            .description = cut_at_word(fill(text_for(brief).lede, brief), 155),
            .sections = {}};
  std::vector<std::pair<Ask, std::string>> anchors;
  for (const Slot& slot : slots) {
    if (slot.own_page) continue;
    Section section = build_section(slot.ask, brief, slot.heading);
    const std::string id = section.id();
    const bool taken =
        std::ranges::any_of(home.sections, [&](const Section& s) { return s.id() == id; });
    if (taken) section.content.set("id", id + "-" + std::to_string(home.sections.size() + 1));
    anchors.emplace_back(slot.ask, section.id());
    home.sections.push_back(std::move(section));
  }
  Section hero = build_hero(brief, anchors);
  hero.content.set("form", outline.style->hero);
  home.sections.insert(home.sections.begin(), std::move(hero));
  set_tones(home, brief.seed);
  outline.pages.push_back(std::move(home));
  add_pages(brief, slots, outline);
  outline.site = site_value(brief, outline, tagline);
  outline.site_start = outline.site;
  set_navigation(brief, outline);
  plan_steps(brief, outline);
  return outline;
}

}  // namespace sitewright::builtin
