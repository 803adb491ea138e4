#include "models/stream/json_scanner.hpp"

#include <doctest/doctest.h>

using namespace sitewright::models;

namespace {

std::string text_of(std::string_view json) {
  JsonScanner scanner(json);
  std::string text;
  REQUIRE(scanner.text(text));
  CHECK(scanner.at_end());
  return text;
}

}  // namespace

TEST_SUITE("models/stream/json_scanner") {
  TEST_CASE("escapes are read exactly") {
    CHECK(text_of(R"("a\"\\\/\b\f\n\r\tz")") == "a\"\\/\b\f\n\r\tz");
    CHECK(text_of(R"("\u0041\u00e9\u20AC\ud83d\ude42")") == "Aé€🙂");
    CHECK(text_of(R"("a text that is longer than sixteen bytes \u2014 and goes on after it")") ==
          "a text that is longer than sixteen bytes — and goes on after it");
  }

  TEST_CASE("half a surrogate pair becomes a replacement character") {
    CHECK(text_of(R"("\ud83d!")") == "\xEF\xBF\xBD!");
    CHECK(text_of(R"("\ude42")") == "\xEF\xBF\xBD");
    CHECK(text_of(R"("\ud83d\ud83d\ude42")") == "\xEF\xBF\xBD🙂");
  }

  TEST_CASE("a pair that a server cut between two texts is joined") {
    TextJoin joined;
    for (const std::string_view json : {R"("a\ud83d")", R"("\ude42b")"}) {
      JsonScanner scanner(json);
      REQUIRE_FALSE(scanner.text(joined).empty());
    }
    CHECK(joined.text == "a🙂b");
  }

  TEST_CASE("members are taken or skipped, whatever they hold") {
    JsonScanner json(
        R"( { "skip" : [ {"a":"}]"} , -1.5e3 , null ] , "\u006e" : 42 , "t" : "x" } )");
    std::string_view name;
    std::int64_t number = 0;
    std::string text;
    REQUIRE(json.enter_object());
    REQUIRE(json.member(name));
    CHECK(name == "skip");
    json.skip();
    REQUIRE(json.member(name));
    CHECK(name == "n");
    CHECK(json.integer(number));
    CHECK(number == 42);
    REQUIRE(json.member(name));
    CHECK(json.text(text));
    CHECK_FALSE(json.member(name));
    CHECK(json.at_end());
  }

  TEST_CASE("a value of another kind is passed over") {
    JsonScanner json(R"([1.5,{"a":1},"x"])");
    std::int64_t number = 7;
    std::string text = "kept";
    REQUIRE(json.enter_array());
    REQUIRE(json.item());
    CHECK_FALSE(json.integer(number));
    REQUIRE(json.item());
    CHECK_FALSE(json.text(text));
    REQUIRE(json.item());
    CHECK_FALSE(json.enter_object());
    CHECK_FALSE(json.item());
    CHECK(number == 7);
    CHECK(text == "kept");
    CHECK(json.at_end());
  }

  TEST_CASE("broken documents fail and end") {
    for (const std::string_view broken :
         {R"({"a)", R"({"a":)", R"({"a" 1})", R"({"a":1,})", R"([1 2])", R"(["\x"])", R"(["\u12"])",
          R"({"a":[1,{"b"]})", "{\"a\":\"\n\"}", "["}) {
      CAPTURE(broken);
      JsonScanner json(broken);
      std::string_view name;
      std::string text;
      if (json.kind() == JsonScanner::Kind::object) {
        json.enter_object();
        while (json.member(name)) json.skip();
      } else {
        json.enter_array();
        while (json.item()) json.text(text);
      }
      CHECK(json.failed());
      CHECK_FALSE(json.at_end());
    }
  }
}
