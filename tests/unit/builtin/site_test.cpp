#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "builtin/catalogue.hpp"
#include "builtin/copy/phrases.hpp"
#include "builtin/copy/topics.hpp"
#include "builtin/prompt/read.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/value.hpp"
#include "builtin/write/changes.hpp"
#include "builtin/write/source.hpp"
#include "codeops/apply.hpp"
#include "templates/files.hpp"

using namespace sitewright::builtin;
namespace templates = sitewright::templates;

namespace {

const nlohmann::json& catalogue() {
  static const nlohmann::json parsed =
      nlohmann::json::parse(templates::catalogue_json(), nullptr, false);
  return parsed;
}

constexpr Ask last_ask = Ask::words;

}  // namespace

TEST_SUITE("builtin/site/section") {
  TEST_CASE("every ask becomes a section of the catalogue, in every kind and language") {
    std::set<std::string> known;
    for (const auto& row : catalogue()["sections"]) known.insert(row["name"].get<std::string>());
    Brief brief = read_prompt("A bakery in Porto");
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      for (const Lang lang : {Lang::en, Lang::de, Lang::fr, Lang::es, Lang::pt, Lang::it}) {
        brief.kind = static_cast<Kind>(kind);
        brief.lang = lang;
        brief.topic = -1;
        for (std::size_t ask = 0; ask <= static_cast<std::size_t>(last_ask); ++ask) {
          const Section section =
              build_section(static_cast<Ask>(ask), brief,
                            ask == static_cast<std::size_t>(last_ask) ? "Bees" : "");
          CAPTURE(ask);
          CHECK(known.contains(section.component));
          CHECK_FALSE(section.id().empty());
          CHECK_FALSE(section.nav.empty());
          CHECK_FALSE(section.content.typescript().contains("{name}"));
        }
      }
    }
  }

  TEST_CASE("the catalogue names constants and types as they are written here") {
    for (const auto& row : catalogue()["sections"]) {
      const std::string name = row["name"].get<std::string>();
      CHECK(row["export"].get<std::string>() == constant_of(name));
      CHECK(row["props"].get<std::string>() == name + "Content");
      CHECK(catalogue_of_texts().section(name).has_value());
    }
  }
}

TEST_SUITE("builtin/style") {
  TEST_CASE("the styles are the catalogue's, with its forms and hues") {
    REQUIRE(catalogue()["styles"].size() == styles().size());
    for (const auto& row : catalogue()["styles"]) {
      const auto style = std::ranges::find(styles(), row["name"].get<std::string>(), &Style::name);
      REQUIRE(style != styles().end());
      CHECK(style->header == row["layout"]["header"].get<std::string>());
      CHECK(style->hero == row["layout"]["hero"].get<std::string>());
      CHECK(style->footer == row["layout"]["footer"].get<std::string>());
      CHECK(style->mode == row["mode"].get<std::string>());
      for (std::size_t i = 0; i < 5; ++i) CHECK(style->hues[i] == row["hues"][i].get<int>());
      CHECK(catalogue_of_texts().style(style->name).has_value());
    }
  }

  TEST_CASE("moods choose, and prompts of one kind do not all look alike") {
    CHECK(choose_style(read_prompt("A brutalist portfolio for a designer")).name == "brutal");
    CHECK(choose_style(read_prompt("A playful quiz for kids")).name == "playful");
    std::set<std::string_view> names;
    for (const char* town :
         {"Lyon", "Nantes", "Lille", "Nice", "Annecy", "Rennes", "Dijon", "Metz"}) {
      names.insert(choose_style(read_prompt(std::string("A bakery in ") + town)).name);
    }
    CHECK(names.size() >= 2);
  }
}

TEST_SUITE("builtin/copy") {
  TEST_CASE("no copy holds a word that marks unfinished text") {
    const auto clean = [](std::string_view text) {
      std::string lower(text);
      std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      });
      CAPTURE(lower);
      for (const char* mark : {"to"
                               "do",
                               "lorem", "undefined", "[object", "your company here"})
        CHECK_FALSE(lower.contains(mark));
    };
    for (int key = 0; key <= static_cast<int>(Phrase::docs_reference); ++key) {
      for (const Lang lang : {Lang::en, Lang::de, Lang::fr, Lang::es, Lang::pt, Lang::it})
        clean(phrase(static_cast<Phrase>(key), lang));
    }
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      for (const Lang lang : {Lang::en, Lang::de, Lang::fr, Lang::es, Lang::pt, Lang::it}) {
        const TopicText& text = kind_text(static_cast<Kind>(kind), lang);
        REQUIRE_FALSE(text.headline.empty());
        CHECK_FALSE(text.items[3].title.empty());
        for (const std::string_view one : {text.headline, text.lede, text.about}) clean(one);
        for (const Item& item : text.items) {
          clean(item.title);
          clean(item.text);
        }
      }
    }
  }

  TEST_CASE("every drawing a topic asks for is in the catalogue") {
    std::set<std::string> known;
    for (const auto& row : catalogue()["motifs"]) known.insert(row["name"].get<std::string>());
    for (const Topic& topic : topics()) {
      std::stringstream list{std::string(topic.motifs)};
      for (std::string one; std::getline(list, one, ',');) {
        CAPTURE(one);
        CHECK(known.contains(one));
      }
      CHECK_FALSE(topic.en.items[5].title.empty());
    }
  }
}

TEST_SUITE("builtin/value") {
  TEST_CASE("a literal survives whatever a person types") {
    const std::string text = "a\"b\\c\n</script>\x01\u2028${d}`";
    CHECK(nlohmann::json::parse(sitewright::builtin::quoted(text), nullptr, false) ==
          nlohmann::json(text));
    CHECK_FALSE(sitewright::builtin::quoted(text).contains("</"));
  }
}

TEST_SUITE("builtin/write/changes") {
  TEST_CASE("operations turn one tree into the other") {
    const Files before{{"a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"}, {"b", "x\n"}, {"c", "same\n"}};
    const Files after{
        {"a", "1\n2\nthree\n4\n5\n6\n7\n8\n9\nten\n"}, {"c", "same\n"}, {"d", "new\n"}};
    const auto operations = changes_between(before, after);
    const auto applied = sitewright::codeops::apply_operations(before, operations);
    REQUIRE(applied.has_value());
    CHECK(*applied == after);
    CHECK(operations.size() == 3);
  }

  TEST_CASE("repeated lines are told apart by their neighbours") {
    std::string lines;
    for (int i = 0; i < 40; ++i)
      lines += i % 4 == 0 ? "  },\n" : "  a: " + std::to_string(i) + ",\n";
    std::string changed = lines;
    changed.insert(changed.find("  a: 21"), "  new: 1,\n");
    changed.insert(changed.find("  a: 33"), "  },\n");
    const auto operations = changes_between({{"f", lines}}, {{"f", changed}});
    const auto applied = sitewright::codeops::apply_operations({{"f", lines}}, operations);
    REQUIRE(applied.has_value());
    CHECK(applied->at("f") == changed);
  }
}
