#include "context/pack/known_texts.hpp"

#include <doctest/doctest.h>

#include <string>

#include "context/rank/word_hash.hpp"

using namespace sitewright::context;

TEST_SUITE("context/pack/known_texts") {
  TEST_CASE("a text is cut once, and again when its bytes or its language are others") {
    KnownTexts known;
    const std::string text = "export const a = 1;\n";
    const auto first = known.read("a.ts", text);
    CHECK(known.read("b.ts", std::string(text)) == first);
    CHECK(known.read("a.css", text) != first);
    CHECK(known.read("a.ts", "export const b = 1;\n") != first);
    CHECK(first->is_text);
    CHECK(first->layout.text == text);
    CHECK(first->layout.text.data() == first->text.data());
  }

  TEST_CASE("what is given stays when everything is forgotten") {
    KnownTexts known(4096);
    const auto kept = known.read("a.ts", "export const kept = 1;\n");
    for (int at = 0; at < 200; ++at) {
      (void)known.read("b.ts", "const filler" + std::to_string(at) + " = " + std::string(64, '1'));
    }
    CHECK(kept->layout.symbols.at(0).name == "kept");
    CHECK(known.read("a.ts", "export const kept = 1;\n") != kept);
  }

  TEST_CASE("bytes that are no text have no layout") {
    KnownTexts known;
    const auto broken = known.read("a.ts", "const a = '\xff';\n");
    CHECK_FALSE(broken->is_text);
    CHECK(broken->layout.chunks.empty());
  }

  TEST_CASE("a chunk has its words, where they stand") {
    KnownTexts known;
    const auto read = known.read("a.ts", "const total = total + sum;\n\n\n\nfunction sum() {}\n");
    const auto& layout = read->layout;
    REQUIRE(layout.chunks.size() > 1);
    CHECK(layout.words_of(0).size() == 3);
    for (std::size_t chunk = 0; chunk < layout.chunks.size(); ++chunk) {
      for (const Word& word : layout.words_of(chunk)) {
        CHECK(word_hash(layout.text.substr(word.first, word.size)) == word.hash);
      }
    }
  }
}
