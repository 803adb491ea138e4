#include "context/diff/lines.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "patch_reader.hpp"

using sitewright::context::diff_lines;
using sitewright::context::LineChange;
using sitewright::testing::with_changes;

namespace {

using Changes = std::vector<LineChange>;

std::size_t cost(const Changes& changes) {
  std::size_t lines = 0;
  for (const auto& change : changes) lines += change.before_count + change.after_count;
  return lines;
}

// Lines inserted and deleted by a shortest edit script, by dynamic programming.
std::size_t least_cost(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
      } else if (a[i - 1] == b[j - 1]) {
        table[i][j] = table[i - 1][j - 1];
      } else {
        table[i][j] = 1 + std::min(table[i - 1][j], table[i][j - 1]);
      }
    }
  }
  return table[a.size()][b.size()];
}

std::string random_text(std::mt19937& random, int lines, int kinds) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    text +=
        std::string(random() % 3, ' ') + std::to_string(random() % static_cast<unsigned>(kinds));
    if (i + 1 < lines || random() % 4 != 0) text += '\n';
  }
  return text;
}

}  // namespace

TEST_SUITE("context/diff/lines") {
  TEST_CASE("equal texts have no changes") {
    CHECK(diff_lines("", "").empty());
    CHECK(diff_lines("a\nb", "a\nb").empty());
  }

  TEST_CASE("lines are changed, inserted and deleted where they are") {
    CHECK(diff_lines("a\nb\nc\n", "a\nx\nc\n") == Changes{{1, 1, 1, 1}});
    CHECK(diff_lines("a\nc\n", "a\nb\nc\n") == Changes{{1, 0, 1, 1}});
    CHECK(diff_lines("a\nb\nc\n", "a\nc\n") == Changes{{1, 1, 1, 0}});
    CHECK(diff_lines("", "a\nb") == Changes{{0, 0, 0, 2}});
    CHECK(diff_lines("a\nb\n", "") == Changes{{0, 2, 0, 0}});
    CHECK(diff_lines("a\nb\nc\nd\n", "b\nc\nx\n") == Changes{{0, 1, 0, 0}, {3, 1, 2, 1}});
  }

  TEST_CASE("a missing newline at the end is a change of that line only") {
    CHECK(diff_lines("a\nb\n", "a\nb") == Changes{{1, 1, 1, 1}});
    CHECK(diff_lines("x\na", "y\na") == Changes{{0, 1, 0, 1}});
    CHECK(diff_lines("a", "a\n") == Changes{{0, 1, 0, 1}});
  }

  TEST_CASE("lines that only share bytes at their ends are different lines") {
    CHECK(diff_lines("xab\nq\n", "yab\nq\n") == Changes{{0, 1, 0, 1}});
    CHECK(diff_lines("abx\n", "aby\n") == Changes{{0, 1, 0, 1}});
    CHECK(diff_lines("abc\n", "abcd\n") == Changes{{0, 1, 0, 1}});
    CHECK(diff_lines("b\n", "ab\nb\n") == Changes{{0, 0, 0, 1}});
  }

  TEST_CASE("line numbers count the equal lines in front") {
    std::string front;
    for (int i = 0; i < 500; ++i) front += "line " + std::to_string(i) + "\n";
    CHECK(diff_lines(front + "a\n" + front, front + "b\n" + front) == Changes{{500, 1, 500, 1}});
  }

  TEST_CASE("an inserted function is shown whole and not from its closing brace on") {
    const std::string before = "void a() {\n  x;\n}\n\nvoid c() {\n  z;\n}\n";
    const std::string after = "void a() {\n  x;\n}\n\nvoid b() {\n  y;\n}\n\nvoid c() {\n  z;\n}\n";
    CHECK(diff_lines(before, after) == Changes{{4, 0, 4, 4}});
    CHECK(diff_lines(after, before) == Changes{{4, 4, 4, 0}});
  }

  TEST_CASE("the result is a shortest edit script and gives the second text") {
    std::mt19937 random(7);
    for (int round = 0; round < 2'000; ++round) {
      const int kinds = 1 + static_cast<int>(random() % 6);
      const auto a = random_text(random, static_cast<int>(random() % 30), kinds);
      const auto b = random_text(random, static_cast<int>(random() % 30), kinds);
      const auto changes = diff_lines(a, b);
      REQUIRE(with_changes(a, b, changes) == b);
      REQUIRE(cost(changes) ==
              least_cost(sitewright::testing::lines_of(a), sitewright::testing::lines_of(b)));
    }
  }

  TEST_CASE("texts that differ everywhere are still diffed in time, and correctly") {
    std::mt19937 random(11);
    const auto a = random_text(random, 60'000, 9);
    const auto b = random_text(random, 60'000, 9);
    CHECK(with_changes(a, b, diff_lines(a, b)) == b);
    const std::string newlines(1 << 20, '\n');
    std::string doubled;
    for (int i = 0; i < 1 << 19; ++i) doubled += i % 3 == 0 ? "x\n" : "\n";
    CHECK(with_changes(newlines, doubled, diff_lines(newlines, doubled)) == doubled);
  }
}
