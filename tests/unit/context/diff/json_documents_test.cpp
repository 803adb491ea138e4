#include "context/diff/json_documents.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

using namespace sitewright;
using context::json_patch_of_documents;

TEST_SUITE("context/diff/json_documents") {
  TEST_CASE("equal documents give an empty patch, whatever the white space around") {
    CHECK(json_patch_of_documents("{}", " { } ") == "[]");
    CHECK(json_patch_of_documents(R"({"a":"1"})", "{ \"a\" :\n\"1\" }") == "[]");
  }

  TEST_CASE("added, removed and changed files come out in the order of their keys") {
    CHECK(json_patch_of_documents(R"({"b":"1","a":"1","c":"x"})", R"({"c":"y","d":"2","b":"1"})") ==
          R"([{"op":"remove","path":"/a"},{"op":"replace","path":"/c","value":"y"},)"
          R"({"op":"add","path":"/d","value":"2"}])");
  }

  TEST_CASE("keys are pointers, texts stay escaped, and the patch gives the second document") {
    const std::string before =
        R"({"a/b":"x","~":"line\n","é":"1","q\"":"1","\/":"","\u007e~":"z"})";
    const std::string after =
        R"({"a/b":"tab\t\"q\" \u00e9","~":"line\n","é":"2","q\"":"2","\/":"s","\u007e~":"zz"})";
    const auto patch = json_patch_of_documents(before, after);
    REQUIRE(patch);
    const auto parsed = nlohmann::json::parse(*patch, nullptr, false);
    REQUIRE(parsed.is_array());
    CHECK(parsed.size() == 5);
    CHECK(nlohmann::json::parse(before).patch(parsed) == nlohmann::json::parse(after));
  }

  TEST_CASE("texts of one key are compared to their last byte, in whatever order the keys stand") {
    for (std::size_t size = 0; size < 200; ++size) {
      std::string text(size, 'x');
      for (std::size_t i = 7; i + 1 < size; i += 16) text.replace(i, 2, "\\n");
      const std::string same = R"("same":")" + text + "\"";
      const std::string before = R"({"a":"1",)" + same + R"(,"b":"2","z":"3"})";
      CHECK(json_patch_of_documents(before, R"({"z":"3","b":"2",)" + same + R"(,"a":"1"})") ==
            "[]");
      for (std::size_t at = 0; at < size; at += 1 + size / 9) {
        std::string changed = text;
        if (changed[at] != 'x' || (at > 0 && changed[at - 1] == '\\')) continue;
        changed[at] = 'y';
        const std::string patch =
            R"([{"op":"replace","path":"/same","value":")" + changed + R"("}])";
        CAPTURE(at);
        CHECK(json_patch_of_documents(
                  before, R"({"a":"1","same":")" + changed + R"(","b":"2","z":"3"})") == patch);
        CHECK(json_patch_of_documents(
                  before, R"({"z":"3","same":")" + changed + R"(","b":"2","a":"1"})") == patch);
      }
    }
  }

  TEST_CASE("what is no object of strings is refused") {
    for (const std::string bad :
         {"", "[]", "{", "{\"a\"}", "{\"a\":1}", "{\"a\":\"1\",}", "{\"a\":\"1\"} x",
          "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\n\"}", "{\"a\":\"1\",\"a\":\"2\"}",
          "{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\u1\"}"}) {
      CAPTURE(bad);
      CHECK_FALSE(json_patch_of_documents(bad, "{}"));
      CHECK_FALSE(json_patch_of_documents("{}", bad));
    }
  }

  TEST_CASE("escapes are read the same wherever they stand in a long text") {
    const std::string padding(140, 'x');
    for (std::size_t at = 55; at < 135; ++at) {
      for (const std::string escape :
           {"\\", "\\\\\\\\\\\\", "\\\"", "\\\\\\\"", "\\n\\t", "\\u00e9"}) {
        const std::string text = padding.substr(0, at) + escape + padding.substr(at);
        const auto patch = json_patch_of_documents("{}", "{\"a\":\"" + text + "\"}");
        const auto parsed = nlohmann::json::parse("\"" + text + "\"", nullptr, false);
        CAPTURE(text);
        REQUIRE(patch.has_value() == !parsed.is_discarded());
        if (patch) CHECK(nlohmann::json::parse(*patch)[0]["value"] == parsed);
      }
      for (const std::string wrong : {"\\x", "\n", "\\\\\\q", "\\u12"}) {
        const std::string text = padding.substr(0, at) + wrong + padding.substr(at);
        CAPTURE(text);
        CHECK_FALSE(json_patch_of_documents("{}", "{\"a\":\"" + text + "\"}"));
      }
    }
  }
}
