#include "builtin/plan_json.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sitewright::builtin;

TEST_SUITE("builtin/plan_json") {
  TEST_CASE("the title of what write_plan wrote") {
    const std::string title = "Größe \"8\" \\ \n\t\x01 🍕";
    CHECK(title_in(write_plan({"Name", "Summary", title, {{"Step", "", "", {"a.ts"}}}})) == title);
  }

  TEST_CASE("only the object's own title counts, and the last of several") {
    CHECK(title_in(R"({"steps":[{"title":"no"}],"title":"yes","n":-1.5e+3,"t":true})") == "yes");
    CHECK(title_in(R"( { "title" : "a" , "title" : "b" } )") == "b");
    CHECK(title_in(R"({"title":"a","title":null})") == std::nullopt);
    CHECK(title_in(R"({"steps":[{"title":"no"}]})") == std::nullopt);
    CHECK(title_in(R"({"title":5})") == std::nullopt);
  }

  TEST_CASE("escapes are read") {
    CHECK(title_in(R"({"ti\u0074le":"\u00dc\ud83c\udf55\/\b"})") == "Ü🍕/\b");
  }

  TEST_CASE("text that is not one JSON object has no title") {
    const std::string deep(100'000, '[');
    for (const std::string& bad :
         {std::string(), std::string("title"), std::string(R"(["title"])"),
          std::string(R"({"title":"a"} x)"), std::string(R"({"title":"a",})"),
          std::string(R"({"title":"a")"), std::string(R"({"title":"a)"),
          std::string("{\"title\":\"a\nb\"}"), std::string("{\"title\":\"\xff\"}"),
          std::string(R"({"title":"\ud83c"})"), std::string(R"({"title":"\udf55"})"),
          std::string(R"({"title":"\u12g4"})"), std::string(R"({"title":"\x"})"),
          std::string(R"({"title":"a","n":01})"), std::string(R"({"title":"a","n":1.})"),
          std::string(R"({"title":"a","n":tru})"), "{\"title\":\"a\",\"n\":" + deep}) {
      CAPTURE(bad.substr(0, 60));
      CHECK(title_in(bad) == std::nullopt);
    }
  }
}
