#include "context/passages/retrieve.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "context/passages/stored_vectors.hpp"

using namespace sitewright::context;

namespace {

std::size_t bytes_in(std::string_view text) {
  return text.size() / 4;
}

/// Twelve passages: each has a word of its own and one that all share.
Reference twelve() {
  std::string text = "# Words\n\n";
  for (const char* word : {"apple", "bread", "cherry", "dough", "endive", "fennel", "garlic",
                           "honey", "icing", "juniper", "kale", "lemon"}) {
    text += "## About " + std::string(word) + "\n\n";
    for (int i = 0; i < 60; ++i)
      text += "kitchen " + std::string(i % 6 == 0 ? word : "table") + " ";
    text += "\n\n";
  }
  const std::array texts{ReferenceText{"words.md", text}};
  auto loaded = Reference::load(pack_reference(texts, bytes_in));
  REQUIRE(loaded);
  REQUIRE(loaded->passages().size() == 12);
  return std::move(*loaded);
}

std::vector<std::uint32_t> rows(const std::vector<FoundPassage>& found) {
  std::vector<std::uint32_t> list;
  for (const auto& one : found) list.push_back(one.passage);
  return list;
}

using Rows = std::vector<std::uint32_t>;

}  // namespace

TEST_SUITE("context/passages retrieve") {
  TEST_CASE("what has the rare words of the task comes first, and says which they are") {
    const auto reference = twelve();
    const auto found = chosen_passages(reference, "Kneading doughs\nin our kitchen", {}, 10'000);
    REQUIRE_FALSE(found.empty());
    CHECK(passages_by_words(reference, "Kneading doughs").front().row == 3);
    const auto best = std::ranges::find(found, 3U, &FoundPassage::passage);
    REQUIRE(best != found.end());
    CHECK(best->score == 1.0);
    CHECK(best->by_words == 1);
    CHECK(best->words.front() == "doughs");
    CHECK(reasons_of(*best).front().starts_with("words: doughs"));
  }

  TEST_CASE("a task without a word of the reference gets nothing") {
    CHECK(chosen_passages(twelve(), "xylophone", {}, 10'000).empty());
    CHECK(chosen_passages(twelve(), "", {}, 10'000).empty());
  }

  TEST_CASE("both lists agree: first; one list alone: after what both know") {
    const std::array words{Near{1, 9}, Near{2, 8}, Near{3, 7}};
    const std::array meaning{Near{5, 0.9F}, Near{3, 0.8F}};
    const auto found = fused(words, meaning);
    CHECK(rows(found) == Rows{3, 1, 5, 2});
    CHECK(found[0].by_words == 3);
    CHECK(found[0].by_meaning == 2);
    CHECK(found[0].score == 1.0);
    CHECK(found[1].score == found[2].score);
    CHECK(reasons_of(found[2]) == std::vector<std::string>{"1st nearest in meaning"});
    CHECK(fused({}, {}).empty());
  }

  TEST_CASE("no more than twenty of each list are looked at, no more than ten are shown") {
    std::vector<Near> many;
    for (std::uint32_t row = 0; row < 100; ++row) many.push_back({row, 1});
    CHECK(fused(many, {}).size() == passages_of_each);
    const auto reference = twelve();
    std::vector<Near> all;
    for (std::uint32_t row = 0; row < 12; ++row) all.push_back({11 - row, 1});
    CHECK(chosen_passages(reference, "", all, 100'000).size() == most_passages_shown);
  }

  TEST_CASE("they come in the order of the reference, whatever their rank") {
    const std::array meaning{Near{7, 0.9F}, Near{2, 0.8F}, Near{9, 0.7F}};
    CHECK(rows(chosen_passages(twelve(), "", meaning, 10'000)) == Rows{2, 7, 9});
  }

  TEST_CASE("a budget is never passed by one token, and what fits beside it is shown") {
    const auto reference = twelve();
    std::vector<Near> all;
    for (std::uint32_t row = 0; row < 12; ++row) all.push_back({row, 1});
    for (std::size_t budget = 0; budget < 1'500; budget += 13) {
      std::size_t used = 0;
      for (const auto& one : chosen_passages(reference, "", all, budget)) {
        used += reference.passages()[one.passage].tokens;
      }
      CHECK(used <= budget);
    }
    const auto smallest = reference.passages()[0].tokens;
    CHECK(chosen_passages(reference, "", all, smallest - 1).empty());
    CHECK(chosen_passages(reference, "", all, smallest).size() == 1);
  }

  TEST_CASE("passages take an eighth of the room and 16,000 tokens at most") {
    CHECK(passage_budget(0) == 0);
    CHECK(passage_budget(8'000) == 1'000);
    CHECK(passage_budget(1'000'000) == 16'000);
  }

  TEST_CASE("rows that the reference does not have are passed over") {
    const std::array meaning{Near{70, 0.9F}, Near{2, 0.8F}};
    CHECK(rows(chosen_passages(twelve(), "", meaning, 10'000)) == Rows{2});
  }
}

TEST_SUITE("context/passages stored vectors") {
  TEST_CASE("they come back as they were, and nothing else does") {
    const std::array matrix{0.6F, 0.8F, 0.0F, 1.0F};
    const auto vectors = to_bytes(matrix, 2);
    const auto bytes = pack_vectors(vectors);
    const auto read = read_vectors(bytes, 2);
    REQUIRE(read);
    CHECK(read->rows == vectors.rows);
    CHECK(read->scales == vectors.scales);
    CHECK(read->tails == vectors.tails);
    CHECK(read->dimensions == 2);
    CHECK_FALSE(read_vectors(bytes, 3));
    CHECK_FALSE(read_vectors(bytes + "x", 2));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      CHECK_FALSE(read_vectors(bytes.substr(0, size), 2));
    }
  }
}
