#include "codeops/encode.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "codeops/parser.hpp"

using namespace sitewright::codeops;

namespace {

void check_round_trip(const std::vector<Operation>& operations) {
  const auto text = encode(operations);
  REQUIRE(text.has_value());
  const auto answer = parse("Sure:\n" + *text);
  REQUIRE(answer.has_value());
  CHECK(answer->operations == operations);
  CHECK(answer->commentary == "Sure:\n");
}

std::string error_of(const Operation& operation) {
  const auto text = encode(std::vector{operation});
  REQUIRE_FALSE(text.has_value());
  return text.error().detail;
}

}  // namespace

TEST_SUITE("codeops/encode") {
  TEST_CASE("parse gives back what encode wrote") {
    for (const auto* text :
         {"", "\n", "x", "x\n", "\n\n", "a\r\nb\r", "@@end\n", "@@end", "@@@end\n", "@@",
          "@@write a\n@@@@\n@@find", "```\ncode\n```\n", "  @@end\n", "日本\n"}) {
      check_round_trip({{.kind = Kind::write, .path = "a", .text = text}});
    }
    check_round_trip({{.kind = Kind::edit,
                       .path = "src/a -> b.ts",
                       .edits = {{"@@find\n", "@@replace\n@@end\n"}, {"\n", ""}, {"x\r\n", "y\n"}}},
                      {.kind = Kind::rename, .path = "a b", .to = "c d"},
                      {.kind = Kind::remove, .path = "e -> f"}});
  }

  TEST_CASE("a find or replace text without its last newline gets one") {
    const auto text =
        encode(std::vector<Operation>{{.kind = Kind::edit, .path = "a", .edits = {{"x", "y"}}}});
    CHECK(text == "@@edit a\n@@find\nx\n@@replace\ny\n@@end\n");
  }

  TEST_CASE("what the format cannot carry is refused") {
    CHECK(error_of({.kind = Kind::write, .path = "/a"}).starts_with("path '/a': absolute"));
    CHECK(error_of({.kind = Kind::write, .path = "a", .text = "\xff"}) ==
          "@@write a: not UTF-8 text");
    CHECK(error_of({.kind = Kind::write, .path = "a", .text = std::string(1, '\0')}) ==
          "@@write a: not UTF-8 text");
    CHECK(error_of({.kind = Kind::edit, .path = "a"}) == "@@edit a: no block");
    CHECK(error_of({.kind = Kind::edit, .path = "a", .edits = {{"", "x"}}}) ==
          "@@edit a: an empty find text");
    for (const auto& [from, to] :
         {std::pair{"a -> b", "c"}, {"a", "b -> c"}, {"a ->", "c"}, {"a", "-> c"}}) {
      CHECK(error_of({.kind = Kind::rename, .path = from, .to = to})
                .ends_with("a path with an arrow in it cannot be renamed"));
    }
  }
}
