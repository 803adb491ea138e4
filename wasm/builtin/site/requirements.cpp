#include "builtin/site/requirements.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "builtin/prompt/utf8.hpp"

namespace sitewright::builtin {
namespace {

using Array = Value::Array;
using Object = Value::Object;

/// A sentence in both languages.
struct Said {
  std::string_view en;
  std::string_view de;

  [[nodiscard]] std::string_view in(Lang lang) const { return lang == Lang::de ? de : en; }
};

/// What a section brings to the requirements; empty: nothing of that sort.
struct SectionRow {
  std::string_view component;
  Said data = {};  ///< fields by comma
  Said feature = {};
  Said assumption = {};
  Said question = {};
  Said left_out = {};
};

constexpr Said kByMail{"Forms open an e-mail that is ready to send; the site stores nothing.",
                       "Formulare öffnen eine fertige E-Mail; die Website speichert nichts."};
constexpr Said kMail{"Which e-mail address should messages go to?",
                     "An welche E-Mail-Adresse sollen Nachrichten gehen?"};
constexpr Said kExamples{"Items and prices are examples until you replace them.",
                         "Einträge und Preise sind Beispiele, bis Sie sie ersetzen."};
constexpr Said kPrices{"What do you offer, and at which prices?",
                       "Was bieten Sie an, und zu welchen Preisen?"};

constexpr SectionRow kRows[] = {
    {.component = "Booking",
     .feature = {"Ask for a date and time", "Einen Termin anfragen"},
     .question = kMail,
     .left_out = kByMail},
    {.component = "Contact",
     .feature = {"Write a message", "Eine Nachricht schreiben"},
     .question = kMail,
     .left_out = kByMail},
    {.component = "Countdown", .question = {"When does it begin?", "Wann geht es los?"}},
    {.component = "Events",
     .data = {"date,title,place", "Datum,Titel,Ort"},
     .question = {"Which dates are fixed?", "Welche Termine stehen fest?"}},
    {.component = "Flashcards",
     .data = {"front,back", "Vorderseite,Rückseite"},
     .feature = {"Practise with cards", "Mit Karten üben"}},
    {.component = "Gallery",
     .data = {"picture,title,caption", "Bild,Titel,Unterschrift"},
     .feature = {"Open pictures large", "Bilder groß ansehen"},
     .assumption = {"Pictures are drawn until there are photographs.",
                    "Bilder sind gezeichnet, bis es Fotos gibt."}},
    {.component = "Location",
     .data = {"address,ways to get there", "Adresse,Wege dorthin"},
     .question = {"What is the street address?", "Wie lautet die genaue Adresse?"}},
    {.component = "Menu",
     .data = {"name,price,text", "Name,Preis,Text"},
     .assumption = kExamples,
     .question = kPrices},
    {.component = "Newsletter",
     .feature = {"Sign up by e-mail", "Sich per E-Mail anmelden"},
     .question = kMail,
     .left_out = kByMail},
    {.component = "OpeningHours",
     .data = {"day,hours", "Tag,Zeiten"},
     .question = {"When are you open?", "Wann haben Sie geöffnet?"}},
    {.component = "PostList", .data = {"title,topic,summary", "Titel,Thema,Zusammenfassung"}},
    {.component = "Pricing",
     .data = {"plan,price,what is in it", "Tarif,Preis,Umfang"},
     .assumption = kExamples,
     .question = kPrices},
    {.component = "Products",
     .data = {"name,price,text", "Name,Preis,Text"},
     .feature = {"Fill a basket and send it as an order by e-mail",
                 "Einen Warenkorb füllen und als Bestellung per E-Mail senden"},
     .assumption = kExamples,
     .question = kPrices,
     .left_out = {"Payment and stock: an order is an e-mail.",
                  "Bezahlung und Lagerbestand: eine Bestellung ist eine E-Mail."}},
    {.component = "Projects", .data = {"title,text,year", "Titel,Text,Jahr"}},
    {.component = "Quiz",
     .data = {"question,answers", "Frage,Antworten"},
     .feature = {"Practise in rounds, with a score and a review",
                 "In Runden üben, mit Punkten und Auswertung"},
     .left_out = {"Scores of several people: a score stays on its device.",
                  "Punkte mehrerer Personen: sie bleiben auf dem Gerät."}},
    {.component = "Resume", .data = {"when,what,where", "Wann,Was,Wo"}},
    {.component = "Schedule",
     .data = {"time,title,place", "Zeit,Titel,Ort"},
     .question = {"What is the programme?", "Wie sieht das Programm aus?"}},
    {.component = "Services", .data = {"title,text,price", "Titel,Text,Preis"}},
    {.component = "Speakers",
     .data = {"topic,name", "Thema,Name"},
     .question = {"Who speaks, and about what?", "Wer spricht, und worüber?"}},
    {.component = "Team",
     .data = {"name,role", "Name,Rolle"},
     .question = {"Who may be named?", "Wer darf genannt werden?"}},
};

constexpr Said kAudience{"People who look for ", "Menschen, die das suchen: "};
constexpr Said kNoServer{"Accounts, a database and code on a server: the site is static.",
                         "Konten, Datenbank und Programme auf einem Server: die Website ist "
                         "statisch."};
constexpr Said kLightDark{"Read everything without JavaScript, in light and dark",
                          "Alles ohne JavaScript lesen, hell und dunkel"};
constexpr Said kName{"You gave no name, so I chose one: ", "Kein Name genannt, daher gewählt: "};
constexpr Said kKind{"I understood the site as this kind: ", "Verstanden als Website dieser Art: "};
constexpr Said kStyle{"The look was chosen by what the site is about: ",
                      "Das Aussehen folgt dem Thema: "};
constexpr Said kLanguage{"The texts around your words are in English.",
                         "Die Texte um Ihre Worte sind auf Englisch."};
constexpr Said kOverview{"See at a glance what there is", "Sehen, was es gibt"};

/// Lists stay below their limits and say nothing twice.
void add(Array& list, std::string text, std::size_t most = 20) {
  if (text.empty() || list.size() >= most) return;
  const bool known = std::ranges::any_of(
      list, [&](const Value& one) { return one.text() != nullptr && *one.text() == text; });
  if (!known) list.emplace_back(std::string(utf8::prefix(text, 290)));
}

const SectionRow* row_of(std::string_view component) {
  const auto found = std::ranges::find(kRows, component, &SectionRow::component);
  return found == std::end(kRows) ? nullptr : &*found;
}

Array split(std::string_view list) {
  Array parts;
  for (std::size_t at = 0; at <= list.size();) {
    const auto comma = std::min(list.find(',', at), list.size());
    parts.emplace_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

Array pages_of(const Brief& brief, const Outline& outline) {
  Array pages;
  for (const Page& page : outline.pages) {
    if (pages.size() == 24) break;
    const bool home = page.path == "home";
    std::string purpose = home ? std::string() : page.description;
    if (home) {
      for (const Section& section : page.sections) {
        if (!section.nav.empty()) purpose += (purpose.empty() ? "" : ", ") + section.nav;
      }
    }
    if (purpose.empty()) purpose = kOverview.in(brief.lang);
    pages.push_back(Object{{"path", home ? std::string("/") : "/" + page.path + "/"},
                           {"title", std::string(utf8::prefix(page.title, 110))},
                           {"purpose", std::string(utf8::prefix(purpose, 390))}});
  }
  return pages;
}

}  // namespace

Value requirements_of(const Brief& brief, const Outline& outline) {
  const Lang lang = brief.lang;
  const auto say = [&](const Said& said) { return std::string(said.in(lang)); };
  Array data;
  Array features;
  Array assumptions;
  Array questions;
  Array left_out;
  add(features, say(kLightDark));
  if (!brief.name_given) add(assumptions, say(kName) + brief.name);
  add(assumptions, say(kKind) + std::string(kind_name(brief.kind)));
  if (brief.style.moods.empty()) {
    add(assumptions, say(kStyle) + std::string(outline.style->name));
  }
  if (lang == Lang::other) add(assumptions, say(kLanguage));
  add(left_out, say(kNoServer));
  for (const Page& page : outline.pages) {
    for (const Section& section : page.sections) {
      const SectionRow* row = row_of(section.component);
      if (row == nullptr) continue;
      const std::string name(utf8::prefix(section.nav.empty() ? page.title : section.nav, 75));
      if (!row->data.en.empty() && data.size() < 20) {
        data.push_back(Object{{"name", name}, {"fields", split(row->data.in(lang))}});
      }
      add(features, say(row->feature));
      add(assumptions, say(row->assumption));
      add(questions, say(row->question), 10);
      add(left_out, say(row->left_out));
    }
  }
  const std::string subject = brief.subject.empty() ? brief.name : brief.subject;
  return Object{{"audience", say(kAudience) + std::string(utf8::prefix(subject, 200)) + "."},
                {"pages", pages_of(brief, outline)},
                {"data", data},
                {"features", features},
                {"assumptions", assumptions},
                {"questions", questions},
                {"outOfScope", left_out},
                {"risks", Array{}}};
}

}  // namespace sitewright::builtin
