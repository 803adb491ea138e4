#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const TextTree cards{{"src/parts/Card.tsx", "export function Card() {\n  return <p>card</p>;\n}\n"},
                     {"src/Menu.tsx", "export default function Menu() {\n  return <nav />;\n}\n"},
                     {"src/types.ts", "export interface Item {\n  id: string;\n}\n"}};

std::string manifest(std::string_view dependencies) {
  return "{\n  \"dependencies\": {\n    " + std::string(dependencies) + "\n  }\n}\n";
}

}  // namespace

TEST_SUITE("healing/fixers/imports") {
  TEST_CASE("a path in another letter case, depth, folder or spelling becomes that of the file") {
    for (const char* path : {"./parts/card", "../parts/Card", "./Card", "./parts/Crad",
                             "@/parts/Card", "./parts/Card/index"}) {
      const std::string text =
          "import { Card } from \"" + std::string(path) + "\";\nexport const a = <Card />;\n";
      CAPTURE(path);
      CHECK(healed_app(text,
                       {"TS2307", "Cannot find module '" + std::string(path) + "'.", path,
                        Category::dependency},
                       cards)
                .starts_with("import { Card } from \"./parts/Card"));
    }
  }

  TEST_CASE("what an import wants by name tells files apart that are as near") {
    TextTree others = cards;
    others["src/old/Card.tsx"] = "export const Cards = 1;\n";
    CHECK(healed_app("import { Card } from \"./ui/Card\";\n",
                     {"TS2307", "Cannot find module './ui/Card'.", "./ui", Category::dependency},
                     others) == "import { Card } from \"./parts/Card\";\n");
  }

  TEST_CASE("default and named imports follow the declarations of their module") {
    CHECK(healed_app("import Card from './parts/Card'\nimport { x } from './x'\n",
                     {"TS2613", "Module '\"./parts/Card\"' has no default export.", "Card"},
                     cards) == "import { Card } from './parts/Card'\nimport { x } from './x'\n");
    CHECK(healed_app("import { Menu } from \"./Menu\";\n",
                     {"TS2614", "Module '\"./Menu\"' has no exported member 'Menu'.", "Menu"},
                     cards) == "import Menu from \"./Menu\";\n");
  }

  TEST_CASE("a list of exports passes on what became the default") {
    const Said said{"TS2614", "Module '\"./lists\"' has no exported member 'matches'.", "matches",
                    Category::type, "src/index.ts"};
    const auto passed = [&](const std::string& list, const std::string& module) {
      const TextTree files = healed({{"src/index.ts", list}, {"src/lists.ts", module}}, {said});
      return files.contains("src/index.ts") ? files.at("src/index.ts") : "(unchanged)";
    };
    const std::string module = "export default function matches() {}\nexport function sumOf() {}\n";
    CHECK(passed("export { sumOf, matches } from \"./lists\";\n", module) ==
          "export { sumOf, default as matches } from \"./lists\";\n");
    CHECK(passed("export { matches as fits } from \"./lists\";\n", module) ==
          "export { default as fits } from \"./lists\";\n");
    CHECK(passed("export { matches } from \"./lists\";\n",
                 "export default function other() {}\nexport function sumOf() {}\n") ==
          "(unchanged)");
  }

  TEST_CASE("a plugin whose file is told of is imported as the default of its package") {
    const std::string config =
        "import { react } from '@vitejs/plugin-react'\nexport default { plugins: [react()] }\n";
    const auto plugin = [&](const std::string& package) {
      const TextTree files =
          healed({{"vite.config.js", config}},
                 {{"missing_export",
                   "The requested module 'file:///site/node_modules/" + package +
                       "/dist/index.js' does not provide an export named 'react'",
                   "", Category::configuration, "vite.config.js"}});
      return files.contains("vite.config.js") ? files.at("vite.config.js") : "(unchanged)";
    };
    CHECK(plugin("@vitejs/plugin-react") ==
          "import react from '@vitejs/plugin-react'\nexport default { plugins: [react()] }\n");
    CHECK(plugin("@vitejs/plugin-react-swc") == "(unchanged)");
  }

  TEST_CASE("what a module declares and does not export is exported there") {
    TextTree others{{"src/a.ts", "// first\nconst a = 1;\nexport const b = a;\n"}};
    others["src/App.tsx"] = "import { a, b } from \"./a\";\n";
    const TextTree files =
        healed(others, {{"TS2459", "Module '\"./a\"' declares 'a' locally.", "a, b"}});
    CHECK(files == TextTree{{"src/a.ts", "// first\nexport const a = 1;\nexport const b = a;\n"}});
  }

  TEST_CASE("a mistyped name of an import is mended there, once for all tools that say it") {
    TextTree tree = cards;
    tree["src/App.tsx"] = "import { Crad } from \"./parts/Card\";\nexport const a = <Card />;\n";
    const TextTree files = healed(
        tree,
        {{"TS2724", "'\"./parts/Card\"' has no exported member named 'Crad'. Did you mean 'Card'?",
          "Crad"},
         {"TS2552", "Cannot find name 'Card'. Did you mean 'Crad'?", "Card />"},
         {"missing_export", "\"Crad\" is not exported by \"src/parts/Card.tsx\".", "Crad",
          Category::dependency}});
    CHECK(files ==
          TextTree{{"src/App.tsx",
                    "import { Card } from \"./parts/Card\";\nexport const a = <Card />;\n"}});
  }

  TEST_CASE("a name that a file of the project, React or another package exports is imported") {
    CHECK(healed_app("import { x } from \"./x\";\n\nexport const a = <Card />;\n",
                     {"TS2304", "Cannot find name 'Card'.", "Card"}, cards) ==
          "import { x } from \"./x\";\nimport { Card } from \"./parts/Card\";\n\nexport const a = "
          "<Card />;\n");
    TextTree others{{"package.json", manifest("\"react\": \"19.3.1\"")}};
    CHECK(healed_app("const [a] = useState(1);\n",
                     {"TS2304", "Cannot find name 'useState'.", "useState"},
                     others) == "import { useState } from \"react\";\nconst [a] = useState(1);\n");
    CHECK(healed_app("export const a: Item[] = [];\n",
                     {"TS2304", "Cannot find name 'Item'.", "Item"}, cards) ==
          "import type { Item } from \"./types\";\nexport const a: Item[] = [];\n");
  }

  TEST_CASE("several names of one module are imported by one line") {
    TextTree tree{{"package.json", manifest("\"react\": \"19.3.1\"")},
                  {"src/App.tsx", "const a = useId();\nconst b = useRef(a);\n"}};
    const TextTree files = healed(tree, {{"TS2304", "Cannot find name 'useId'.", "useId"},
                                         {"TS2304", "Cannot find name 'useRef'.", "useRef"}});
    CHECK(files.at("src/App.tsx") ==
          "import { useId, useRef } from \"react\";\nconst a = useId();\nconst b = useRef(a);\n");
  }

  TEST_CASE("a mistyped package becomes the one that is asked for") {
    TextTree others{{"package.json", manifest("\"react\": \"19.3.1\"")}};
    CHECK(healed_app("import { useId } from \"raect\";\nuseId();\n",
                     {"TS2307", "Cannot find module 'raect'.", "raect", Category::dependency},
                     others) == "import { useId } from \"react\";\nuseId();\n");
  }

  TEST_CASE(
      "a package of the lock file is added to package.json and nowhere else; others are not") {
    const std::string lock =
        "{\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {\n      \"dependencies\": {\n "
        "       "
        "\"react\": \"19.3.1\"\n      }\n    },\n    \"node_modules/clsx\": {\n      \"version\": "
        "\"2.1.1\"\n    }\n  }\n}\n";
    TextTree tree{{"package.json", manifest("\"react\": \"19.3.1\"")},
                  {"package-lock.json", lock},
                  {"src/App.tsx", "import clsx from \"clsx\";\nclsx();\n"}};
    const TextTree files =
        healed(tree, {{"TS2307", "Cannot find module 'clsx'.", "clsx", Category::dependency}});
    CHECK(files.size() == 2);
    CHECK(files.at("package.json") == manifest("\"react\": \"19.3.1\",\n    \"clsx\": \"2.1.1\""));
    tree["src/App.tsx"] = "import dayjs from \"dayjs\";\ndayjs();\n";
    CHECK(healed(tree, {{"TS2307", "Cannot find module 'dayjs'.", "dayjs", Category::dependency}})
              .empty());
  }

  TEST_CASE("an import of which nothing is used goes, whatever its package") {
    CHECK(healed_app("import { format } from \"date-fns\";\nexport const a = 1;\n",
                     {"TS2307", "Cannot find module 'date-fns'.", "date-fns",
                      Category::dependency}) == "export const a = 1;\n");
  }

  TEST_CASE("types and values are told apart under verbatimModuleSyntax") {
    CHECK(healed_app("import { Item, item } from \"./x\";\n",
                     {"TS1484", "'Item' is a type and must be imported using a type-only import.",
                      "Item"}) == "import { type Item, item } from \"./x\";\n");
    CHECK(healed_app("import type { Item, item } from \"./x\";\nitem();\n",
                     {"TS1361",
                      "'item' cannot be used as a value because it was imported using "
                      "'import type'.",
                      "item()"}) == "import { type Item, item } from \"./x\";\nitem();\n");
  }
}

TEST_SUITE("healing/fixers/icon names") {
  TEST_CASE("the icon of a brand that the package has no longer is another one under its name") {
    const std::string head =
        "import { Github, Mail, TwitterIcon as Bird } from \"lucide-react\";\n";
    CHECK(healed_app(head, {"TS2724",
                            "'\"lucide-react\"' has no exported member named 'Github'. Did you "
                            "mean 'GitMerge'?",
                            "Github"}) ==
          "import { GitBranch as Github, Mail, TwitterIcon as Bird } from \"lucide-react\";\n");
    CHECK(healed_app(head,
                     {"TS2305", "Module '\"lucide-react\"' has no exported member 'TwitterIcon'.",
                      "TwitterIcon"}) ==
          "import { Github, Mail, AtSign as Bird } from \"lucide-react\";\n");
  }
}
