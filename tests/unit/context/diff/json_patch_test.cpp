#include "context/diff/json_patch.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "patch_reader.hpp"

using sitewright::context::json_patch;
using sitewright::project::TextTree;
using sitewright::testing::json_of;

TEST_SUITE("context/diff/json_patch") {
  TEST_CASE("equal trees give an empty patch") {
    CHECK(json_patch({}, {}) == "[]");
    CHECK(json_patch({{"a", "x"}}, {{"a", "x"}}) == "[]");
  }

  TEST_CASE("files are added, removed, replaced and moved") {
    CHECK(json_patch({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"same", "s"}},
                     {{"a", "1!"}, {"d", "4"}, {"moved", "3"}, {"same", "s"}}) ==
          R"([{"op":"move","from":"/c","path":"/moved"},{"op":"remove","path":"/b"},)"
          R"({"op":"replace","path":"/a","value":"1!"},{"op":"add","path":"/d","value":"4"}])");
  }

  TEST_CASE("slashes and tildes in paths are escaped as JSON pointers") {
    CHECK(json_patch({}, {{"src/~a/b~1.ts", ""}}) ==
          R"([{"op":"add","path":"/src~1~0a~1b~01.ts","value":""}])");
  }

  TEST_CASE("text is escaped as JSON, ill-formed bytes become U+FFFD") {
    CHECK(json_patch({}, {{"a\"b", "\"\\\n\x01é\xff"}}) ==
          "[{\"op\":\"add\",\"path\":\"/a\\\"b\",\"value\":\"\\\"\\\\\\n\\u0001é\xEF\xBF\xBD\"}]");
  }

  TEST_CASE("files of the same content are each moved once") {
    CHECK(json_patch({{"a", ""}, {"b", ""}}, {{"x", ""}, {"y", ""}, {"z", ""}}) ==
          R"([{"op":"move","from":"/a","path":"/x"},{"op":"move","from":"/b","path":"/y"},)"
          R"({"op":"add","path":"/z","value":""}])");
  }

  TEST_CASE("another implementation of RFC 6902 gets the second tree") {
    const TextTree before{{"a/b", "1"}, {"a~b", "2\n"}, {"old", "same"}, {"c", ""}};
    const TextTree after{{"a/b", "2\n"}, {"new/~1", "same"}, {"d", "\t\"q\" é 👋"}, {"c", "x"}};
    const auto patch = nlohmann::json::parse(json_patch(before, after), nullptr, false);
    REQUIRE(patch.is_array());
    CHECK(json_of(before).patch(patch) == json_of(after));
  }
}
