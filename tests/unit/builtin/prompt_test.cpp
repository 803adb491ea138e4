#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "builtin/prompt/read.hpp"
#include "builtin/prompt/tokens.hpp"
#include "builtin/prompt/utf8.hpp"

using namespace sitewright::builtin;

namespace {

bool wants(const Brief& brief, Ask ask, std::string_view title = {}) {
  return std::ranges::any_of(brief.wanted, [&](const Wanted& w) {
    return w.ask == ask && (title.empty() || w.title == title);
  });
}

}  // namespace

TEST_SUITE("builtin/prompt/tokens") {
  TEST_CASE("words are folded: lower case, no Latin diacritics, sharp s as ss") {
    const Text text = read_text("Öffnungszeiten Straße São ŁÓDŹ");
    REQUIRE(text.words.size() == 4);
    CHECK(text.words[0].fold == "offnungszeiten");
    CHECK(text.words[1].fold == "strasse");
    CHECK(text.words[2].fold == "sao");
    CHECK(text.words[3].fold == "lodz");
  }

  TEST_CASE("markup, control characters, direction marks and broken UTF-8 are dropped") {
    const Text text = read_text("a<script>alert(1)</script> b\x01\xff\xc3 c\u202E d <b>bold</b>");
    CHECK(text.clean == "a b c d bold");
  }

  TEST_CASE("a less-than sign that opens no tag stays") {
    CHECK(read_text("3 < 4 and 5 > 2").clean == "3 < 4 and 5 > 2");
  }

  TEST_CASE("quotations of several languages are found, apostrophes are none") {
    CHECK(read_text("it's \"One Two\" here").quotes.at(0).text == "One Two");
    CHECK(read_text("Seite „Rad Haus“ jetzt").quotes.at(0).text == "Rad Haus");
    CHECK(read_text("page « Chez Nous »").quotes.size() == 1);
    CHECK(read_text("Joe's and Ann's").quotes.empty());
  }

  TEST_CASE("patterns match whole words, beginnings, ends and phrases") {
    const Text text = read_text("A neat Fahrradladen and real estate");
    CHECK(find_phrase(text, "*laden")->first == 2);
    CHECK(find_phrase(text, "real estate")->count == 2);
    CHECK_FALSE(find_phrase(text, "fahrrad"));
    CHECK(find_any(text, "nothing|fahrrad*"));
  }

  TEST_CASE("a prefix never cuts a character in half") {
    CHECK(utf8::prefix("äöü", 2) == "äö");
    CHECK(utf8::length("a🚲b") == 3);
  }
}

TEST_SUITE("builtin/prompt/name") {
  TEST_CASE("a name that is given is taken") {
    CHECK(read_prompt("A portfolio site for wedding photographer Ana Costa with a gallery").name ==
          "Ana Costa");
    CHECK(read_prompt("Landing page for a SaaS called Driftlog that tracks ocean drones").name ==
          "Driftlog");
    CHECK(read_prompt("Conference website for RustNordic 2027 in Oslo").name == "RustNordic 2027");
    CHECK(read_prompt("Documentation site for an open source HTTP client named Quill").name ==
          "Quill");
    CHECK(read_prompt("Website für die Bäckerei Schmidt in Heidelberg").name == "Bäckerei Schmidt");
    CHECK(read_prompt("Site pour un cabinet d'architectes nommé Atelier Nord à Nantes").name ==
          "Atelier Nord");
    CHECK(read_prompt("Joe's Pizza in Brooklyn, retro style").name == "Joe's Pizza");
    CHECK(read_prompt("a shop \"Salt & Stone\" for soap").name == "Salt & Stone");
    CHECK(read_prompt("Wedding website for Lena and Tom in Salzburg").name == "Lena and Tom");
  }

  TEST_CASE("otherwise it is composed of the prompt's words, and never a sentence") {
    CHECK(read_prompt("Make me a site to test math skills").name == "Math Skills");
    CHECK(read_prompt("A bakery in Porto with a menu").name == "Porto Bakery");
    CHECK(read_prompt("Personal blog about slow travel by train").name == "Slow Travel by Train");
    CHECK(read_prompt("Site für einen Fahrradladen in Freiburg mit Werkstatt").name ==
          "Fahrradladen Freiburg");
    CHECK(read_prompt("東京のラーメン屋のサイト").name == "東京のラーメン屋");
    for (const char* prompt : {"🍕🍕🍕", "!!!???", "x", "   .", "\"\"", "''", "<b></b>"}) {
      const std::string name = read_prompt(prompt).name;
      CHECK(utf8::length(name) >= 2);
      CHECK(utf8::length(name) <= 40);
    }
  }

  TEST_CASE("quotes, backslashes and braces never reach the name") {
    const std::string name = read_prompt("site called `a\"b\\c{d}${e}<f>`").name;
    CHECK(name.find_first_of("\"\\{}$<>`") == std::string::npos);
  }
}

TEST_SUITE("builtin/prompt/kind") {
  TEST_CASE("each kind is known in several languages") {
    CHECK(read_prompt("portfolio of a painter").kind == Kind::portfolio);
    CHECK(read_prompt("Boulangerie artisanale à Lyon").kind == Kind::food);
    CHECK(read_prompt("Tienda online de plantas").kind == Kind::store);
    CHECK(read_prompt("Landing page for a SaaS").kind == Kind::product);
    CHECK(read_prompt("Konferenz für Entwickler").kind == Kind::event);
    CHECK(read_prompt("Blog über Gärtnern").kind == Kind::blog);
    CHECK(read_prompt("docs for a library").kind == Kind::docs);
    CHECK(read_prompt("Quiz zu Hauptstädten").kind == Kind::quiz);
    CHECK(read_prompt("Werbeagentur in Bern").kind == Kind::agency);
    CHECK(read_prompt("Schachverein").kind == Kind::community);
    CHECK(read_prompt("Cabeleireiro em Braga").kind == Kind::service);
    CHECK(read_prompt("Lebenslauf einer Forscherin").kind == Kind::personal);
    CHECK(read_prompt("Escuela de surf").kind == Kind::course);
    CHECK(read_prompt("agriturismo in Toscana").kind == Kind::lodging);
    CHECK(read_prompt("something about lighthouses").kind == Kind::general);
    CHECK(read_prompt("fietsenwinkel in Utrecht").kind == Kind::store);
  }

  TEST_CASE("a wish after \"with\" does not decide the kind") {
    CHECK(read_prompt("A hotel with a blog and a shop").kind == Kind::lodging);
  }
}

TEST_SUITE("builtin/prompt/language") {
  TEST_CASE("the prompt's language is the site's, where there is copy") {
    CHECK(read_prompt("Site für einen Fahrradladen in Freiburg").lang == Lang::de);
    CHECK(read_prompt("Site pour une boulangerie avec horaires").lang == Lang::fr);
    CHECK(read_prompt("Una web para una escuela de surf").lang == Lang::es);
    CHECK(read_prompt("Página para o restaurante com ementa").lang == Lang::pt);
    CHECK(read_prompt("Sito per un agriturismo con camere").lang == Lang::it);
    CHECK(read_prompt("Website voor een fietsenwinkel met openingstijden").lang == Lang::nl);
    CHECK(lang_tag(Lang::nl) == "en");
    CHECK(read_prompt("Сайт для кофейни").lang == Lang::other);
  }

  TEST_CASE("a wish for another language wins, a language to be learnt does not") {
    CHECK(read_prompt("A bakery site in German").lang == Lang::de);
    CHECK(read_prompt("vocabulary quiz in German").lang == Lang::en);
  }
}

TEST_SUITE("builtin/prompt/wanted") {
  TEST_CASE("sections are read from lists, in the words asked") {
    const Brief porto =
        read_prompt("Neighbourhood bakery in Porto: menu, opening hours, how to find us");
    CHECK(wants(porto, Ask::menu, "Menu"));
    CHECK(wants(porto, Ask::hours, "Opening hours"));
    CHECK(wants(porto, Ask::location, "How to find us"));
    const Brief rad =
        read_prompt("Site für einen Fahrradladen in Freiburg mit Werkstatt und Öffnungszeiten");
    CHECK(wants(rad, Ask::workshop, "Werkstatt"));
    CHECK(wants(rad, Ask::hours, "Öffnungszeiten"));
  }

  TEST_CASE("what has no section of its own is kept with its words") {
    const Brief club = read_prompt(
        "running club site with events, a page about membership and a section on our beekeeping "
        "heritage");
    CHECK(wants(club, Ask::words, "Beekeeping heritage"));
    CHECK(std::ranges::any_of(
        club.wanted, [](const Wanted& w) { return w.as_page && w.title == "Membership"; }));
  }

  TEST_CASE("the look is no section") {
    const Brief brief = read_prompt("Conference in Oslo with speakers and schedule, dark theme");
    CHECK(brief.wanted.size() == 2);
    CHECK(brief.style.mode == Mode::dark);
  }
}

TEST_SUITE("builtin/prompt/style_wishes") {
  TEST_CASE("colours by name and by value become a hue") {
    CHECK(read_prompt("a site with accent #0000ff").style.hue == 240);
    CHECK(read_prompt("a forest green site").style.hue == 145);
    CHECK(read_prompt("eine rote Seite").style.hue == 8);
  }

  TEST_CASE("a dark colour is not dark mode") {
    CHECK(read_prompt("a dark green bakery site").style.mode == Mode::unsaid);
    CHECK(read_prompt("a bakery, dark").style.mode == Mode::dark);
    CHECK(read_prompt("site with light and dark mode").style.mode == Mode::either);
  }
}

TEST_SUITE("builtin/prompt/place") {
  TEST_CASE("a place and a year are found") {
    CHECK(read_prompt("Conference for RustNordic 2027 in Oslo").place == "Oslo");
    CHECK(read_prompt("Conference for RustNordic 2027 in Oslo").year == "2027");
    CHECK(read_prompt("hair salon in rio de janeiro").place == "Rio de Janeiro");
    CHECK(read_prompt("Boulangerie à Lyon").place == "Lyon");
    CHECK(read_prompt("party in May").place.empty());
  }
}
