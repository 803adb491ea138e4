// A value that was given its wide type where it was written.
#include "proof.hpp"

using namespace sitewright::healing;

TEST_SUITE("healing/fixers/narrow values") {
  const std::string of_tab =
      "Argument of type 'string' is not assignable to parameter of type 'SetStateAction<Tab>'.";

  TEST_CASE("a list keeps the texts that it was given") {
    CHECK(healed_app("type Tab = \"a\" | \"b\";\nconst tabs = [{ id: \"a\" }, { id: \"b\" }];\n"
                     "tabs.map((tab) => set(tab.id));\n",
                     {"TS2345", of_tab, "tab.id)"}) ==
          "type Tab = \"a\" | \"b\";\nconst tabs = [{ id: \"a\" }, { id: \"b\" }] as const;\n"
          "tabs.map((tab) => set(tab.id));\n");
    CHECK(healed_app("import { tabs, type Tab } from \"./tabs\";\ntabs.map(({ id }) => set(id));\n",
                     {"TS2345", of_tab, "id))"},
                     {{"src/tabs.ts",
                       "export type Tab = \"a\" | \"b\";\n"
                       "export const tabs = [{ id: \"a\" }];\n"}}) == "(unchanged)");
    const auto files =
        healed({{"src/App.tsx",
                 "import { tabs, type Tab } from \"./tabs\";\n"
                 "tabs.map(({ id }) => set(id));\n"},
                {"src/tabs.ts",
                 "export type Tab = \"a\" | \"b\";\nexport const tabs = [{ id: \"a\" }];\n"}},
               {{"TS2345", of_tab, "id))"}});
    REQUIRE(files.contains("src/tabs.ts"));
    CHECK(files.at("src/tabs.ts") ==
          "export type Tab = \"a\" | \"b\";\nexport const tabs = [{ id: \"a\" }] as const;\n");
  }

  TEST_CASE("a list keeps the numbers that it was given, where only those are asked for") {
    const std::string tone = "type Tone = 1 | 2 | 3;\n";
    const std::string of_tone =
        "Argument of type 'number' is not assignable to parameter of type 'Tone'.";
    CHECK(healed_app(tone + "const tones = [3, 1];\nfill(tones[i % 2] ?? 2);\n",
                     {"TS2345", of_tone, "tones[i"}) ==
          tone + "const tones = [3, 1] as const;\nfill(tones[i % 2] ?? 2);\n");
    CHECK(healed_app(tone + "const one = s.pick([3, 1]);\nfill(one);\n",
                     {"TS2345", of_tone, "one)"}) ==
          tone + "const one = s.pick([3, 1] as const);\nfill(one);\n");
    CHECK(healed_app(tone + "const one = ([3, 1])[i] ?? 2;\nfill(one);\n",
                     {"TS2345", of_tone, "one)"}) ==
          tone + "const one = ([3, 1] as const)[i] ?? 2;\nfill(one);\n");
    CHECK(healed_app(tone + "const tones = [3, 1];\nconst one = tones[i] ?? 2;\nfill(one);\n",
                     {"TS2345", of_tone, "one)"}) ==
          tone + "const tones = [3, 1] as const;\nconst one = tones[i] ?? 2;\nfill(one);\n");
    CHECK(healed_app(tone + "const tones = [3, 4];\nfill(tones[0]);\n",
                     {"TS2345", of_tone, "tones[0]"}) == "(unchanged)");
    CHECK(healed_app(tone + "const one = 1 + list[0];\nfill(one);\n",
                     {"TS2345", of_tone, "one)"}) == "(unchanged)");
  }

  TEST_CASE("a style keeps its words") {
    CHECK(healed_app(
              "const box = { position: \"absolute\", top: 0 };\nconst e = <p style={box}>a</p>;\n",
              {"TS2322",
               "Type '{ position: string; top: number; }' is not assignable to type "
               "'Properties<string | number, string & {}>'.\nTypes of property 'position' "
               "are incompatible.\nType 'string' is not assignable to type 'Position | "
               "undefined'.",
               "style="}) ==
          "const box = { position: \"absolute\", top: 0 } as const;\nconst e = <p "
          "style={box}>a</p>;\n");
  }

  TEST_CASE("a list of items that something takes whole says what they are") {
    const std::string types = "export type Item = { kind: \"a\" | \"b\" };\n";
    CHECK(
        healed_app("import { List } from \"./List\";\nconst items = [{ kind: \"a\" }];\n"
                   "const e = <List items={items} />;\n",
                   {"TS2322",
                    "Type '{ kind: string; }[]' is not assignable to type 'Item[]'.\nType '{ "
                    "kind: string; }' is not assignable to type 'Item'.\nTypes of property 'kind' "
                    "are incompatible.\nType 'string' is not assignable to type '\"a\" | "
                    "\"b\"'.",
                    "items={"},
                   {{"src/List.tsx", types + "export function List() {}\n"}}) ==
        "import { List, type Item } from \"./List\";\nconst items: Item[] = [{ kind: \"a\" }];\n"
        "const e = <List items={items} />;\n");
  }

  TEST_CASE("a state of one of several texts says so") {
    CHECK(healed_app("type Tab = \"a\" | \"b\";\nconst [tab, setTab] = useState(\"a\");\n"
                     "const e = <Row tab={tab} />;\n",
                     {"TS2322", "Type 'string' is not assignable to type 'Tab'.", "tab={"}) ==
          "type Tab = \"a\" | \"b\";\nconst [tab, setTab] = useState<Tab>(\"a\");\n"
          "const e = <Row tab={tab} />;\n");
  }

  TEST_CASE("a text that a type does not have stays") {
    CHECK(healed_app("type Tab = \"a\" | \"b\";\nconst t = { id: \"c\" };\nset(t.id);\n",
                     {"TS2345", of_tab, "t.id)"}) == "(unchanged)");
  }
}
