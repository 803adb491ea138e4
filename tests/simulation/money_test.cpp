// What is set aside for a prompt against what o200k_base makes of it.
#include "models/router/money.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "context/tokens/tokens.hpp"

using namespace sitewright;

namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string times(std::string_view text, int n) {
  std::string all;
  for (int i = 0; i < n; ++i) all += text;
  return all;
}

/// A text of these letters in no order, the same each time.
std::string any_of(std::string_view letters, std::size_t size) {
  std::uint32_t state = 1;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    text += letters[(state >> 8U) % letters.size()];
  }
  return text;
}

}  // namespace

TEST_SUITE("simulation/money") {
  TEST_CASE("what is set aside for a prompt is never below its tokens") {
    auto table = context::TokenTable::load(file(SITEWRIGHT_TOKEN_TABLES "/o200k_base.tokens"));
    REQUIRE(table.has_value());
    context::Counter counter(*table);
    const std::string letters = "abcdefghijklmnopqrstuvwxyz";
    const std::vector<std::pair<std::string, std::string>> texts{
        {"hieroglyphs", times("𓀀𓁐𓂧𓃭𓄿𓅓𓆣𓇳𓈖𓉐", 20)},
        {"Cherokee", times("ᎠᎡᎢᎣᎤᎥ ", 20)},
        {"old Georgian", times("ႠႡႢႣႤႥႦ", 20)},
        {"Tibetan", times("བོད་ཀྱི་སྐད་ཡིག་ལ་སློབ་སྦྱོང་", 10)},
        {"Amharic", times("ሰላም እንደምን ነህ ዛሬ ምን ታደርጋለህ", 10)},
        {"Chinese", times("我们去看电影吧今天天气很好", 10)},
        {"Czech", times("Příliš žluťoučký kůň úpěl ďábelské ódy ", 10)},
        {"accents apart", times("e\u0301a\u0300o\u0302", 40)},
        {"emoji", times("🧭🪂🫎🪿🫚🪮🛝", 20)},
        {"symbols", times("!@#$%^&*()_+{}|:<>?~`-=[];,./", 20)},
        {"short CSS", times("a{b:c;d:1}e>f{g:#9ab}", 20)},
        {"digits and signs", times("9x7!q", 200)},
        {"lone digits", times("1 2 3 4 ", 50)},
        {"lines", times("a\nb\nc\n", 50)},
        {"spaces", times("a  b   c  1  ,  ", 30)},
        {"control characters", times("\x01\x02\x7f", 50)},
        {"humps", times("aBcDeFgH", 50)},
        {"letters", any_of(letters, 5'000)},
        {"capitals", any_of("JQXZVWK", 5'000)},
        {"base64", any_of(letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", 5'000)},
        {"a sum", any_of("0123456789abcdef", 5'000)},
        {"C++", file(SITEWRIGHT_SOURCE_DIR "/wasm/models/router/router.cpp")},
        {"Markdown", file(SITEWRIGHT_SOURCE_DIR "/CHANGELOG.md")},
        {"JSON", file(SITEWRIGHT_SOURCE_DIR "/schemas/queue/step_status.json")},
    };
    for (const auto& [name, text] : texts) {
      CAPTURE(name);
      REQUIRE(!text.empty());
      const auto tokens = static_cast<std::int64_t>(counter.count(text));
      CHECK(models::most_tokens(text) >= tokens);
      CHECK(models::most_tokens(text) <= static_cast<std::int64_t>(text.size()));
    }
  }
}
