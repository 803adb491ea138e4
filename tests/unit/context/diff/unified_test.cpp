#include "context/diff/unified.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "patch_reader.hpp"

using namespace std::string_view_literals;
using sitewright::context::unified;
using sitewright::context::unified_tree;
using sitewright::project::TextTree;
using sitewright::testing::UnifiedReader;

TEST_SUITE("context/diff/unified") {
  TEST_CASE("a changed line stands between three lines of context") {
    CHECK(unified("src/a.ts", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
          "diff --git a/src/a.ts b/src/a.ts\n"
          "--- a/src/a.ts\n"
          "+++ b/src/a.ts\n"
          "@@ -2,7 +2,7 @@\n"
          " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  }

  TEST_CASE("equal texts give nothing") {
    CHECK(unified("a", "x\n", "x\n").empty());
    CHECK(unified("a", {}, {}).empty());
    CHECK(unified_tree({{"a", "x"}}, {{"a", "x"}}).empty());
  }

  TEST_CASE("added and deleted files come from and go to /dev/null") {
    CHECK(unified("a", {}, "x\ny\n") ==
          "diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n"
          "+x\n+y\n");
    CHECK(unified("a", "x\n", {}) ==
          "diff --git a/a b/a\ndeleted file mode 100644\n--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n"
          "-x\n");
    CHECK(unified("a", {}, "") == "diff --git a/a b/a\nnew file mode 100644\n");
    CHECK(unified("a", "", {}) == "diff --git a/a b/a\ndeleted file mode 100644\n");
  }

  TEST_CASE("a missing newline at the end is said on each side") {
    CHECK(unified("a", "x\ny", "x\nz")
              .ends_with("@@ -1,2 +1,2 @@\n x\n-y\n"
                         "\\ No newline at end of file\n+z\n"
                         "\\ No newline at end of file\n"));
    CHECK(unified("a", "x", "x\n").ends_with("-x\n\\ No newline at end of file\n+x\n"));
    CHECK(unified("a", "1\nx", "2\nx").ends_with(" x\n\\ No newline at end of file\n"));
  }

  TEST_CASE("changes are one hunk as long as their contexts touch") {
    const auto text = [](std::string_view first, std::string_view second, int between) {
      std::string out(first);
      for (int i = 0; i < between; ++i) out += "same" + std::to_string(i) + "\n";
      return out.append(second);
    };
    const auto hunks = [&](int between) {
      const auto diff = unified("a", text("a\n", "b\n", between), text("c\n", "d\n", between));
      std::size_t count = 0;
      for (std::size_t at = 0; (at = diff.find("\n@@ ", at)) != std::string::npos; ++at) ++count;
      return count;
    };
    CHECK(hunks(6) == 1);
    CHECK(hunks(7) == 2);
    CHECK(unified("a", "1\n2\n3\n", "1\nx\n3\n", 0).ends_with("@@ -2 +2 @@\n-2\n+x\n"));
    CHECK(unified("a", "1\n3\n", "1\n2\n3\n", 0).ends_with("@@ -1,0 +2 @@\n+2\n"));
  }

  TEST_CASE("names with quotes and spaces are written as git writes them") {
    const auto quoted = unified("a \"b\".ts", "x\n", "y\n");
    CHECK(
        quoted.starts_with("diff --git \"a/a \\\"b\\\".ts\" \"b/a \\\"b\\\".ts\"\n"
                           "--- \"a/a \\\"b\\\".ts\"\n+++ \"b/a \\\"b\\\".ts\"\n"));
    CHECK(unified("a b", "x\n", "y\n")
              .starts_with("diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n"));
  }

  TEST_CASE("binary content differs without saying how") {
    CHECK(unified("a.png", "\x89PNG\0"sv, "\0x"sv) ==
          "diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ\n");
    CHECK(unified("a.png", {}, "\0"sv).ends_with("Binary files /dev/null and b/a.png differ\n"));
  }

  TEST_CASE("a tree's diff has renames and is in path order") {
    const TextTree before{{"b", "same\n"}, {"c", "1\n"}, {"gone", "g\n"}};
    const TextTree after{{"a", "new\n"}, {"c", "2\n"}, {"moved here", "same\n"}};
    const auto diff = unified_tree(before, after);
    CHECK(diff == unified("a", {}, "new\n") + unified("c", "1\n", "2\n") +
                      unified("gone", "g\n", {}) +
                      "diff --git a/b b/moved here\nsimilarity index 100%\nrename from b\n"
                      "rename to moved here\n");
    CHECK(UnifiedReader(before, diff).apply() == after);
  }

  TEST_CASE("a reader of the diff gets the second tree") {
    std::mt19937 random(3);
    const auto random_tree = [&] {
      TextTree tree;
      for (const auto* path : {"a", "b c", "d/e\"f", "g", "h/i"}) {
        if (random() % 3 == 0) continue;
        std::string text;
        for (unsigned i = random() % 20; i > 0; --i) text += std::to_string(random() % 4) + "\n";
        if (!text.empty() && random() % 3 == 0) text.pop_back();
        tree[path] = text;
      }
      return tree;
    };
    for (int round = 0; round < 1'000; ++round) {
      const auto before = random_tree();
      const auto after = random_tree();
      const auto diff = unified_tree(before, after, random() % 4);
      const auto result = UnifiedReader(before, diff).apply();
      REQUIRE_MESSAGE(result == after, diff);
    }
  }
}
