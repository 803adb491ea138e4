#include "codeops/match.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace sitewright::codeops;
using sitewright::Code;

namespace {

std::string replaced(std::string_view text, std::string find, std::string replace) {
  auto result = replace_once(text, {std::move(find), std::move(replace)}, "src/App.tsx");
  if (!result) FAIL(result.error().detail);
  return *std::move(result);
}

std::string error_of(std::string_view text, std::string find) {
  const auto result = replace_once(text, {std::move(find), "new\n"}, "src/App.tsx");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == Code::conflict);
  return result.error().detail;
}

constexpr std::string_view page =
    "export function App() {\n"
    "  return (\n"
    "    <main>\n"
    "      <h1>Hello</h1>\n"
    "      <p>Text</p>\n"
    "    </main>\n"
    "  );\n"
    "}\n";

}  // namespace

TEST_SUITE("codeops/match") {
  TEST_CASE("equal lines are replaced, removed and added") {
    CHECK(replaced("a\nb\nc\n", "b\n", "x\ny\n") == "a\nx\ny\nc\n");
    CHECK(replaced("a\nb\nc\n", "a\nb\n", "") == "c\n");
    CHECK(replaced("a\n", "a\n", "") == "");
    CHECK(replaced("a\nb\nc\n", "b", "x") == "a\nx\nc\n");
  }

  TEST_CASE("lines are compared whole") {
    CHECK(error_of("const a = 12;\n", "const a = 1\n").starts_with("find text not found"));
    CHECK(replaced("ab\nb\n", "b\n", "x\n") == "ab\nx\n");
  }

  TEST_CASE("an exact match wins over tolerant ones elsewhere") {
    CHECK(replaced("  a\na \na\n", "a\n", "x\n") == "  a\na \nx\n");
    CHECK(replaced("  a\na \n", "a\n", "x\n") == "  a\nx\n");
  }

  TEST_CASE("white space at line ends does not matter") {
    CHECK(replaced("a  \nb\t\nc\n", "a\nb \n", "x\n") == "x\nc\n");
  }

  TEST_CASE("a block written without its indentation is found and indented") {
    CHECK(replaced(page, "<h1>Hello</h1>\n<p>Text</p>\n",
                   "<section>\n  <h1>Hi</h1>\n\n</section>\n") ==
          "export function App() {\n  return (\n    <main>\n"
          "      <section>\n        <h1>Hi</h1>\n\n      </section>\n"
          "    </main>\n  );\n}\n");
  }

  TEST_CASE("a block written with too much indentation is found and outdented") {
    CHECK(replaced("a {\n  b\n}\n", "    a {\n      b\n    }\n",
                   "    a {\n      c\n  d\n    }\n") == "a {\n  c\nd\n}\n");
  }

  TEST_CASE("lines whose indentation differs in several ways do not match") {
    CHECK(error_of("a {\n  b\n}\n", "a {\nb\n}\n").contains("with this indentation"));
  }

  TEST_CASE("tabs and spaces, two and four, are rewritten to what the file uses") {
    CHECK(replaced("function f() {\n\tif (x) {\n\t\tgo();\n\t}\n}\n",
                   "  if (x) {\n    go();\n  }\n", "  if (x) {\n    stop();\n    go();\n  }\n") ==
          "function f() {\n\tif (x) {\n\t\tstop();\n\t\tgo();\n\t}\n}\n");
    CHECK(replaced("f {\n  if {\n    go\n  }\n}\n", "\tif {\n\t\tgo\n\t}\n",
                   "\tif {\n\t\tgo2\n\t}\n") == "f {\n  if {\n    go2\n  }\n}\n");
    CHECK(replaced("f {\n  if {\n    go\n  }\n}\n", "    if {\n        go\n    }\n",
                   "    if {\n        a {\n            b\n        }\n    }\n") ==
          "f {\n  if {\n    a {\n      b\n    }\n  }\n}\n");
  }

  TEST_CASE("the file's line endings are kept") {
    CHECK(replaced("a\r\nb\r\nc\r\n", "b\n", "x\ny\n") == "a\r\nx\r\ny\r\nc\r\n");
    CHECK(replaced("a\nb", "b\n", "x\ny\n") == "a\nx\ny");
    CHECK(replaced("a\r\nb", "b\n", "x\ny\n") == "a\r\nx\r\ny");
    CHECK(replaced("b", "b\n", "x\ny\n") == "x\ny");
    CHECK(replaced("a\nb", "b\n", "") == "a\n");
  }

  TEST_CASE("more than one place is an error that names the lines") {
    CHECK(error_of("x\na\nx\na\nx\na\nx\na\n", "a\n") ==
          "find text occurs 4 times in src/App.tsx, first at lines 2, 4, 6; add neighbouring lines "
          "until it occurs once");
    CHECK(error_of("a\na\na\n", "a\na\n").starts_with("find text occurs 2 times"));
    CHECK(error_of("  a\n    a\n", "a\n").starts_with("find text occurs 2 times"));
  }

  TEST_CASE("no place is an error that names the nearest line") {
    CHECK(error_of(page, "<h1>Helo</h1>\n") ==
          "find text not found in src/App.tsx; nearest line 4: '<h1>Hello</h1>'");
    CHECK(error_of(page, "<h1>Hello</h1>\n<p>Other</p>\n") ==
          "find text not found in src/App.tsx; it agrees from line 4 on, then has '<p>Other</p>' "
          "where line 5 is '<p>Text</p>'");
    CHECK(error_of(page, "}\nmore\n") ==
          "find text not found in src/App.tsx; it agrees from line 8 on, then has 'more' where "
          "line 9 is past the end");
    CHECK(error_of(page, "#########\n") ==
          "find text not found in src/App.tsx; no line is like '#########'");
    CHECK(error_of("", "a\n").starts_with("find text not found"));
    CHECK(error_of("a\n", "\n\n") == "find text not found in src/App.tsx; it is blank");
  }

  TEST_CASE("a quote with a line remembered wrongly is merged, and the file's own line stays") {
    const std::string_view file =
        "function Price() {\n"
        "  const tax = 0.19; // since 2007\n"
        "  const net = 10;\n"
        "  return net;\n"
        "}\n";
    CHECK(replaced(file,
                   "function Price() {\n  const tax = 0.19;\n  const net = 10;\n  return net;\n}\n",
                   "function Price() {\n  const tax = 0.19;\n  const net = 10;\n"
                   "  return net * (1 + tax);\n}\n") ==
          "function Price() {\n"
          "  const tax = 0.19; // since 2007\n"
          "  const net = 10;\n"
          "  return net * (1 + tax);\n"
          "}\n");
  }

  TEST_CASE("a quote that left a line out is merged, and the line stays") {
    CHECK(replaced("a {\n  one\n  two\n  three\n  four\n}\n", "a {\n  one\n  three\n  four\n}\n",
                   "a {\n  one\n  three\n  FOUR\n}\n") ==
          "a {\n  one\n  two\n  three\n  FOUR\n}\n");
  }

  TEST_CASE("an edit of the very line that was quoted wrongly is refused") {
    const std::string detail =
        error_of("a {\n  one\n  two\n  three\n}\n", "a {\n  one\n  too\n  three\n}\n");
    CHECK(detail.contains("find text not found"));
  }

  TEST_CASE("a quote that nearly fits two places is refused") {
    const std::string block = "f() {\n  one\n  two\n  three\n}\n";
    CHECK(error_of(block + block, "f() {\n  one\n  2\n  three\n}\n").contains("not found"));
  }

  TEST_CASE("repetitive input costs no more than other input") {
    std::string file;
    for (int i = 0; i < 200'000; ++i) file += "a\n";
    std::string find;
    for (int i = 0; i < 100'000; ++i) find += "a\n";
    CHECK(error_of(file, find).starts_with("find text occurs 100001 times"));
    CHECK(error_of(file, find + "b\n").starts_with("find text not found"));
    CHECK(error_of(file, " " + find).starts_with("find text not found"));
  }
}
