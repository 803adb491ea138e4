// How often the passage that answers a question or helps a step is among those that would be shown:
// tests/context/passages/questions.json over the packed reference, by words alone. Prints the
// figures; what is missed is named.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "../tokens/tables.hpp"
#include "context/passages/retrieve.hpp"

using namespace sitewright::context;

namespace {

Reference packed_reference() {
  std::ifstream file(SITEWRIGHT_REFERENCE_PACK, std::ios::binary);
  auto loaded = Reference::load({std::istreambuf_iterator<char>(file), {}});
  REQUIRE(loaded);
  return std::move(*loaded);
}

struct Question {
  std::string ask;
  std::string source;
  std::string holds;
};

std::vector<Question> questions() {
  std::ifstream file(SITEWRIGHT_SOURCE_DIR "/tests/context/passages/questions.json");
  const auto all = nlohmann::json::parse(file, nullptr, false);
  REQUIRE(all.is_array());
  std::vector<Question> list;
  for (const auto& one : all) {
    list.push_back({one["ask"].get<std::string>(), one["source"].get<std::string>(),
                    one["holds"].get<std::string>()});
  }
  return list;
}

bool answers(const Passage& passage, const Question& question) {
  return passage.source == question.source && passage.text.contains(question.holds);
}

/// The place of the first answer, from 1; 0: it is not there.
std::size_t place_of(const Reference& reference, const Question& question) {
  const auto found = fused(passages_by_words(reference, question.ask), {});
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (answers(reference.passages()[found[i].passage], question)) return i + 1;
  }
  return 0;
}

}  // namespace

TEST_SUITE("context/passages recall") {
  TEST_CASE("the passage that helps is among the ten for 95 of 100 questions, by words alone") {
    const auto reference = packed_reference();
    const auto list = questions();
    REQUIRE(list.size() >= 40);
    std::size_t in_10 = 0;
    std::size_t in_5 = 0;
    std::size_t first = 0;
    for (const auto& question : list) {
      const bool exists = std::ranges::any_of(
          reference.passages(), [&](const Passage& one) { return answers(one, question); });
      CAPTURE(question.holds);
      CHECK(exists);
      const auto place = place_of(reference, question);
      if (place == 0 || place > most_passages_shown) MESSAGE("missed: " << question.ask);
      in_10 += place > 0 && place <= 10 ? 1 : 0;
      in_5 += place > 0 && place <= 5 ? 1 : 0;
      first += place == 1 ? 1 : 0;
    }
    const auto share = [&](std::size_t count) {
      return static_cast<double>(count) / static_cast<double>(list.size());
    };
    MESSAGE(list.size() << " questions, " << reference.passages().size()
                        << " passages, by words alone: recall@10 " << share(in_10) << ", recall@5 "
                        << share(in_5) << ", first " << share(first));
    CHECK(share(in_10) >= 0.95);
    CHECK(share(in_5) >= 0.9);
  }

  TEST_CASE("every passage keeps to the limits of the product documents") {
    const auto reference = packed_reference();
    CHECK(reference.passages().size() > 60);
    for (const auto& passage : reference.passages()) {
      CAPTURE(passage.heading);
      CHECK(passage.tokens <= 1024 + 60);
      CHECK_FALSE(passage.heading.empty());
      std::size_t fences = 0;
      for (auto at = passage.text.find("```"); at != std::string_view::npos;
           at = passage.text.find("```", at + 3)) {
        ++fences;
      }
      CHECK(fences % 2 == 0);
    }
  }

  TEST_CASE("what passages take adds up to what is counted of a prompt that has them all") {
    const auto reference = packed_reference();
    Counter counter(sitewright::testing::o200k_table());
    const std::string file =
        "=== src/App.tsx (full, 2 lines)\nexport default function App() {}\n\n";
    std::string prompt = file;
    std::size_t tokens = counter.count(file);
    for (const auto& passage : reference.passages()) {
      prompt += in_prompt(passage.heading, passage.text);
      tokens += passage.tokens;
    }
    CHECK(counter.count(prompt) == tokens);
  }
}
