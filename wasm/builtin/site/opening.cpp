// The sections that open a page and hold its only h1.
#include "builtin/copy/phrases.hpp"
#include "builtin/copy/topics.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"
#include "builtin/site/section.hpp"

namespace sitewright::builtin {
namespace {

using Array = Value::Array;
using Object = Value::Object;

std::optional<Phrase> call_to(Ask ask) {
  switch (ask) {
    case Ask::gallery:
    case Ask::projects:
      return Phrase::act_work;
    case Ask::menu:
      return Phrase::act_menu;
    case Ask::hours:
      return Phrase::act_hours;
    case Ask::products:
      return Phrase::act_shop;
    case Ask::quiz:
      return Phrase::act_start;
    case Ask::pricing:
      return Phrase::act_pricing;
    case Ask::features:
      return Phrase::act_features;
    case Ask::schedule:
      return Phrase::act_schedule;
    case Ask::tickets:
      return Phrase::act_tickets;
    case Ask::posts:
      return Phrase::act_read;
    case Ask::code:
      return Phrase::act_docs;
    case Ask::docs:
      return Phrase::docs;
    case Ask::services:
      return Phrase::act_services;
    case Ask::community:
      return Phrase::act_join;
    case Ask::booking:
      return Phrase::act_book;
    case Ask::rooms:
      return Phrase::act_rooms;
    case Ask::classes:
      return Phrase::act_classes;
    case Ask::location:
    case Ask::venue:
      return Phrase::act_find;
    case Ask::contact:
      return Phrase::act_contact;
    case Ask::about:
      return Phrase::act_more;
    default:
      return std::nullopt;
  }
}

std::vector<Ask> first_choice(Kind kind) {
  using enum Ask;
  switch (kind) {
    case Kind::product:
      return {pricing, features, faq};
    case Kind::event:
      return {tickets, schedule};
    case Kind::community:
      return {community, events, contact};
    case Kind::service:
    case Kind::lodging:
      return {booking, services, rooms};
    case Kind::course:
      return {classes, booking};
    case Kind::food:
      return {menu, hours, booking};
    default:
      return {};
  }
}

}  // namespace

Section build_hero(const Brief& brief, const std::vector<std::pair<Ask, std::string>>& anchors) {
  const TopicText& text = text_for(brief);
  Section hero{.component = "Hero", .nav = {}};
  std::string_view headline = text.headline;
  if (headline.contains("{clause}") && brief.clause.empty())
    headline = kind_text(brief.kind, brief.lang).headline;
  std::string title = fill(headline, brief);
  if (utf8::length(title) > 90) title = brief.name;
  const bool says_more =
      !brief.subject.empty() && fold_text(brief.subject) != fold_text(brief.name);
  std::string eyebrow = says_more ? capitalised(plain(brief.subject)) : brief.name;
  if (!brief.place.empty() && !fold_text(eyebrow).contains(fold_text(brief.place)) &&
      utf8::length(eyebrow) < 40)
    eyebrow += " " + in_place(brief);
  if (!brief.year.empty() && !eyebrow.contains(brief.year)) eyebrow += " · " + brief.year;
  hero.content.set("eyebrow", eyebrow).set("title", title).set("lede", fill(text.lede, brief));
  Array actions;
  const auto add = [&](Ask ask, const std::string& anchor) {
    const auto call = call_to(ask);
    if (!call || actions.size() == 2) return;
    const Value one = Object{{"label", phrase(*call, brief.lang)}, {"href", "#" + anchor}};
    if (actions.empty() || *actions[0].get("href")->text() != "#" + anchor) actions.push_back(one);
  };
  for (const Ask first : first_choice(brief.kind)) {
    for (const auto& [ask, anchor] : anchors) {
      if (ask == first) add(ask, anchor);
    }
  }
  for (const auto& [ask, anchor] : anchors) add(ask, anchor);
  hero.content.set("actions", actions).set("art", art(brief, 0, "opening"));
  return hero;
}

Section build_page_intro(const Brief& brief, const std::string& title, const std::string& lede) {
  Section intro{.component = "PageIntro", .nav = {}};
  intro.content.set("eyebrow", brief.name).set("title", title).set("lede", lede);
  return intro;
}

}  // namespace sitewright::builtin
