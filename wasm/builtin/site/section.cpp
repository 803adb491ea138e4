#include "builtin/site/section.hpp"

#include <algorithm>

#include "builtin/copy/phrases.hpp"
#include "builtin/copy/topics.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"

namespace sitewright::builtin {
namespace {

struct AskRow {
  Ask ask;
  std::string_view anchor;
  Phrase heading;
};

constexpr AskRow rows[] = {
    {Ask::about, "about", Phrase::about},
    {Ask::services, "services", Phrase::services},
    {Ask::features, "features", Phrase::features},
    {Ask::gallery, "gallery", Phrase::gallery},
    {Ask::projects, "work", Phrase::projects},
    {Ask::menu, "menu", Phrase::menu},
    {Ask::hours, "hours", Phrase::hours},
    {Ask::location, "find-us", Phrase::location},
    {Ask::pricing, "pricing", Phrase::pricing},
    {Ask::faq, "faq", Phrase::faq},
    {Ask::testimonials, "voices", Phrase::testimonials},
    {Ask::team, "team", Phrase::team},
    {Ask::speakers, "speakers", Phrase::speakers},
    {Ask::schedule, "schedule", Phrase::schedule},
    {Ask::tickets, "tickets", Phrase::tickets},
    {Ask::venue, "venue", Phrase::venue},
    {Ask::partners, "partners", Phrase::partners},
    {Ask::contact, "contact", Phrase::contact},
    {Ask::booking, "booking", Phrase::booking},
    {Ask::newsletter, "newsletter", Phrase::newsletter},
    {Ask::posts, "posts", Phrase::posts},
    {Ask::products, "shop", Phrase::products},
    {Ask::stats, "numbers", Phrase::stats},
    {Ask::steps, "how", Phrase::steps},
    {Ask::timeline, "timeline", Phrase::timeline},
    {Ask::events, "dates", Phrase::events},
    {Ask::community, "take-part", Phrase::community},
    {Ask::resume, "experience", Phrase::resume},
    {Ask::comparison, "comparison", Phrase::comparison},
    {Ask::countdown, "countdown", Phrase::countdown},
    {Ask::quiz, "practice", Phrase::quiz},
    {Ask::flashcards, "flashcards", Phrase::flashcards},
    {Ask::docs, "docs", Phrase::docs},
    {Ask::code, "quick-start", Phrase::code},
    {Ask::links, "links", Phrase::links},
    {Ask::downloads, "downloads", Phrase::downloads},
    {Ask::rooms, "rooms", Phrase::rooms},
    {Ask::workshop, "workshop", Phrase::workshop},
    {Ask::classes, "classes", Phrase::classes},
    {Ask::donate, "donate", Phrase::donate},
    {Ask::jobs, "jobs", Phrase::jobs},
    {Ask::words, "", Phrase::more},
};

}  // namespace

std::string Section::id() const {
  const Value* id = content.get("id");
  return id != nullptr && id->text() != nullptr ? *id->text() : std::string{};
}

std::string plain(std::string_view text) {
  std::string out(text);
  std::erase_if(out,
                [](char c) { return c == '*' || c == '_' || c == '`' || c == '[' || c == ']'; });
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold_text(text)) {
    const bool plain_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain_letter) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != '-') {
      out.push_back('-');
    }
    if (out.size() >= 40) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "section" : out;
}

std::string anchor_of(Ask ask, const std::string& heading) {
  for (const AskRow& row : rows) {
    if (row.ask == ask && !row.anchor.empty()) return std::string(row.anchor);
  }
  return slug(heading);
}

std::string usual_heading(Ask ask, const Brief& brief) {
  const bool alone =
      brief.kind == Kind::portfolio || brief.kind == Kind::personal || brief.kind == Kind::blog;
  if (ask == Ask::about && alone) return std::string(phrase(Phrase::about_me, brief.lang));
  for (const AskRow& row : rows) {
    if (row.ask == ask) return std::string(phrase(row.heading, brief.lang));
  }
  return {};
}

Value art(const Brief& brief, std::size_t index, std::string_view seed) {
  const std::string_view motifs = motifs_for(brief);
  std::vector<std::string_view> list;
  each_part(motifs, ',', [&](std::string_view one) { list.push_back(one); });
  const std::string_view motif = list[index % list.size()];
  return Value::Object{{"motif", motif}, {"seed", brief.name + ": " + std::string(seed)}};
}

}  // namespace sitewright::builtin
