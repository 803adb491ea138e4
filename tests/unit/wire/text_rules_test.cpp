#include "wire/text_rules.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sitewright::wire;

namespace {

bool fits(std::string_view text, TextFormat format) {
  return !broken_rule(text, {0, 4096, format, {}});
}

}  // namespace

TEST_SUITE("wire/text_rules") {
  TEST_CASE("a time is a real UTC time with milliseconds") {
    CHECK(fits("2024-02-29T23:59:59.999Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-02-29T00:00:00.000Z", TextFormat::date_time));
    CHECK_FALSE(fits("1900-02-29T00:00:00.000Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-01-01T24:00:00.000Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-01-01T00:00:60.000Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-00-01T00:00:00.000Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-01-01T00:00:00.00Z", TextFormat::date_time));
    CHECK_FALSE(fits("2025-01-01t00:00:00.000z", TextFormat::date_time));
  }

  TEST_CASE("a path stays inside its root") {
    for (const char* good : {"a", "src/app.tsx", "a b/\xC3\xBC.md", "...", ".env", "a/..b"}) {
      CAPTURE(good);
      CHECK(fits(good, TextFormat::path));
    }
    for (const char* bad :
         {"/a", "a/", "a//b", ".", "..", "a/..", "../a", "./a", "a\\b", "a\tb", "a\x7f"}) {
      CAPTURE(bad);
      CHECK_FALSE(fits(bad, TextFormat::path));
    }
    CHECK_FALSE(is_safe_path(""));
    CHECK_FALSE(is_safe_path(std::string_view("a\0b", 3)));
  }

  TEST_CASE("a slug has words with single hyphens between") {
    CHECK(fits("a-1-b", TextFormat::slug));
    for (const char* bad : {"", "-a", "a-", "a--b", "A", "a_b", "a.b"}) {
      CHECK_FALSE(fits(bad, TextFormat::slug));
    }
  }

  TEST_CASE("text takes tabs and line ends, no other control characters") {
    CHECK(fits("a\tb\r\nc", TextFormat::text));
    CHECK_FALSE(fits("a\x1b[0m", TextFormat::text));
    CHECK_FALSE(fits(std::string_view("a\0", 2), TextFormat::text));
  }

  TEST_CASE("a pattern takes what each class allows, as often as it says") {
    // ^[a-z]{2,3}-[0-9]*$
    constexpr PatternAtom atoms[] = {{0, 0x07FFFFFE00000000ULL, 2, 3},
                                     {1ULL << 45U, 0, 1, 1},
                                     {0x3FFULL << 48U, 0, 0, 0xFFFFFFFFU}};
    const TextRule rule{0, 20, TextFormat::pattern, atoms};
    CHECK_FALSE(broken_rule("ab-", rule));
    CHECK_FALSE(broken_rule("abc-0123456789", rule));
    CHECK(broken_rule("a-1", rule));
    CHECK(broken_rule("abcd-1", rule));
    CHECK(broken_rule("ab-1x", rule));
    CHECK(broken_rule("\xC3\xA9-1", rule));
  }

  TEST_CASE("the reason counts in characters") {
    CHECK(broken_rule("", {1, 5, TextFormat::any, {}}) == "must not be empty");
    CHECK(broken_rule("a", {2, 5, TextFormat::any, {}}) == "must be at least 2 characters");
    CHECK(broken_rule("ab", {0, 1, TextFormat::any, {}}) == "must be at most 1 character");
  }
}
