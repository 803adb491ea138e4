#include "project/path.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "project/utf8.hpp"

using namespace std::string_view_literals;
using sitewright::Code;
using sitewright::project::checked_path;
using sitewright::project::folded_path;
using sitewright::project::is_utf8;
using sitewright::project::shown_path;

namespace {

std::string reason(std::string_view path) {
  const auto result = checked_path(path);
  REQUIRE_MESSAGE(!result, path);
  CHECK(result.error().code == Code::invalid_input);
  return result.error().detail;
}

}  // namespace

TEST_SUITE("project/path") {
  TEST_CASE("paths of a real site pass unchanged") {
    for (const auto path : {"index.html"sv, "src/App.tsx"sv, "src/components/Hero.tsx"sv,
                            ".gitignore"sv, ".github/workflows/ci.yml"sv, "src/dist/map.ts"sv,
                            "distance/a.ts"sv, "src/pages/[...slug].tsx"sv, "public/a b (1).svg"sv,
                            "public/Ünïcode/日本.txt"sv, "src/..a/b"sv, "ab:c"sv, "x\"y"sv}) {
      const auto result = checked_path(path);
      REQUIRE_MESSAGE(result.has_value(), path);
      CHECK(*result == path);
    }
  }

  TEST_CASE("a path that leaves the project is refused") {
    CHECK(reason("../x") == "path '../x': a '.' or '..' segment");
    CHECK(reason("src/../../x").ends_with("a '.' or '..' segment"));
    CHECK(reason("src/..").ends_with("a '.' or '..' segment"));
    CHECK(reason("./src/a").ends_with("a '.' or '..' segment"));
    CHECK(reason("/etc/passwd").ends_with("absolute; paths are relative to the project"));
    CHECK(reason("C:/x").ends_with("a drive letter"));
    CHECK(reason("c:x").ends_with("a drive letter"));
    CHECK(reason("src\\a").ends_with("a backslash; segments are separated by '/'"));
  }

  TEST_CASE("malformed paths are refused with their reason") {
    CHECK(reason("") == "path '': an empty path");
    CHECK(reason("a//b").ends_with("an empty segment ('//' or a '/' at the end)"));
    CHECK(reason("a/").ends_with("an empty segment ('//' or a '/' at the end)"));
    CHECK(reason("a\0b"sv) == "path 'a?b': a control character");
    CHECK(reason("a\nb") == "path 'a?b': a control character");
    CHECK(reason("a\x7f").ends_with("a control character"));
    CHECK(reason("a\xC2\x85z").ends_with("a control character"));
    CHECK(reason("a\xff").ends_with("not well-formed UTF-8"));
    CHECK(reason("a\xed\xa0\x80").ends_with("not well-formed UTF-8"));
    CHECK(reason("src/ a.ts").ends_with("begins or ends with a space"));
    CHECK(reason("src /a.ts").ends_with("begins or ends with a space"));
    CHECK(reason("src/a.ts.").ends_with("ends with a dot"));
    CHECK(reason("src/...").ends_with("ends with a dot"));
  }

  TEST_CASE("folders of git, npm and the build are refused in any letter case") {
    CHECK(reason(".git/config").ends_with("'.git' belongs to git"));
    CHECK(reason("vendor/.GIT/hooks/x").ends_with("'.git' belongs to git"));
    CHECK(reason("node_modules/x/index.js").ends_with("'node_modules' belongs to npm"));
    CHECK(reason("packages/a/Node_Modules/x").ends_with("'node_modules' belongs to npm"));
    CHECK(reason("dist/index.html").ends_with("'dist' belongs to the build"));
    CHECK(reason("Dist").ends_with("'dist' belongs to the build"));
  }

  TEST_CASE("the size limits are exact") {
    CHECK(checked_path(std::string(100, 'a')).has_value());
    CHECK(reason(std::string(101, 'a')).ends_with("a segment of more than 100 bytes"));
    const std::string longest = std::string(99, 'a') + "/" + std::string(100, 'b');
    CHECK(checked_path(longest).has_value());
    CHECK(reason(longest + "/c").ends_with("more than 200 bytes"));
  }

  TEST_CASE("paths that differ only in ASCII case fold to the same") {
    CHECK(folded_path("Src/APP.tsx") == folded_path("src/app.tsx"));
    CHECK(folded_path("src/Ä") != folded_path("src/ä"));
  }

  TEST_CASE("a path in a message is printable and short") {
    CHECK(shown_path("a\x1b[31m\xff") == "a?[31m?");
    const auto shown = shown_path(std::string(300, 'x') + "é");
    CHECK(shown.size() == 80);
    CHECK(shown.ends_with("..."));
    std::string wide;
    for (int i = 0; i < 100; ++i) wide += "é";
    CHECK(is_utf8(shown_path(wide)));
  }
}
