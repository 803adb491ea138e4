#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "builtin/followup/page_edit.hpp"
#include "builtin/followup/read.hpp"
#include "generated_site.hpp"

using namespace sitewright::builtin;

namespace {

const std::string bakery = "A bakery in Porto with a menu and opening hours";

std::vector<std::string> components(const GeneratedSite& site) {
  std::vector<std::string> names;
  for (const Placed& one : placed_sections(site.files, "home")) names.push_back(one.component);
  return names;
}

bool has(const GeneratedSite& site, std::string_view component) {
  return std::ranges::contains(components(site), component);
}

}  // namespace

TEST_SUITE("builtin/followup/read") {
  TEST_CASE("several wishes in one message are several changes") {
    const auto changes = read_changes("Add a pricing section and make the theme dark");
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].act == Act::add_section);
    CHECK(changes[0].ask == Ask::pricing);
    CHECK(changes[1].act == Act::restyle);
    CHECK(changes[1].style.mode == Mode::dark);
  }

  TEST_CASE("German is understood as well") {
    const auto changes = read_changes("Füge einen Preisbereich hinzu und mache das Design dunkel");
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].ask == Ask::pricing);
    CHECK(changes[1].style.mode == Mode::dark);
    CHECK(read_changes("Benenne die Seite um in Radhaus Süd").at(0).to == "Radhaus Süd");
    CHECK(read_changes("Entferne die Werkstatt").at(0).act == Act::remove_section);
  }

  TEST_CASE("texts are taken as written") {
    CHECK(read_changes("Change the headline to \"Fresh bread, daily\"").at(0).to ==
          "Fresh bread, daily");
    CHECK(read_changes("rename the site to Sol & Mar").at(0).to == "Sol & Mar");
    const auto replaced = read_changes("replace \"Contact\" by \"Reach us\"").at(0);
    CHECK(replaced.from == "Contact");
    CHECK(replaced.to == "Reach us");
  }

  TEST_CASE("what fits no rule is a note") {
    CHECK(read_changes("asdf qwer").at(0).act == Act::note);
  }
}

TEST_SUITE("builtin/followup/changes") {
  TEST_CASE("a section is added where it fits, once, and linked") {
    const GeneratedSite site = site_for({bakery, "Add a pricing section and make the theme dark"});
    CHECK(site.failure == "");
    CHECK(has(site, "Pricing"));
    CHECK(components(site).back() == "Contact");
    CHECK(site.files.at("src/content/site.ts").contains("/#pricing"));
    CHECK(site.files.at("src/content/site.ts").contains("mode: \"dark\""));
  }

  TEST_CASE("what somebody else wrote stays") {
    GeneratedSite site = site_for({bakery});
    site.files["src/content/home.ts"] += "\nexport const mine = \"kept\";\n";
    const std::vector<std::string> messages{bakery, "Add a FAQ"};
    generate(messages, site);
    CHECK(site.failure == "");
    CHECK(site.files.at("src/content/home.ts").contains("export const mine = \"kept\";"));
  }

  TEST_CASE("a removed section leaves no link and no import behind") {
    const GeneratedSite site = site_for({bakery, "Remove the menu"});
    CHECK(site.failure == "");
    CHECK_FALSE(has(site, "Menu"));
    CHECK_FALSE(site.files.at("src/pages/home.tsx").contains("Menu"));
    for (const auto& [path, text] : site.files) {
      if (path.starts_with("src/content/")) CHECK_FALSE(text.contains("#menu\""));
    }
  }

  TEST_CASE("a plan, made without the texts of templates, names what each step changes") {
    const std::vector<std::string> messages{
        bakery, "make it newspaper style, add a gallery and add a page about our history",
        "another look", "use the terminal style and make it dark", "use the terminal style"};
    GeneratedSite site = site_for({messages[0]});
    for (std::size_t n = 2; n <= messages.size(); ++n) {
      const std::vector<std::string> said(messages.begin(),
                                          messages.begin() + static_cast<std::ptrdiff_t>(n));
      const auto before = site.files;
      generate(said, site);
      CHECK(site.failure == "");
      std::set<std::string> named;
      for (const auto& step : site.plan["steps"]) {
        for (const auto& file : step["files"]) named.insert(file.get<std::string>());
      }
      std::set<std::string> changed;
      for (const auto& [path, text] : site.files) {
        if (!before.contains(path) || before.at(path) != text) changed.insert(path);
      }
      CHECK(named == changed);
    }
  }

  TEST_CASE("sections move") {
    const GeneratedSite site = site_for({bakery, "move opening hours to the top"});
    CHECK(components(site).at(1) == "OpeningHours");
  }

  TEST_CASE("a page is added with an address and a link") {
    const GeneratedSite site = site_for({bakery, "add a page about our history"});
    CHECK(site.failure == "");
    CHECK(page_names(site.files).size() == 2);
  }

  TEST_CASE("a new name is used everywhere") {
    const GeneratedSite site = site_for({bakery, "rename the site to Sol & Mar"});
    CHECK(member_of(site.files, "src/content/site.ts", "site", "name") == "Sol & Mar");
    CHECK_FALSE(site.files.at("src/content/home.ts").contains("Porto Bakery"));
    CHECK(site.plan["siteName"] == "Sol & Mar");
  }

  TEST_CASE("the headline is set, whatever is in it") {
    const GeneratedSite site = site_for({bakery, "Change the headline to \"Fresh \\ ${daily}\""});
    CHECK(member_of(site.files, "src/content/home.ts", "hero", "title") == "Fresh \\ ${daily}");
  }

  TEST_CASE("replaced words never touch settings") {
    const GeneratedSite site = site_for({bakery, "replace bread by cake"});
    CHECK(site.failure == "");
    CHECK(site.files.at("src/content/home.ts").contains("motif: \"bread\""));
  }

  TEST_CASE("a follow-up that is not understood says so and adds its words") {
    const GeneratedSite site = site_for({bakery, "quux the frobnicator"});
    CHECK(site.failure == "");
    CHECK(site.plan["summary"].get<std::string>().contains("quux the frobnicator"));
    CHECK(site.files.at("src/content/home.ts").contains("quux the frobnicator"));
  }

  TEST_CASE("the tenth follow-up works as the first") {
    const GeneratedSite site =
        site_for({bakery, "add team", "add faq", "add faq", "dark", "dark", "another look",
                  "another look please", "remove faq", "remove faq", "add a gallery and a quiz"});
    CHECK(site.failure == "");
    CHECK(has(site, "Quiz"));
  }
}
