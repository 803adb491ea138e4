#include "project/slug.hpp"

#include <doctest/doctest.h>

#include "project/id.hpp"

using namespace sitewright::project;

TEST_SUITE("project/slug") {
  TEST_CASE("a name becomes a host name label") {
    CHECK(slug_of("Ana Costa") == "ana-costa");
    CHECK(slug_of("RustNordic 2027!") == "rustnordic-2027");
    CHECK(slug_of("Fahrräder & Öle") == "fahrraeder-oele");
    CHECK(slug_of("Ana's  --  Café") == "anas-cafe");
  }
  TEST_CASE("a name without letters leaves nothing") {
    CHECK(slug_of("").empty());
    CHECK(slug_of("🎉 ✨").empty());
    CHECK(slug_of("数学").empty());
  }
  TEST_CASE("a slug is short, ends in a letter or digit and is no name of the app's own") {
    CHECK(slug_of(std::string(100, 'a')).size() == 40);
    CHECK(slug_of("thirty nine characters long name here x yz").back() != '-');
    CHECK(slug_of("API") == "api-site");
  }
  TEST_CASE("a host label names a live site or the preview of a version") {
    CHECK(parse_site_label("ana-costa") == SiteLabel{"ana-costa", std::nullopt});
    CHECK(parse_site_label("v12--ana-costa") == SiteLabel{"ana-costa", 12});
  }
  TEST_CASE("labels that no site can have name nothing") {
    for (const char* label : {"", "-a", "a-", "A", "a.b", "v0--a", "v01--a", "v--a", "vx--a",
                              "v1--", "v1--a--b", "v99999999999--a", "a_b", "ä"}) {
      CAPTURE(label);
      CHECK_FALSE(parse_site_label(label).has_value());
    }
  }
}

TEST_SUITE("project/id") {
  TEST_CASE("ids of later times sort later and have the form of their kind") {
    const std::array<std::uint8_t, kIdRandomBytes> random{1, 2, 3};
    const auto early = make_id("prj", 1'700'000'000'000, random);
    const auto late = make_id("prj", 1'700'000'000'001, random);
    CHECK(early < late);
    CHECK(early.size() == 30);
    CHECK(is_id("prj", early));
    CHECK_FALSE(is_id("gen", early));
    CHECK_FALSE(is_id("prj", "prj_nope"));
    CHECK(is_id("usr", kLocalUser));
  }
}
