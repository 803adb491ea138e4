#include "models/json_repair.hpp"

#include <doctest/doctest.h>

using namespace sitewright::models;

namespace {

void mends(std::string_view text, std::string_view expected) {
  CAPTURE(text);
  const auto mended = repair_json(text);
  REQUIRE(mended.has_value());
  CHECK(*mended == expected);
}

void refuses(std::string_view text, std::string_view reason) {
  CAPTURE(text);
  const auto mended = repair_json(text);
  REQUIRE_FALSE(mended.has_value());
  CHECK(mended.error().detail == reason);
}

}  // namespace

TEST_SUITE("models/json_repair") {
  TEST_CASE("a right document comes back byte for byte") {
    for (const std::string_view text :
         {R"({"a":[1,-2.5e3,"x\u00e9\ud83d\ude42",true,null],"b":{}})", " [ ] ",
          "{\n  \"a\": 0\n}\n"}) {
      mends(text, text);
    }
  }

  TEST_CASE("words and fences around the document go") {
    mends("Here is the plan:\n```json\n{\"a\":1}\n```\nTell me more.", R"({"a":1})");
    mends("```\n[1, 2]\n```", "[1, 2]");
  }

  TEST_CASE("trailing commas go, names and texts get their quotes") {
    mends(R"({"a":[1,2,],})", R"({"a":[1,2]})");
    mends("{siteName: 'A \"good\" one', ok: True, no: None}",
          R"({"siteName": "A \"good\" one", "ok": true, "no": null})");
  }

  TEST_CASE("line ends and tabs inside a text are escaped") {
    mends("{\"a\":\"one\ntwo\tthree\"}", R"({"a":"one\ntwo\tthree"})");
    mends(R"({"a":"it\'s"})", R"({"a":"it's"})");
    mends(R"({"a":"\ud83d"})", R"({"a":"\ufffd"})");
  }

  TEST_CASE("brackets that are missing at the end are put there") {
    mends(R"({"a":[{"b":"c"})", R"({"a":[{"b":"c"}]})");
    mends(R"({"a":"b" )", R"({"a":"b" })");
  }

  TEST_CASE("what may have lost something, or can be read in two ways, is refused with its place") {
    refuses("no document", "line 1, column 1: there is no JSON document");
    refuses(R"({"a":"b)", "line 1, column 6: a text has no end");
    refuses(R"({"a":[1,2)", "line 1, column 9: cut off in a number");
    refuses(R"({"a":[1,)", "line 1, column 9: cut off after a comma");
    refuses(R"({"a":)", "line 1, column 6: a value is missing at the end");
    refuses(
        "{\n \"a\":\"say \"hi\" to\"}",
        "line 2, column 12: a text goes on after its closing quote: is a quote in it not escaped?");
    refuses(
        R"({'a':'don't'})",
        "line 1, column 11: a text goes on after its closing quote: is a quote in it not escaped?");
    refuses(R"({"a":1} or {"a":2})", "line 1, column 12: there is more than one document");
    refuses(R"({"a":1 "b":2})", "line 1, column 8: a comma or a closing bracket is missing");
    refuses(R"({"a":01})", "line 1, column 6: not a number");
    refuses(R"({"a":undefined})", "line 1, column 6: not a JSON value");
  }
}
