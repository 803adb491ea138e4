#include "context/rank/terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "context/rank/fixed_math.hpp"
#include "context/rank/stem.hpp"

using namespace sitewright::context;

namespace {

std::string stemmed(std::string word) {
  word.resize(stem(word, word.size()));
  return word;
}

struct Terms {
  std::vector<Term> parts;
  std::vector<Term> pairs;
};

Terms terms_of(std::string_view text) {
  Terms terms;
  for (auto word = next_word(text, 0); word.size > 0;
       word = next_word(text, word.first + word.size)) {
    append_terms(text.substr(word.first, word.size), terms.parts, terms.pairs);
  }
  return terms;
}

bool share_a_term(std::string_view left, std::string_view right) {
  const auto a = terms_of(left).parts;
  const auto b = terms_of(right).parts;
  return std::ranges::any_of(a, [&](Term term) { return std::ranges::find(b, term) != b.end(); });
}

}  // namespace

TEST_SUITE("context/rank/stem") {
  TEST_CASE("a text is cut the same wherever in it a word stands, however long the word is") {
    for (std::size_t before = 0; before < 20; ++before) {
      for (std::size_t letters = 1; letters < 36; ++letters) {
        const std::string word = "k" + std::string(letters - 1, '9');
        const std::string text =
            std::string(before, '7') + "." + word + "-\xC3\xA9_$ 5[\xE2\x80\xA6";
        const auto first = next_word(text, 0);
        CHECK(first.first == before + 1);
        CHECK(first.size == letters);
        CHECK(first.ascii);
        const auto second = next_word(text, first.first + first.size);
        CHECK(second.first == before + letters + 2);
        CHECK(second.size == 4);
        CHECK_FALSE(second.ascii);
        CHECK(next_word(text, second.first + second.size).size == 0);
      }
    }
  }

  TEST_CASE("forms of one word meet") {
    CHECK(stemmed("pages") == stemmed("page"));
    CHECK(stemmed("styled") == stemmed("styling"));
    CHECK(stemmed("styles") == stemmed("style"));
    CHECK(stemmed("stopped") == stemmed("stop"));
    CHECK(stemmed("creation") == stemmed("create"));
    CHECK(stemmed("creator") == stemmed("created"));
    CHECK(stemmed("entries") == stemmed("entry"));
    CHECK(stemmed("boxes") == stemmed("box"));
    CHECK(stemmed("settings") == stemmed("setting"));
  }

  TEST_CASE("words that only look alike stay apart") {
    CHECK(stemmed("news") != stemmed("new"));
    CHECK(stemmed("address") != stemmed("add"));
    CHECK(stemmed("status") == "status");
    CHECK(stemmed("string") == "string");
    CHECK(stemmed("red") == "red");
  }

  TEST_CASE("no word grows or loses its last three letters") {
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
      std::string word(random() % 14, 'a');
      for (char& letter : word) letter = "aeioustngdlyrzmbc"[random() % 17];
      const auto before = word.size();
      const auto after = stem(word, word.size());
      CHECK(after <= before);
      CHECK(after >= std::min<std::size_t>(before, 3));
    }
  }
}

TEST_SUITE("context/rank/terms") {
  TEST_CASE("identifiers are split at case, digits and underscores") {
    CHECK(terms_of("getUserName").parts == terms_of("get user_name").parts);
    CHECK(terms_of("HTMLElement").parts == terms_of("html element").parts);
    CHECK(terms_of("oauth2Client").parts == terms_of("oauth client").parts);
    CHECK(terms_of("MAX_TOKENS").parts == terms_of("max tokens").parts);
    CHECK(terms_of("user-menu").parts == terms_of("UserMenu").parts);
  }

  TEST_CASE("neighbouring parts of an identifier are a pair, words of prose are not") {
    CHECK(terms_of("useOperatorLabels").pairs.size() == 2);
    CHECK(terms_of("operatorLabels").pairs.front() == terms_of("useOperatorLabels").pairs.back());
    CHECK(terms_of("operator labels").pairs.empty());
  }

  TEST_CASE("numbers and single letters are no terms") {
    CHECK(terms_of("12 345 0x1 a b_c $ _").parts.empty());
  }

  TEST_CASE("other scripts are found by n-grams") {
    CHECK(share_a_term("注文履歴ページ", "注文の一覧"));
    CHECK(share_a_term("Настройки", "настройках"));
    CHECK(share_a_term("Öffnungszeiten", "öffnungszeit"));
    CHECK_FALSE(share_a_term("Öffnungszeiten", "Preise"));
  }

  TEST_CASE("punctuation of any script parts words") {
    CHECK(terms_of("注文、履歴").parts.size() == 2);
    CHECK(terms_of("“quoted” — text…").parts == terms_of("quoted text").parts);
  }

  TEST_CASE("any bytes end") {
    std::mt19937 random(11);
    for (int round = 0; round < 3'000; ++round) {
      std::string text(random() % 60, ' ');
      for (char& byte : text) byte = static_cast<char>(random());
      std::size_t last = 0;
      for (auto word = next_word(text, 0); word.size > 0;
           word = next_word(text, word.first + word.size)) {
        CHECK(word.first >= last);
        last = word.first + word.size;
        CHECK(last <= text.size());
        std::vector<Term> parts;
        std::vector<Term> pairs;
        append_terms(std::string_view(text).substr(word.first, word.size), parts, pairs);
      }
    }
  }
}

TEST_SUITE("context/rank/fixed_math") {
  TEST_CASE("logarithms and powers are near the true ones") {
    CHECK(log2_of(1.0) == doctest::Approx(0.0));
    CHECK(log2_of(8.0) == doctest::Approx(3.0));
    CHECK(log2_of(10.0) == doctest::Approx(3.3219281).epsilon(1e-4));
    CHECK(log2_of(0.3) == doctest::Approx(-1.7369656).epsilon(1e-4));
    CHECK(exp_of(0.0) == doctest::Approx(1.0));
    CHECK(exp_of(-1.0) == doctest::Approx(0.36787944));
    CHECK(exp_of(-20.5) == doctest::Approx(1.2501529e-9));
    CHECK(exp_of(3.0) == doctest::Approx(20.0855369));
    CHECK(exp_of(-1e9) == 0.0);
  }
}
