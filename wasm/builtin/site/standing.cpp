// Sections whose content hardly depends on the topic.
#include <algorithm>

#include "builtin/copy/phrases.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/site/sections.hpp"

namespace sitewright::builtin {

using Array = Value::Array;
using Object = Value::Object;

namespace {

Section about(const Brief& brief, const std::string& heading) {
  Section section = start("About", Ask::about, brief, heading);
  const TopicText& text = text_for(brief);
  Array facts;
  const auto fact = [&](Phrase label, const std::string& value) {
    if (!value.empty())
      facts.push_back(Object{{"label", phrase(label, brief.lang)}, {"text", value}});
  };
  fact(Phrase::subject_label, capitalised(plain(brief.subject)));
  fact(Phrase::place_label, brief.place);
  fact(Phrase::when_label, brief.year);
  section.content.set("paragraphs",
                      Array{fill(text.about, brief), say(Phrase::time_today_text, brief)});
  section.content.set("art", art(brief, 1, "about")).set("facts", facts);
  return section;
}

Section hours(const Brief& brief, const std::string& heading) {
  Section section = start("OpeningHours", Ask::hours, brief, heading);
  struct Week {
    std::string_view weekday, saturday, sunday;
    bool monday_off;
  };
  const bool early =
      brief.topic >= 0 && (topics()[static_cast<std::size_t>(brief.topic)].id == "bakery" ||
                           topics()[static_cast<std::size_t>(brief.topic)].id == "cafe");
  const Week week = brief.kind == Kind::food
                        ? (early ? Week{"07:30–18:00", "07:30–14:00", "", true}
                                 : Week{"17:30–22:30", "12:00–23:00", "12:00–21:00", true})
                        : Week{"09:30–18:00", "10:00–14:00", "", false};
  constexpr Phrase names[] = {Phrase::mon, Phrase::tue, Phrase::wed, Phrase::thu,
                              Phrase::fri, Phrase::sat, Phrase::sun};
  const std::string closed = say(Phrase::closed, brief);
  Array days;
  for (std::size_t d = 0; d < 7; ++d) {
    std::string_view open = d == 5 ? week.saturday : d == 6 ? week.sunday : week.weekday;
    if (d == 0 && week.monday_off) open = "";
    days.push_back(Object{{"day", phrase(names[d], brief.lang)},
                          {"hours", open.empty() ? closed : std::string(open)}});
  }
  section.content.set("lede", say(Phrase::hours_lede, brief))
      .set("days", days)
      .set("note", say(Phrase::hours_note, brief));
  return section;
}

Section location(Ask ask, const Brief& brief, const std::string& heading) {
  Section section = start("Location", ask, brief, heading);
  const auto way = [&](std::string_view icon, Phrase by, Phrase text) {
    return Value(
        Object{{"icon", icon}, {"by", phrase(by, brief.lang)}, {"text", phrase(text, brief.lang)}});
  };
  Array address{brief.name, phrase(Phrase::address_later, brief.lang)};
  if (!brief.place.empty()) address.emplace_back(brief.place);
  section.content.set("lede", say(Phrase::location_lede, brief))
      .set("address", address)
      .set("mapQuery", brief.place);
  section.content.set("directions",
                      Array{way("compass", Phrase::by_transit, Phrase::by_transit_text),
                            way("leaf", Phrase::by_bike, Phrase::by_bike_text),
                            way("truck", Phrase::by_car, Phrase::by_car_text)});
  section.content.set("seed", brief.name + " " + brief.place);
  return section;
}

Section pricing(Ask ask, const Brief& brief, const std::string& heading) {
  Section section = start("Pricing", ask, brief, heading);
  const bool entry = ask == Ask::tickets || brief.kind == Kind::event;
  const auto word = [&](Phrase key) { return std::string(phrase(key, brief.lang)); };
  const auto items = items_of(text_for(brief));
  const std::string on_request = word(Phrase::on_request);
  const std::string small = word(entry ? Phrase::ticket_single : Phrase::plan_small);
  const std::string medium = word(entry ? Phrase::ticket_full : Phrase::plan_medium);
  const std::string large = word(entry ? Phrase::ticket_reduced : Phrase::plan_large);
  const auto plan = [&](const std::string& name, Phrase text, Array features) {
    return Value(Object{{"name", name},
                        {"price", on_request},
                        {"text", word(text)},
                        {"features", std::move(features)}});
  };
  const auto item = [&](std::size_t i) { return fill(items[i % items.size()].title, brief); };
  Array plans{plan(small, entry ? Phrase::ticket_single_text : Phrase::plan_small_text,
                   Array{item(0), item(1)}),
              plan(medium, entry ? Phrase::ticket_full_text : Phrase::plan_medium_text,
                   Array{say(Phrase::everything_before, brief, small), item(2), item(3)}),
              plan(large, entry ? Phrase::ticket_reduced_text : Phrase::plan_large_text,
                   entry ? Array{say(Phrase::everything_before, brief, medium)}
                         : Array{say(Phrase::everything_before, brief, medium),
                                 word(Phrase::personal_answer), word(Phrase::priority_dates)})};
  plans[1].set("featured", true);
  if (!entry) section.content.set("lede", say(Phrase::pricing_lede, brief));
  section.content.set("plans", plans).set("note", word(Phrase::prices_note));
  return section;
}

Section faq(const Brief& brief, const std::string& heading) {
  Section section = start("Faq", Ask::faq, brief, heading);
  const auto pair = [&](Phrase question, Phrase answer, std::string_view thing = {}) {
    return Value(
        Object{{"question", say(question, brief, thing)}, {"answer", say(answer, brief, thing)}});
  };
  Array items;
  switch (brief.kind) {  // what people really ask depends on what it is
    case Kind::product:
      items = {pair(Phrase::faq_product_q1, Phrase::faq_product_a1),
               pair(Phrase::faq_q3, Phrase::faq_a3),
               pair(Phrase::faq_product_q2, Phrase::faq_product_a2)};
      break;
    case Kind::quiz:
      items = {pair(Phrase::faq_quiz_q1, Phrase::faq_quiz_a1),
               pair(Phrase::faq_quiz_q3, Phrase::faq_quiz_a3),
               pair(Phrase::faq_quiz_q2, Phrase::faq_quiz_a2)};
      break;
    case Kind::docs:
      items = {pair(Phrase::faq_docs_q1, Phrase::faq_docs_a1),
               pair(Phrase::faq_docs_q3, Phrase::faq_docs_a3),
               pair(Phrase::faq_docs_q2, Phrase::faq_docs_a2)};
      break;
    default:
      items = {pair(Phrase::faq_q4, Phrase::faq_a4,
                    plain(brief.subject.empty() ? brief.name : brief.subject)),
               pair(Phrase::faq_q3, Phrase::faq_a3), pair(Phrase::faq_q2, Phrase::faq_a2),
               pair(Phrase::faq_q1, Phrase::faq_a1)};
  }
  section.content.set("items", items);
  return section;
}

Section testimonials(const Brief& brief, const std::string& heading) {
  Section section = start("Testimonials", Ask::testimonials, brief, heading);
  const auto one = [&](Phrase text, Phrase source) {
    return Value(
        Object{{"text", phrase(text, brief.lang)}, {"source", phrase(source, brief.lang)}});
  };
  section.content.set("lede", say(Phrase::testimonials_lede, brief));
  section.content.set("items", Array{one(Phrase::value_1, Phrase::value_source_1),
                                     one(Phrase::value_2, Phrase::value_source_2),
                                     one(Phrase::value_3, Phrase::value_source_3)});
  return section;
}

Section team(const Brief& brief, const std::string& heading) {
  Section section = start("Team", Ask::team, brief, heading);
  const auto one = [&](Phrase role, Phrase text) {  // a role, until there is a name
    return Value(Object{{"name", phrase(role, brief.lang)}, {"text", phrase(text, brief.lang)}});
  };
  section.content.set("lede", say(Phrase::team_open, brief));
  section.content.set("people", Array{one(Phrase::role_lead, Phrase::role_lead_text),
                                      one(Phrase::role_craft, Phrase::role_craft_text),
                                      one(Phrase::role_contact, Phrase::role_contact_text)});
  return section;
}

Section contact(const Brief& brief, const std::string& heading) {
  Section section = start("Contact", Ask::contact, brief, heading);
  Array choices{phrase(Phrase::topic_question, brief.lang),
                phrase(Phrase::topic_booking, brief.lang), phrase(Phrase::topic_other, brief.lang)};
  section.content.set("lede", say(Phrase::contact_lede, brief)).set("topics", choices);
  if (!brief.place.empty()) {
    section.content.set("details", Array{Object{{"icon", "pin"},
                                                {"label", phrase(Phrase::place_label, brief.lang)},
                                                {"text", brief.place}}});
  }
  return section;
}

Section booking(const Brief& brief, const std::string& heading) {
  Section section = start("Booking", Ask::booking, brief, heading);
  Array choices;
  for (const Item& item : items_of(text_for(brief))) {
    if (choices.size() < 5 && brief.kind != Kind::food && brief.kind != Kind::event)
      choices.emplace_back(fill(item.title, brief));
  }
  if (choices.empty())
    choices = {phrase(Phrase::topic_booking, brief.lang),
               phrase(Phrase::topic_question, brief.lang)};
  section.content.set("lede", say(Phrase::booking_lede, brief)).set("choices", choices);
  if (brief.kind == Kind::food || brief.kind == Kind::lodging || brief.kind == Kind::event)
    section.content.set("people", 8);
  section.content.set("note", say(Phrase::booking_note, brief));
  return section;
}

Section steps(const Brief& brief, const std::string& heading) {
  Section section = start("Steps", Ask::steps, brief, heading);
  Array items;
  const auto own = items_of(text_for(brief));
  if (brief.kind == Kind::quiz) {
    for (std::size_t i = 0; i < 3 && i < own.size(); ++i)
      items.push_back(Object{{"title", own[i].title}, {"text", own[i].text}});
  } else {
    const auto step = [&](Phrase title, Phrase text) {
      items.push_back(
          Object{{"title", phrase(title, brief.lang)}, {"text", phrase(text, brief.lang)}});
    };
    step(Phrase::step_ask, Phrase::step_ask_text);
    step(Phrase::step_agree, Phrase::step_agree_text);
    step(Phrase::step_do, Phrase::step_do_text);
  }
  section.content.set("items", items);
  return section;
}

Section timeline(const Brief& brief, const std::string& heading) {
  Section section = start("Timeline", Ask::timeline, brief, heading);
  const std::string thing = plain(brief.subject.empty() ? brief.name : brief.subject);
  const auto one = [&](Phrase when, Phrase title, Phrase text) {
    return Value(Object{{"when", phrase(when, brief.lang)},
                        {"title", phrase(title, brief.lang)},
                        {"text", say(text, brief, thing)}});
  };
  section.content.set("items",
                      Array{one(Phrase::time_start, Phrase::time_begin, Phrase::time_begin_text),
                            one(Phrase::time_today, Phrase::opening, Phrase::time_today_text),
                            one(Phrase::time_next, Phrase::stat_first, Phrase::time_next_text)});
  return section;
}

Section stats(const Brief& brief, const std::string& heading) {
  Section section = start("Stats", Ask::stats, brief, heading);
  const auto count = std::to_string(items_of(text_for(brief)).size());
  Array items{Object{{"value", count}, {"label", phrase(Phrase::offer_count, brief.lang)}},
              Object{{"value", "5"}, {"label", phrase(Phrase::days_week, brief.lang)}}};
  items.push_back(
      brief.place.empty()
          ? Value(Object{{"value", "3"}, {"label", phrase(Phrase::min_label, brief.lang)}})
          : Value(Object{{"value", "1"}, {"label", say(Phrase::one_place, brief)}}));
  section.content.set("items", items);
  return section;
}

Section resume(const Brief& brief, const std::string& heading) {
  Section section = start("Resume", Ask::resume, brief, heading);
  const TopicText& text = text_of(Kind::personal, brief);
  const auto items = items_of(text);
  Array groups;
  for (std::size_t g = 0; g < 2; ++g) {
    Array rows;
    const std::size_t half = (items.size() + 1) / 2;
    for (std::size_t i = g * half; i < std::min((g + 1) * half, items.size()); ++i)
      rows.push_back(Object{{"title", items[i].title}, {"text", items[i].text}});
    groups.push_back(Object{{"title", text.groups[g]}, {"items", rows}});
  }
  section.content.set("groups", groups);
  return section;
}

Section community(Ask ask, const Brief& brief, const std::string& heading) {
  Section section = start("Community", ask, brief, heading);
  const auto channel = [&](std::string_view icon, Phrase name, Phrase text) {
    return Value(Object{
        {"icon", icon}, {"name", phrase(name, brief.lang)}, {"text", phrase(text, brief.lang)}});
  };
  section.content.set("channels",
                      Array{channel("mail", Phrase::channel_mail, Phrase::channel_mail_text),
                            channel("people", Phrase::channel_visit, Phrase::channel_visit_text)});
  if (ask == Ask::community)
    section.content.set(
        "rules", Array{phrase(Phrase::rule_1, brief.lang), phrase(Phrase::rule_2, brief.lang)});
  return section;
}

Section comparison(const Brief& brief, const std::string& heading) {
  Section section = start("Comparison", Ask::comparison, brief, heading);
  Array rows;
  std::size_t n = 0;
  for (const Item& item : items_of(text_for(brief)))
    rows.push_back(
        Object{{"label", fill(item.title, brief)}, {"values", Array{true, n++ % 3 == 0}}});
  section.content
      .set("columns", Array{say(Phrase::plan_large, brief), say(Phrase::plan_small, brief)})
      .set("rows", rows);
  return section;
}

Section newsletter(const Brief& brief, const std::string& heading) {
  Section section = start("Newsletter", Ask::newsletter, brief, heading);
  section.content.set("lede", say(Phrase::newsletter_lede, brief));
  return section;
}

Section partners(const Brief& brief, const std::string& heading) {
  Section section = start("Partners", Ask::partners, brief, heading);
  Array items;
  for (const Item& item : items_of(text_for(brief))) {
    if (items.size() < 4) items.push_back(Object{{"name", fill(item.title, brief)}});
  }
  section.content.set("items", items);
  return section;
}

/// Words without a section of their own: what the prompt calls it, and what can be said of it.
Section words(Ask ask, const Brief& brief, const std::string& heading) {
  Section section = start("About", ask, brief, heading);
  const std::string title = plain(section.nav);
  section.content.set("paragraphs", Array{say(Phrase::words_lede, brief, title),
                                          say(Phrase::words_text, brief, title)});
  section.content.set("art", art(brief, stable_hash(title) % 5, title));
  return section;
}

}  // namespace

Section standing_section(Ask ask, const Brief& brief, const std::string& heading) {
  switch (ask) {
    case Ask::about:
      return about(brief, heading);
    case Ask::hours:
      return hours(brief, heading);
    case Ask::location:
    case Ask::venue:
      return location(ask, brief, heading);
    case Ask::pricing:
    case Ask::tickets:
      return pricing(ask, brief, heading);
    case Ask::faq:
      return faq(brief, heading);
    case Ask::testimonials:
      return testimonials(brief, heading);
    case Ask::team:
      return team(brief, heading);
    case Ask::contact:
      return contact(brief, heading);
    case Ask::booking:
      return booking(brief, heading);
    case Ask::steps:
      return steps(brief, heading);
    case Ask::timeline:
      return timeline(brief, heading);
    case Ask::stats:
      return stats(brief, heading);
    case Ask::resume:
      return resume(brief, heading);
    case Ask::community:
    case Ask::donate:
      return community(ask, brief, heading);
    case Ask::comparison:
      return comparison(brief, heading);
    case Ask::newsletter:
      return newsletter(brief, heading);
    case Ask::partners:
      return partners(brief, heading);
    default:
      return words(ask, brief, heading);
  }
}

}  // namespace sitewright::builtin
