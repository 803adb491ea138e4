#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "context/diff/merge_lines.hpp"
#include "context/diff/merge_trees.hpp"

using namespace sitewright::context;

namespace {

// Lines out of few words, so that equal ones are common.
std::string some_text(std::uint32_t& seed, std::uint32_t most) {
  std::string text;
  const auto roll = [&](std::uint32_t below) {
    seed = seed * 1'664'525 + 1'013'904'223;
    return (seed >> 8) % below;
  };
  for (std::uint32_t line = roll(most); line > 0; --line) {
    text.append(1, static_cast<char>('a' + roll(5))) += '\n';
  }
  if (!text.empty() && roll(4) == 0) text.pop_back();
  return text;
}

}  // namespace

TEST_SUITE("context/diff/merge") {
  TEST_CASE("changes in different places are both taken") {
    const auto merged =
        merge_lines("1\n2\n3\n4\n5\n", "1\nzwei\n3\n4\n5\n", "1\n2\n3\n4\nfive\n6\n");
    CHECK(merged.text == "1\nzwei\n3\n4\nfive\n6\n");
    CHECK(merged.conflicts.empty());
  }

  TEST_CASE("the same change of both sides is taken once") {
    const auto merged = merge_lines("1\n2\n3\n", "1\nx\n3\n", "1\nx\n3\n");
    CHECK(merged.text == "1\nx\n3\n");
    CHECK(merged.conflicts.empty());
  }

  TEST_CASE("different changes of one line stand between markers, equal lines outside") {
    const auto merged =
        merge_lines("1\n2\n3\n", "1\nsame\nours\nend\n3\n", "1\nsame\ntheirs\nend\n3\n",
                    {.ours = "step 4", .base = "version 3", .theirs = "you"});
    CHECK(merged.text ==
          "1\nsame\n<<<<<<< step 4\nours\n||||||| version 3\n2\n=======\ntheirs\n>>>>>>> you\n"
          "end\n3\n");
    REQUIRE(merged.conflicts.size() == 1);
    CHECK(merged.conflicts[0] == MergeConflict{{1, 1}, {2, 1}, {2, 1}, {2, 7}});
  }

  TEST_CASE("changes of neighbouring lines are one conflict, with a line between them none") {
    CHECK(merge_lines("1\n2\n3\n", "x\n2\n3\n", "1\ny\n3\n").conflicts.size() == 1);
    CHECK(merge_lines("1\n2\n3\n", "x\n2\n3\n", "1\n2\ny\n").conflicts.empty());
  }

  TEST_CASE("markers stand on lines of their own, with the line ends of the text") {
    CHECK(merge_lines("", "a", "b").text ==
          "<<<<<<< ours\na\n||||||| base\n=======\nb\n>>>>>>> theirs\n");
    CHECK(merge_lines("x\r\ny\r\n", "x\r\na\r\n", "x\r\nb\r\n").text ==
          "x\r\n<<<<<<< ours\r\na\r\n||||||| base\r\ny\r\n=======\r\nb\r\n>>>>>>> theirs\r\n");
  }

  TEST_CASE("a side that changed nothing leaves the other as it is, whatever the texts") {
    std::uint32_t seed = 7;
    for (int round = 0; round < 3'000; ++round) {
      const std::string base = some_text(seed, 12);
      const std::string changed = some_text(seed, 12);
      const std::string other = some_text(seed, 12);
      CHECK(merge_lines(base, changed, base).text == changed);
      CHECK(merge_lines(base, base, changed).text == changed);
      CHECK(merge_lines(base, changed, changed).text == changed);
      const auto merged = merge_lines(base, changed, other);
      const auto mirrored = merge_lines(base, other, changed);
      CHECK(merged.conflicts.size() == mirrored.conflicts.size());
      if (merged.conflicts.empty()) CHECK(merged.text == mirrored.text);
    }
  }
}

TEST_SUITE("context/diff/merge_trees") {
  using enum FileConflict::Kind;

  TEST_CASE("files that one side added, changed or deleted come out that way") {
    const auto merged = merge_trees({{"a", "1\n"}, {"b", "1\n"}, {"c", "1\n"}},
                                    {{"a", "2\n"}, {"b", "1\n"}, {"c", "1\n"}, {"d", "new\n"}},
                                    {{"a", "1\n"}, {"c", "1\n"}, {"e", "new\n"}});
    CHECK(merged.conflicts.empty());
    CHECK(merged.files == sitewright::project::TextTree{
                              {"a", "2\n"}, {"c", "1\n"}, {"d", "new\n"}, {"e", "new\n"}});
  }

  TEST_CASE("what cannot be merged is reported by path and kind, and nothing is lost") {
    const std::string picture("\0p", 2);
    const auto merged =
        merge_trees({{"a", "1\n"}, {"b", "1\n"}, {"e", picture}, {"f", "1\n"}},
                    {{"b", "2\n"}, {"c", "x\n"}, {"e", picture + "1"}, {"f", "2\n"}},
                    {{"a", "2\n"}, {"c", "y\n"}, {"e", picture + "2"}, {"f", "3\n"}});
    REQUIRE(merged.conflicts.size() == 5);
    CHECK(merged.conflicts[0] == FileConflict{"a", deleted_by_ours});
    CHECK(merged.conflicts[1] == FileConflict{"b", deleted_by_theirs});
    CHECK(merged.conflicts[2].kind == added_twice);
    CHECK(merged.conflicts[3] == FileConflict{"e", binary});
    CHECK(merged.conflicts[4].kind == lines);
    CHECK(merged.conflicts[4].lines.size() == 1);
    CHECK(merged.files.at("a") == "2\n");
    CHECK(merged.files.at("b") == "2\n");
    CHECK(merged.files.at("e") == picture + "1");
  }
}
