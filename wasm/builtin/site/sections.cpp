// The sections that follow the brief's topic: what is offered, made, served, planned or written.
#include "builtin/site/sections.hpp"

#include <algorithm>

#include "builtin/copy/phrases.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

using Array = Value::Array;
using Object = Value::Object;

const TopicText& text_of(Kind home, const Brief& brief) {
  return brief.kind == home ? text_for(brief) : kind_text(home, brief.lang);
}

std::vector<Item> items_of(const TopicText& text) {
  std::vector<Item> items;
  for (const Item& item : text.items) {
    if (!item.title.empty()) items.push_back(item);
  }
  return items;
}

Section start(std::string component, Ask ask, const Brief& brief, const std::string& heading) {
  Section section{.component = std::move(component),
                  .nav = heading.empty() ? usual_heading(ask, brief) : heading};
  section.content.set("id", anchor_of(ask, section.nav)).set("title", section.nav);
  return section;
}

namespace {

constexpr std::string_view icons[] = {"spark", "compass", "layers", "heart", "star",
                                      "leaf",  "flag",    "key",    "sun"};

Value features(const Brief& brief, const TopicText& text) {
  Array items;
  std::size_t n = brief.seed % std::size(icons);
  for (const Item& item : items_of(text)) {
    items.push_back(Object{{"icon", icons[n++ % std::size(icons)]},
                           {"title", fill(item.title, brief)},
                           {"text", fill(item.text, brief)}});
  }
  return items;
}

Section gallery(const Brief& brief, const std::string& heading) {
  Section section = start("Gallery", Ask::gallery, brief, heading);
  Array items;
  std::size_t n = 0;
  const bool works = brief.kind == Kind::portfolio || brief.kind == Kind::food ||
                     brief.kind == Kind::lodging || brief.kind == Kind::store;
  for (const Item& item :
       items_of(works ? text_for(brief) : kind_text(Kind::portfolio, brief.lang))) {
    items.push_back(Object{
        {"art", art(brief, n++, item.title)}, {"title", item.title}, {"caption", item.text}});
  }
  section.content.set("lede", say(Phrase::gallery_lede, brief)).set("items", items);
  return section;
}

Section projects(const Brief& brief, const std::string& heading) {
  Section section = start("Projects", Ask::projects, brief, heading);
  const Kind home = brief.kind == Kind::personal ? Kind::personal : Kind::portfolio;
  const TopicText& text = text_of(home, brief);
  Array items;
  std::size_t n = 1;
  for (const Item& item : items_of(text)) {
    if (n > 4) break;
    items.push_back(Object{{"title", item.title},
                           {"text", item.text},
                           {"art", art(brief, n, item.title)},
                           {"kind", text.groups[n > 2]}});
    ++n;
  }
  section.content.set("items", items);
  return section;
}

Section menu(const Brief& brief, const std::string& heading) {
  Section section = start("Menu", Ask::menu, brief, heading);
  const TopicText& text = text_of(Kind::food, brief);
  const auto items = items_of(text);
  Array groups;
  for (std::size_t g = 0; g < 2; ++g) {
    Array dishes;
    const std::size_t half = (items.size() + 1) / 2;
    for (std::size_t i = g * half; i < std::min((g + 1) * half, items.size()); ++i) {
      dishes.push_back(Object{{"name", items[i].title}, {"text", items[i].text}});
    }
    groups.push_back(Object{{"title", text.groups[g]}, {"items", dishes}});
  }
  section.content.set("groups", groups).set("note", say(Phrase::menu_note, brief));
  return section;
}

Section products(const Brief& brief, const std::string& heading) {
  Section section = start("Products", Ask::products, brief, heading);
  const TopicText& text = text_of(Kind::store, brief);
  const int base =
      brief.topic >= 0 && topics()[static_cast<std::size_t>(brief.topic)].id == "bikes" ? 100 : 10;
  constexpr int steps[] = {2, 4, 1,
                           3, 2, 5};  // round amounts, so that nobody takes them for prices
  Array items;
  std::size_t n = 0;
  for (const Item& item : items_of(text)) {
    Value product = Object{{"id", slug(item.title)},
                           {"name", item.title},
                           {"price", steps[n % 6] * (n > 2 ? 10 : base)},
                           {"text", item.text},
                           {"art", art(brief, n, item.title)}};
    items.push_back(product);
    ++n;
  }
  section.content.set("currency", "EUR")
      .set("items", items)
      .set("orderNote", say(Phrase::shop_note, brief));
  return section;
}

Section posts(const Brief& brief, const std::string& heading) {
  Section section = start("PostList", Ask::posts, brief, heading);
  const TopicText& text = text_of(Kind::blog, brief);
  Array items;
  std::size_t n = 0;
  for (const Item& item : items_of(text)) {
    if (n >= 4) break;
    items.push_back(Object{{"title", item.title},
                           {"href", "/journal/" + slug(item.title) + "/"},
                           {"minutes", static_cast<int>(4 + (n * 3) % 5)},
                           {"topic", text.groups[n > 1]},
                           {"summary", item.text},
                           {"art", art(brief, n, item.title)}});
    ++n;
  }
  section.content.set("posts", items);
  return section;
}

/// Services, workshop, classes, rooms, jobs: things on offer, each with a price on request.
Section offers(Ask ask, Kind home, const Brief& brief, const std::string& heading) {
  Section section = start("Services", ask, brief, heading);
  const bool own = brief.kind == home && ask != Ask::workshop && ask != Ask::jobs;
  const TopicText* text = own ? &text_for(brief) : &kind_text(home, brief.lang);
  if (ask == Ask::workshop)
    text = brief.lang == Lang::de || copy_lang(brief.lang) == Lang::en
               ? &trades_text(brief.lang)
               : &kind_text(Kind::service, brief.lang);
  Array items;
  for (const Item& item : items_of(*text)) {
    Value one = Object{{"title", fill(item.title, brief)}, {"text", fill(item.text, brief)}};
    if (ask != Ask::jobs) one.set("price", say(Phrase::on_request, brief));
    items.push_back(one);
  }
  section.content.set("lede", say(Phrase::offers_lede, brief)).set("items", items);
  return section;
}

Section speakers(const Brief& brief, const std::string& heading) {
  Section section = start("Speakers", Ask::speakers, brief, heading);
  const TopicText& text = text_of(Kind::event, brief);
  Array slots;
  std::size_t n = 0;
  for (const Item& item : items_of(text)) {
    slots.push_back(
        Object{{"topic", item.title}, {"text", item.text}, {"track", text.groups[n++ > 2]}});
  }
  section.content.set("lede", say(Phrase::speakers_lede, brief)).set("slots", slots);
  return section;
}

Value session(std::string_view time, std::string_view title, std::string_view text,
              std::string_view kind) {
  Value one = Object{{"time", time}, {"title", title}};
  return one.set("text", text).set("kind", kind);
}

Section schedule(const Brief& brief, const std::string& heading) {
  Section section = start("Schedule", Ask::schedule, brief, heading);
  const bool lessons = brief.kind == Kind::course || brief.kind == Kind::service;
  const TopicText& text = lessons ? text_for(brief) : text_of(Kind::event, brief);
  const auto items = items_of(text);
  const auto word = [&](Phrase key) { return phrase(key, brief.lang); };
  Array days;
  if (lessons) {
    constexpr Phrase weekdays[] = {Phrase::mon, Phrase::wed, Phrase::fri};
    for (std::size_t d = 0; d < 3; ++d) {
      Array day{session("09:00", items[d].title, items[d].text, "workshop"),
                session("18:00", items[(d + 2) % items.size()].title,
                        items[(d + 2) % items.size()].text, "workshop")};
      days.push_back(Object{{"label", word(weekdays[d])}, {"items", day}});
    }
  } else {
    const std::size_t half = (items.size() + 1) / 2;
    for (std::size_t d = 0; d < 2; ++d) {
      Array day{session("09:00", word(d == 0 ? Phrase::doors : Phrase::opening), "", "social")};
      constexpr std::string_view times[] = {"10:00", "11:15", "14:00"};
      for (std::size_t i = 0; i < 3 && d * half + i < items.size(); ++i) {
        if (i == 2) day.push_back(session("12:30", word(Phrase::lunch), "", "break"));
        const Item& item = items[d * half + i];
        day.push_back(session(times[i], item.title, item.text, i == 2 ? "workshop" : "talk"));
      }
      day.push_back(
          session("17:00", word(d == 0 ? Phrase::evening : Phrase::closing), "", "social"));
      days.push_back(
          Object{{"label", fill(word(Phrase::day), brief, d == 0 ? "1" : "2")}, {"items", day}});
    }
  }
  section.content.set("days", days).set("note", say(Phrase::schedule_note, brief));
  return section;
}

Section events(const Brief& brief, const std::string& heading) {
  Section section = start("Events", Ask::events, brief, heading);
  const TopicText& text =
      brief.kind == Kind::community
          ? text_for(brief)
          : kind_text(brief.kind == Kind::food ? Kind::event : Kind::community, brief.lang);
  constexpr Phrase when[] = {Phrase::every_week, Phrase::first_saturday, Phrase::by_appointment,
                             Phrase::to_be_announced};
  Array items;
  for (const Item& item : items_of(text)) {
    if (items.size() == 4) break;
    Value one = Object{{"date", phrase(when[items.size()], brief.lang)},
                       {"title", item.title},
                       {"text", item.text}};
    items.push_back(one.set("place", brief.place));
  }
  section.content.set("items", items);
  return section;
}

Section feature_grid(const Brief& brief, const std::string& heading) {
  Section section = start("FeatureGrid", Ask::features, brief, heading);
  const bool plain_kind =
      brief.kind == Kind::general || brief.kind == Kind::quiz || brief.kind == Kind::community;
  if (heading.empty() && plain_kind) {
    section.nav = std::string(phrase(Phrase::highlights, brief.lang));
    section.content.set("title", section.nav);
  }
  section.content.set("items", features(brief, text_for(brief)));
  return section;
}

}  // namespace

const TopicText& trades_text(Lang lang) {
  for (const Topic& topic : topics()) {
    if (topic.id == "trades") return lang == Lang::de ? topic.de : topic.en;
  }
  return kind_text(Kind::service, lang);
}

Section build_section(Ask ask, const Brief& brief, const std::string& heading) {
  switch (ask) {
    case Ask::gallery:
      return gallery(brief, heading);
    case Ask::projects:
      return projects(brief, heading);
    case Ask::menu:
      return menu(brief, heading);
    case Ask::products:
      return products(brief, heading);
    case Ask::posts:
      return posts(brief, heading);
    case Ask::speakers:
      return speakers(brief, heading);
    case Ask::schedule:
      return schedule(brief, heading);
    case Ask::events:
      return events(brief, heading);
    case Ask::features:
      return feature_grid(brief, heading);
    case Ask::services:
      return offers(ask, brief.kind == Kind::agency ? Kind::agency : Kind::service, brief, heading);
    case Ask::workshop:
      return offers(ask, Kind::service, brief, heading);
    case Ask::classes:
      return offers(ask, brief.kind == Kind::service ? Kind::service : Kind::course, brief,
                    heading);
    case Ask::rooms:
      return offers(ask, Kind::lodging, brief, heading);
    case Ask::jobs:
      return offers(ask, Kind::community, brief, heading);
    case Ask::quiz:
      return quiz_section(brief, heading);
    case Ask::flashcards:
      return flashcards_section(brief, heading);
    case Ask::code:
    case Ask::docs:
      return docs_section(ask, brief, heading);
    case Ask::about:
    case Ask::hours:
    case Ask::location:
    case Ask::venue:
    case Ask::pricing:
    case Ask::tickets:
    case Ask::faq:
    case Ask::testimonials:
    case Ask::team:
    case Ask::partners:
    case Ask::contact:
    case Ask::booking:
    case Ask::newsletter:
    case Ask::stats:
    case Ask::steps:
    case Ask::timeline:
    case Ask::community:
    case Ask::resume:
    case Ask::comparison:
    case Ask::countdown:
    case Ask::links:
    case Ask::downloads:
    case Ask::donate:
    case Ask::words:
      return standing_section(ask, brief, heading);
  }
  return standing_section(Ask::words, brief, heading);
}

}  // namespace sitewright::builtin
