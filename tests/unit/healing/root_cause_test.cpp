#include "healing/root_cause.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sitewright::healing;

namespace {

Problem problem(Category category, std::string code, std::string message, std::string file,
                std::uint32_t line) {
  Problem out{category, std::move(code), std::move(message), std::move(file), line, 1};
  classify(out);
  return out;
}

using Places = std::vector<std::size_t>;

}  // namespace

TEST_SUITE("healing/root_cause") {
  TEST_CASE("what two tools say of one broken place is told once, and nothing of what follows") {
    const std::vector<Problem> found{
        problem(Category::syntax, "TS1005", "'}' expected.", "src/a.tsx", 9),
        problem(Category::syntax, "parse_error", "Unexpected token", "src/a.tsx", 4),
        problem(Category::type, "TS2304", "Cannot find name 'b'.", "src/a.tsx", 5),
        problem(Category::type, "TS2304", "Cannot find name 'b'.", "src/other.tsx", 5)};
    CHECK(root_causes(found) == Places{1, 3});
  }

  TEST_CASE("a package that is missing is one cause for all files, a file one for its folder") {
    const std::vector<Problem> found{
        problem(Category::dependency, "TS2307",
                "Cannot find module 'raect' or its corresponding type declarations.", "src/a.tsx",
                1),
        problem(Category::dependency, "unresolved_import", "Could not resolve 'raect'", "src/b.tsx",
                1),
        problem(Category::type, "TS7006", "Parameter 'x' implicitly has an 'any' type.",
                "src/a.tsx", 7),
        problem(Category::dependency, "TS2307",
                "Cannot find module './c' or its corresponding type declarations.", "src/a.tsx", 2),
        problem(Category::dependency, "TS2307",
                "Cannot find module './c' or its corresponding type declarations.", "src/d/e.tsx",
                2)};
    CHECK(root_causes(found) == Places{0, 3, 4});
  }

  TEST_CASE("a name that is not declared is missed once, two names are two causes") {
    const std::vector<Problem> found{
        problem(Category::type, "TS2304", "Cannot find name 'useState'.", "src/a.tsx", 8),
        problem(Category::type, "TS2304", "Cannot find name 'useState'.", "src/a.tsx", 3),
        problem(Category::type, "TS2304", "Cannot find name 'useRef'.", "src/a.tsx", 5)};
    CHECK(root_causes(found) == Places{1, 2});
  }

  TEST_CASE("there is always a cause") {
    CHECK(root_causes({}).empty());
    const Problem one = problem(Category::unknown, "command_failed", "It ended.", "", 0);
    CHECK(root_causes(std::vector{one, one}) == Places{0});
    CHECK(root_causes(std::vector{one}) == Places{0});
  }
}
