#include "context/passages/reference.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "context/passages/retrieve.hpp"

using namespace sitewright::context;

namespace {

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
  }
  return words;
}

std::string long_text(std::string_view word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += std::string(word) + (i % 9 == 8 ? "\n" : " ");
  return text + "\n\n";
}

const std::string first_text =
    "# Baking\n\n## Ovens\n\n" + long_text("oven", 200) + "## Loaves\n\n" + long_text("loaf", 200);
const std::string second_text = "# Boats\n\n" + long_text("harbour", 200);
const std::array texts{ReferenceText{"baking.md", first_text},
                       ReferenceText{"boats.md", second_text}};

std::string packed() {
  return pack_reference(texts, words_in);
}

Reference reference() {
  auto loaded = Reference::load(packed());
  REQUIRE(loaded);
  return std::move(*loaded);
}

}  // namespace

TEST_SUITE("context/passages reference") {
  TEST_CASE("passages come back as they were cut, in the order of the texts") {
    const auto loaded = reference();
    REQUIRE(loaded.passages().size() == 3);
    CHECK(loaded.passages()[0].source == "baking.md");
    CHECK(loaded.passages()[0].heading == "Baking");
    CHECK(loaded.passages()[1].heading == "Baking > Loaves");
    CHECK(loaded.passages()[2].source == "boats.md");
    CHECK(second_text.contains(loaded.passages()[2].text));
    CHECK(loaded.passages()[2].tokens == words_in(in_prompt("Boats", loaded.passages()[2].text)));
  }

  TEST_CASE("another meter counts what is shown anew") {
    auto loaded = reference();
    loaded.recount([](std::string_view text) { return text.size(); });
    for (const auto& passage : loaded.passages()) {
      CHECK(passage.tokens == in_prompt(passage.heading, passage.text).size());
    }
  }

  TEST_CASE("the same texts give the same bytes, other texts another version") {
    CHECK(packed() == packed());
    const std::array fewer{texts[0]};
    const auto other = Reference::load(pack_reference(fewer, words_in));
    REQUIRE(other);
    CHECK(other->version() != reference().version());
    CHECK(reference().version().size() == 16);
  }

  TEST_CASE("nothing is a reference as well") {
    const auto none = Reference::load(pack_reference({}, words_in));
    REQUIRE(none);
    CHECK(none->passages().empty());
    CHECK(chosen_passages(*none, "oven", {}, 1'000).empty());
  }

  TEST_CASE("bytes that are cut off, longer or changed in their numbers are refused") {
    const auto whole = packed();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      CHECK_FALSE(Reference::load(whole.substr(0, size)));
    }
    CHECK_FALSE(Reference::load(whole + "x"));
    for (const std::size_t at : {0UL, 8UL, 12UL, 16UL, 20UL}) {
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] + 1);
      CHECK_FALSE(Reference::load(changed));
    }
  }
}
