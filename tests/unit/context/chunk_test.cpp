#include "context/passages/chunk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace sitewright::context;

namespace {

/// Words, near enough to tokens to make the rules visible.
std::size_t words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char byte : text) {
    const bool gap = byte == ' ' || byte == '\n';
    count += !gap && !inside ? 1U : 0U;
    inside = !gap;
  }
  return count;
}

std::string many(int count, std::string_view word) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::string(word) + " ";
  text += '\n';
  return text;
}

/// What the passages hold without their overlaps is the text.
std::string joined(const std::vector<Chunk>& chunks) {
  std::string text;
  for (const auto& chunk : chunks) text += chunk.text.substr(chunk.overlap);
  return text;
}

}  // namespace

TEST_SUITE("context/chunk") {
  TEST_CASE("a short text is one passage with its heading") {
    const std::string text = "# Bread\n\nFrom one oven.\n";
    const auto chunks = chunk_markdown(text, words);
    REQUIRE(chunks.size() == 1);
    CHECK(chunks[0].heading == "Bread");
    CHECK(chunks[0].text == text);
    CHECK(chunks[0].first_line == 1);
    CHECK(chunks[0].last_line == 3);
  }

  TEST_CASE("a section of some length begins a passage, and its heading tells where it belongs") {
    const std::string text = "# A\n\n" + many(300, "a") + "\n## B\n\n" + many(300, "b") +
                             "\n### C\n\n" + many(200, "c") + "\n## D\n\n" + many(150, "d");
    const auto chunks = chunk_markdown(text, words);
    REQUIRE(chunks.size() == 4);
    CHECK(chunks[1].heading == "A > B");
    CHECK(chunks[2].heading == "A > B > C");
    CHECK(chunks[3].heading == "A > D");
    CHECK(chunks[1].text.substr(chunks[1].overlap).starts_with("## B"));
    CHECK(joined(chunks) == text);
  }

  TEST_CASE("a passage repeats up to 50 tokens of the one before it") {
    const std::string text = many(400, "a") + "\n" + many(400, "b");
    const auto chunks = chunk_markdown(text, words);
    REQUIRE(chunks.size() == 2);
    CHECK(words(chunks[1].text.substr(0, chunks[1].overlap)) == 50);
    CHECK(chunks[1].tokens == 450);
    CHECK(chunks[1].first_line == 3);
  }

  TEST_CASE("a code block is kept whole while it fits, and is never begun in its middle") {
    std::string code = "```ts\n";
    for (int i = 0; i < 300; ++i) code += "a b\n";
    code += "```\n";
    const std::string text = many(400, "x") + "\n" + code + "\n" + many(300, "y");
    const auto chunks = chunk_markdown(text, words);
    const auto holds = std::ranges::count_if(
        chunks, [&](const Chunk& chunk) { return chunk.text.contains(code); });
    CHECK(holds == 1);
    for (const auto& chunk : chunks) {
      if (!chunk.text.contains(code)) CHECK_FALSE(chunk.text.contains("```"));
    }
    CHECK(joined(chunks) == text);
  }

  TEST_CASE("no passage is longer than the limit, whatever the text") {
    for (const auto& text :
         {std::string(20'000, 'x'), many(5000, "w"), "```\n" + many(3000, "w"),
          std::string("# a\n# b\n# c\n"), std::string("\n\n\n"), std::string("\xE4\xBD\xA0")}) {
      const auto count = [](std::string_view part) { return part.size() / 3 + words(part); };
      for (const auto& chunk : chunk_markdown(text, count)) CHECK(chunk.tokens <= 1024);
      CHECK(joined(chunk_markdown(text, count)) == text);
      for (const auto& chunk : chunk_code(text, count)) CHECK(chunk.tokens <= 1024);
      CHECK(joined(chunk_code(text, count)) == text);
    }
    CHECK(chunk_markdown("", words).empty());
  }

  TEST_CASE("declarations stay whole, with the comment above them") {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      text += "/** Says " + std::to_string(i) + ". */\nfunction f" + std::to_string(i) + "() {\n" +
              many(100, "  x;") + "}\n\n";
    }
    const auto chunks = chunk_code(text, words);
    CHECK(chunks.size() > 1);
    for (const auto& chunk : chunks) {
      const auto own = chunk.text.substr(chunk.overlap);
      CHECK(own.starts_with("/** Says"));
      CHECK(own.ends_with("}\n\n"));
    }
    CHECK(joined(chunks) == text);
  }
}
