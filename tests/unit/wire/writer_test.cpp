#include "wire/writer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

using namespace sitewright::wire;

namespace {

std::string text(std::string_view value) {
  Writer to;
  to.text(value);
  return to.take();
}

std::string number(double value) {
  Writer to;
  to.number(value);
  return to.take();
}

}  // namespace

TEST_SUITE("wire/writer") {
  TEST_CASE("text is escaped as JSON.stringify does") {
    CHECK(text("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(text(std::string_view("\b\f\n\r\t\0\x1f\x7f", 8)) ==
          "\"\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\"");
    CHECK(text("gr\xC3\xBC\xC3\x9F \xF0\x9F\x91\x8B") == "\"gr\xC3\xBC\xC3\x9F \xF0\x9F\x91\x8B\"");
  }

  TEST_CASE("bytes that are no UTF-8 become U+FFFD, one each") {
    const std::string mark = "\xEF\xBF\xBD";
    CHECK(text("a\xFFz") == "\"a" + mark + "z\"");
    CHECK(text("\xC3") == "\"" + mark + "\"");
    CHECK(text("\xC0\xAF") == "\"" + mark + mark + "\"");
    CHECK(text("\xED\xA0\x80") == "\"" + mark + mark + mark + "\"");
    CHECK(text("\xF4\x90\x80\x80") == "\"" + mark + mark + mark + mark + "\"");
  }

  TEST_CASE("every byte pair gives valid JSON") {
    for (int first = 0; first < 256; ++first) {
      for (int second = 0; second < 256; ++second) {
        const char pair[] = {static_cast<char>(first), static_cast<char>(second)};
        REQUIRE(nlohmann::json::accept(text({pair, 2})));
      }
    }
  }

  TEST_CASE("each byte is written the same wherever it stands in a text") {
    for (int byte = 0; byte < 256; ++byte) {
      const std::string one(1, static_cast<char>(byte));
      const auto alone = text(one);
      const auto written = alone.substr(1, alone.size() - 2);
      for (std::size_t before = 0; before < 18; ++before) {
        const std::string around(before, '!');
        REQUIRE(text(around + one + "~ behind") == "\"" + around + written + "~ behind\"");
      }
    }
  }

  TEST_CASE("numbers keep their value and their kind") {
    CHECK(number(1.0) == "1.0");
    CHECK(number(0.1) == "0.1");
    CHECK(number(-2.5e-7) == "-2.5e-07");
    CHECK(number(std::numeric_limits<double>::infinity()) == "null");
    CHECK(number(std::nan("")) == "null");
    for (const double value : {1e300, 5e-324, 123456789.125, 0.30000000000000004}) {
      CHECK(nlohmann::json::parse(number(value)).get<double>() == value);
    }
  }

  TEST_CASE("an empty raw value is written as null") {
    Writer to;
    to.json({});
    CHECK(to.take() == "null");
  }
}
