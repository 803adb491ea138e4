#include "builtin/followup/told.hpp"

#include "builtin/prompt/utf8.hpp"
#include "builtin/site/section.hpp"

namespace sitewright::builtin {
namespace {

std::string shortened(std::string_view text, std::size_t limit) {
  return utf8::length(text) <= limit ? std::string(text)
                                     : std::string(utf8::prefix(text, limit - 1)) + "…";
}

std::string look_words(const Change& change, bool german) {
  std::string out;
  const auto add = [&](std::string_view part) {
    out += (out.empty() ? "" : ", ") + std::string(part);
  };
  if (change.look != nullptr)
    add((german ? "Stil " : "the style ") + std::string(change.look->name));
  if (change.style.mode == Mode::dark) add(german ? "dunkel" : "dark");
  if (change.style.mode == Mode::light) add(german ? "hell" : "light");
  if (change.style.mode == Mode::either) add(german ? "hell und dunkel" : "light and dark");
  if (change.style.hue)
    add((german ? "Akzent " : "accent ") + (change.style.color_words.empty()
                                                ? std::to_string(*change.style.hue)
                                                : change.style.color_words));
  if (out.empty()) add(german ? "ein anderer Stil" : "another style");
  return out;
}

Told told_note(const Change& change, bool german) {
  const std::string words = shortened(change.words, 90);
  if (german) {
    return {
        "Einen Textabschnitt ergänzen", "Startseite",
        "Ich habe keine Regel für „" + words +
            "“ und setze es als Textabschnitt auf die Startseite, wo es sich leicht ändern lässt.",
        "Für „" + words +
            "“ kenne ich keine eigene Änderung; ich habe es als Textabschnitt aufgenommen."};
  }
  return {"Add a text section", "Home page",
          "I have no rule for “" + words +
              "”, so I put it on the home page as a text section that is easy to change.",
          "I know no specific change for “" + words + "”, so I added it as a text section."};
}

}  // namespace

Told tell(const Change& change, bool as_note, const Brief& brief, bool german) {
  if (as_note || change.act == Act::note) return told_note(change, german);
  const std::string thing =
      shortened(change.title.empty() ? usual_heading(change.ask, brief) : change.title, 60);
  const std::string to = shortened(change.to, 80);
  const std::string home = german ? "Startseite" : "Home page";
  switch (change.act) {
    case Act::add_section:
      return german ? Told{"Abschnitt ergänzen: " + thing, home,
                           "Schreibt den Abschnitt „" + thing +
                               "“ und verlinkt ihn in der Navigation.",
                           "Ich ergänze „" + thing + "“."}
                    : Told{"Add a section: " + thing, home,
                           "Writes the section “" + thing +
                               "” in a fitting place and links it in the navigation.",
                           "I add “" + thing + "”."};
    case Act::add_page:
      return german ? Told{"Seite anlegen: " + thing, "Neue Seite",
                           "Legt eine eigene Seite „" + thing + "“ an und verlinkt sie.",
                           "Ich lege die Seite „" + thing + "“ an."}
                    : Told{"Add a page: " + thing, "New page",
                           "Writes a page of its own for “" + thing + "” and links it.",
                           "I add a page “" + thing + "”."};
    case Act::remove_section:
      return german
                 ? Told{"Abschnitt entfernen: " + thing, home,
                        "Nimmt „" + thing + "“ samt Links heraus.", "Ich entferne „" + thing + "“."}
                 : Told{"Remove a section: " + thing, home,
                        "Takes “" + thing + "” out, with the links that led to it.",
                        "I remove “" + thing + "”."};
    case Act::move_section:
      return german
                 ? Told{"Abschnitt verschieben: " + thing, home,
                        "Stellt „" + thing + "“ an die gewünschte Stelle.",
                        "Ich verschiebe „" + thing + "“."}
                 : Told{"Move a section: " + thing, home,
                        "Puts “" + thing + "” where you asked for it.", "I move “" + thing + "”."};
    case Act::restyle: {
      const std::string look = look_words(change, german);
      return german ? Told{"Aussehen ändern", look,
                           "Stellt das Aussehen um: " + look + ". Die Texte bleiben.",
                           "Ich ändere das Aussehen: " + look + "."}
                    : Told{"Change the look", look,
                           "Changes the look to " + look + "; the words stay as they are.",
                           "I change the look: " + look + "."};
    }
    case Act::rename:
      return german ? Told{"Umbenennen in " + to, "Ganze Seite",
                           "Ersetzt den Namen überall durch „" + to + "“.",
                           "Die Seite heißt jetzt " + to + "."}
                    : Told{"Rename to " + to, "Whole site",
                           "Replaces the name everywhere with “" + to + "”.",
                           "The site is now called " + to + "."};
    case Act::set_text:
      return german ? Told{"Text ändern", home, "Setzt den neuen Text „" + to + "“.",
                           "Der neue Text lautet „" + to + "“."}
                    : Told{"Change the text", home, "Sets the new text “" + to + "”.",
                           "The new text reads “" + to + "”."};
    case Act::replace_text:
      return german ? Told{"Text ersetzen", "Alle Inhalte",
                           "Ersetzt „" + shortened(change.from, 60) + "“ durch „" + to + "“.",
                           "Ich ersetze „" + shortened(change.from, 60) + "“ durch „" + to + "“."}
                    : Told{"Replace text", "All content",
                           "Replaces “" + shortened(change.from, 60) + "” with “" + to + "”.",
                           "I replace “" + shortened(change.from, 60) + "” with “" + to + "”."};
    case Act::note:
      break;
  }
  return told_note(change, german);
}

}  // namespace sitewright::builtin
