#include "context/rank/stem.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sitewright::context {
namespace {

struct Ending {
  std::string_view from;
  std::string_view to;
  std::size_t kept;  // letters that must stay before the ending
};

// Longest first; the first that fits is taken. `to` is never longer than `from`.
constexpr std::array<Ending, 34> endings{{
    {"izations", "iz", 3}, {"ization", "iz", 3}, {"ational", "at", 3},  {"fulness", "", 4},
    {"iveness", "iv", 3},  {"ousness", "", 4},   {"ations", "at", 2},   {"ation", "at", 2},
    {"ators", "at", 3},    {"ator", "at", 3},    {"ations", "at", 3},   {"ments", "", 4},
    {"ment", "", 4},       {"ability", "", 3},   {"ibility", "ibl", 3}, {"ables", "", 4},
    {"able", "", 4},       {"ities", "", 4},     {"ity", "", 4},        {"ness", "", 4},
    {"ively", "iv", 3},    {"ally", "al", 3},    {"ously", "", 4},      {"izers", "iz", 3},
    {"izer", "iz", 3},     {"ize", "iz", 3},     {"ise", "is", 4},      {"ions", "", 4},
    {"ion", "", 4},        {"ly", "", 4},        {"ers", "", 4},        {"er", "", 4},
    {"ors", "", 4},        {"or", "", 4},
}};

constexpr bool vowel(char letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u' ||
         letter == 'y';
}

bool any_vowel(std::string_view text) {
  return std::ranges::any_of(text, vowel);
}

class Word {
 public:
  Word(std::span<char> letters, std::size_t length) : letters_(letters), length_(length) {}

  [[nodiscard]] std::size_t length() const { return length_; }
  [[nodiscard]] std::string_view text() const { return {letters_.data(), length_}; }
  /// The last letter settles most cases without a call.
  [[nodiscard]] bool ends(std::string_view ending) const {
    return letters_[length_ - 1] == ending.back() && text().ends_with(ending);
  }

  void drop(std::size_t count) { length_ -= count; }
  void replace(std::size_t count, std::string_view to) {
    length_ -= count;
    std::ranges::copy(to, letters_.begin() + static_cast<std::ptrdiff_t>(length_));
    length_ += to.size();
  }

 private:
  std::span<char> letters_;
  std::size_t length_;
};

void take_plural(Word& word) {
  if (!word.ends("s") || word.length() < 4 || word.text() == "news") return;
  if (word.ends("sses") || word.ends("xes") || word.ends("ches") || word.ends("shes")) {
    return word.drop(2);
  }
  if (word.ends("ies")) return word.length() > 4 ? word.replace(3, "y") : word.drop(1);
  if (!word.ends("ss") && !word.ends("us") && !word.ends("is")) word.drop(1);
}

// After -ed and -ing: "stopp" is "stop", the final e is gone for all words alike.
void undouble(Word& word) {
  const auto text = word.text();
  const auto size = text.size();
  if (size > 3 && text[size - 1] == text[size - 2] && !vowel(text[size - 1]) &&
      text[size - 1] != 'l' && text[size - 1] != 's' && text[size - 1] != 'z') {
    word.drop(1);
  }
}

void take_past(Word& word) {
  const std::size_t ending = word.ends("ing") ? 3 : word.ends("ed") ? 2 : 0;
  if (ending == 0 || word.length() < ending + 3) return;
  if (!any_vowel(word.text().substr(0, word.length() - ending))) return;
  if (word.ends("eed")) return word.drop(1);
  word.drop(ending);
  undouble(word);
}

void take_ending(Word& word) {
  for (const auto& ending : endings) {
    if (!word.ends(ending.from) || word.length() < ending.from.size() + ending.kept) continue;
    return word.replace(ending.from.size(), ending.to);
  }
}

}  // namespace

std::size_t stem(std::span<char> word, std::size_t length) {
  Word it(word, length);
  if (length < 4) return length;
  take_plural(it);
  take_past(it);
  if (it.length() > 4) take_ending(it);
  if (it.length() > 3 && it.ends("e")) it.drop(1);
  if (it.length() > 3 && it.ends("y") && !vowel(it.text()[it.length() - 2])) it.replace(1, "i");
  return it.length();
}

}  // namespace sitewright::context
