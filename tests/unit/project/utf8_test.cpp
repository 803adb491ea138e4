#include "project/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace std::string_view_literals;
using sitewright::project::append_json_string;
using sitewright::project::is_utf8;
using sitewright::project::utf8_valid_prefix;

namespace {

std::string json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

TEST_SUITE("project/utf8") {
  TEST_CASE("the first and last character of each length are well-formed") {
    for (const auto text :
         {""sv, "\0"sv, "\x7f"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
      CHECK(is_utf8(text));
    }
  }

  TEST_CASE("overlong forms, surrogates, lone and missing bytes are not") {
    for (const auto text :
         {"\x80"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
          "\xED\xBF\xBF"sv, "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv,
          "\xFF"sv, "\xC3"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv, "\xE2\x28\xA1"sv}) {
      CHECK_FALSE(is_utf8(text));
    }
  }

  TEST_CASE("the valid prefix ends before the first bad byte, also after a long ASCII run") {
    CHECK(utf8_valid_prefix("0123456789abcdef\xff tail"sv) == 16);
    CHECK(utf8_valid_prefix("0123456789abc\xE2\x82"sv) == 13);
    CHECK(utf8_valid_prefix("ééééééé\x80"sv) == 14);
  }

  TEST_CASE("a JSON string escapes what RFC 8259 demands and nothing else") {
    CHECK(json("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(json("\b\f\n\r\t") == R"("\b\f\n\r\t")");
    CHECK(json("\0\x01\x1f\x7f"sv) == "\"\\u0000\\u0001\\u001f\x7f\"");
    CHECK(json("é日😀") == "\"é日😀\"");
    CHECK(json("a\xff\xC3z") == "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\"");
    CHECK(json("") == "\"\"");
  }
}
