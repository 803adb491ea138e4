#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "healing/cache/code_tokens.hpp"
#include "healing/cache/pattern.hpp"
#include "healing/cache/signature.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Problem class_problem(std::string file, std::uint32_t line) {
  Problem problem{Category::type,
                  "TS2322",
                  "Property 'class' does not exist on type 'DetailedHTMLProps'. Did you mean "
                  "'className'?",
                  std::move(file),
                  line,
                  5};
  classify(problem);
  return problem;
}

const TextTree bakery{
    {"src/Bread.tsx",
     "export function Bread() {\n  return <p class=\"crust\">Rye of Anna</p>;\n}\n"}};
const TextTree bakery_mended{
    {"src/Bread.tsx",
     "export function Bread() {\n  return <p className=\"crust\">Rye of Anna</p>;\n}\n"}};
const TextTree boats{
    {"src/Boat.tsx", "export const Boat = () => (\n  <p class=\"hull\">Sails on Monday</p>\n);\n"}};

}  // namespace

TEST_SUITE("healing/cache") {
  TEST_CASE("the same slip in two sites has one signature, and none of their words is in it") {
    const std::string one = signature_of(class_problem("src/Bread.tsx", 2), bakery);
    const std::string other = signature_of(class_problem("src/Boat.tsx", 2), boats);
    for (const char* own : {"Anna", "Rye", "crust", "Bread", "hull", "Boat", "Monday"}) {
      CHECK_FALSE(one.contains(own));
      CHECK_FALSE(other.contains(own));
    }
    const std::vector<std::string_view> known{"syntax|TS1005|parse|expected|w w", one};
    const auto near = similar_signatures(other, known, 0.5F);
    REQUIRE_FALSE(near.empty());
    CHECK(near.front().index == 1);
    CHECK(similar_signatures(one, known, 0.5F).front().likeness == doctest::Approx(1));
  }

  TEST_CASE("what one site's edit taught mends the other, whose words stay") {
    const auto pattern = pattern_of(bakery, bakery_mended, class_problem("src/Bread.tsx", 2));
    REQUIRE(pattern.has_value());
    CHECK_FALSE(pattern->contains("Anna"));
    CHECK_FALSE(pattern->contains("crust"));
    CHECK(apply_pattern(*pattern, bakery, class_problem("src/Bread.tsx", 2)) ==
          bakery_mended.at("src/Bread.tsx"));
  }

  TEST_CASE("an edit that takes text away, or brings words from nowhere, is no pattern") {
    TextTree shorter = bakery;
    shorter["src/Bread.tsx"] =
        "export function Bread() {\n  return <p className=\"crust\" />;\n}\n";
    CHECK_FALSE(pattern_of(bakery, shorter, class_problem("src/Bread.tsx", 2)));
    TextTree longer = bakery_mended;
    longer["src/Bread.tsx"] =
        "export function Bread() {\n  return <p className=\"crust\">Rye of Berta</p>;\n}\n";
    CHECK_FALSE(pattern_of(bakery, longer, class_problem("src/Bread.tsx", 2)));
  }

  TEST_CASE("an edit of blanks alone is no pattern") {
    const TextTree blank{{"src/App.tsx", "\n"}};
    const TextTree indented{{"src/App.tsx", "\t"}};
    CHECK_FALSE(pattern_of(blank, indented, class_problem("src/App.tsx", 1)));
  }

  TEST_CASE("a pattern that does not fit its place, or is none, changes nothing") {
    const auto pattern = pattern_of(bakery, bakery_mended, class_problem("src/Bread.tsx", 2));
    REQUIRE(pattern.has_value());
    CHECK_FALSE(apply_pattern(*pattern, bakery_mended, class_problem("src/Bread.tsx", 2)));
    CHECK_FALSE(apply_pattern(*pattern, boats, class_problem("src/None.tsx", 2)));
    CHECK_FALSE(apply_pattern("", bakery, class_problem("src/Bread.tsx", 2)));
    CHECK_FALSE(
        apply_pattern("near 99999999999\n-a\n+b\n", bakery, class_problem("src/Bread.tsx", 2)));
    CHECK_FALSE(apply_pattern("near 0\n-%", bakery, class_problem("src/Bread.tsx", 2)));
  }

  TEST_CASE("a line is its tokens and the blanks between them") {
    const auto tokens = code_tokens("  const a1 = \"x y\" + 12;");
    REQUIRE(tokens.size() == 7);
    CHECK(tokens[0].text == "const");
    CHECK_FALSE(tokens[0].after_blank);
    CHECK(tokens[3].kind == TokenKind::string);
    CHECK(inner_of(tokens[3].text) == "x y");
    CHECK(tokens[5].kind == TokenKind::number);
    CHECK(indentation_of("\t  a") == 3);
    CHECK(line_of("a\nb\n", 2) == "b");
    CHECK(line_of("a\nb\n", 9).empty());
  }
}
