#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const Said undeclared(std::string name, std::string at, std::string code = "TS2304") {
  return {std::move(code), "Cannot find name '" + std::move(name) + "'.", std::move(at)};
}

const TextTree icons{
    {"package.json", "{\n  \"dependencies\": {\n    \"lucide-react\": \"0.5.0\"\n  }\n}\n"}};

}  // namespace

TEST_SUITE("healing/fixers/renaming") {
  TEST_CASE(
      "an export that shares a word with what is imported, or is its file's only one, gets its old "
      "name back") {
    const TextTree tree{
        {"src/App.tsx",
         "import { formatPrice } from \"./money\";\nexport const a = formatPrice(1);\n"},
        {"src/money.ts",
         "export const formatMoney = (n: number) => `${n}`;\nexport const zero = "
         "formatMoney(0);\n"}};
    const Said said{"TS2305", "Module '\"./money\"' has no exported member 'formatPrice'.",
                    "formatPrice"};
    CHECK(
        healed(tree, {said}).at("src/money.ts") ==
        "export const formatPrice = (n: number) => `${n}`;\nexport const zero = formatPrice(0);\n");

    const TextTree page{
        {"src/App.tsx", "import { Steps } from \"./Steps\";\nexport const a = <Steps />;\n"},
        {"src/Steps.tsx", "export function MainBlock() {\n  return <p>one</p>;\n}\n"}};
    CHECK(
        healed(page, {{"TS2305", "Module '\"./Steps\"' has no exported member 'Steps'.", "Steps"}})
            .at("src/Steps.tsx") == "export function Steps() {\n  return <p>one</p>;\n}\n");
  }

  TEST_CASE(
      "what another file imports under its new name, and what only happens to be there, is not "
      "called another") {
    const TextTree imported{
        {"src/App.tsx",
         "import { formatPrice } from \"./money\";\nexport const a = formatPrice(1);\n"},
        {"src/b.ts",
         "import { formatMoney } from \"./money\";\nexport const b = formatMoney(1);\n"},
        {"src/money.ts", "export const formatMoney = (n: number) => `${n}`;\n"}};
    const Said said{"TS2305", "Module '\"./money\"' has no exported member 'formatPrice'.",
                    "formatPrice"};
    CHECK_FALSE(healed(imported, {said}).contains("src/money.ts"));
    const TextTree other{
        {"src/App.tsx", "import { Prices } from \"./parts\";\nexport const a = <Prices />;\n"},
        {"src/parts.tsx", "export function Banner() {\n  return <p>one</p>;\n}\n"}};
    CHECK(healed(other,
                 {{"TS2305", "Module '\"./parts\"' has no exported member 'Prices'.", "Prices"}})
              .empty());
  }

  TEST_CASE("a parameter or constant that nothing reads is called what its uses call it") {
    const std::string list =
        "export const a = tags.map((entry) => (\n  <li key={tag}>{tag}</li>\n));\n";
    const TextTree tree{{"src/App.tsx", list}};
    const std::vector<Said> said{
        {"TS6133", "'entry' is declared but its value is never read.", "entry"},
        undeclared("tag", "tag}>")};
    CHECK(healed(tree, said).at("src/App.tsx") ==
          "export const a = tags.map((tag) => (\n  <li key={tag}>{tag}</li>\n));\n");
    CHECK(
        healed_app("export function A() {\n  const cartSum = 1;\n  return <p>{sumOfAll}</p>;\n}\n",
                   undeclared("sumOfAll", "sumOfAll")) ==
        "export function A() {\n  const sumOfAll = 1;\n  return <p>{sumOfAll}</p>;\n}\n");
  }

  TEST_CASE(
      "an element that no file declares is an icon of the project's package, unless an unused "
      "import is called nearly so") {
    CHECK(healed_app(
              "import { Plus } from 'lucide-react'\nexport const a = <p><Plus /><Moon /></p>\n",
              undeclared("Moon", "Moon"), icons)
              .starts_with("import { Plus, Moon } from 'lucide-react'\n"));
    CHECK(healed_app("import { Movie } from \"./Movie\";\nexport const a = <Moviee />;\n",
                     undeclared("Moviee", "Moviee"), icons)
              .contains("<Movie />"));
    CHECK(healed_app("export const a = <Moon />;\n", undeclared("Moon", "Moon")) == "(unchanged)");
  }

  TEST_CASE("state() is useState() where that is imported") {
    CHECK(healed_app("import { useState } from \"react\";\nconst [a, setA] = state(1);\n",
                     undeclared("state", "state(")) ==
          "import { useState } from \"react\";\nconst [a, setA] = useState(1);\n");
  }

  TEST_CASE("a handler that reads its event takes it") {
    CHECK(healed_app("export const a = <input onKeyDown={() => go(event.key)} />;\n",
                     {"TS18048", "'event' is possibly 'undefined'.", "event"}) ==
          "export const a = <input onKeyDown={(event) => go(event.key)} />;\n");
  }
}
