// What a project refers to and has not, and what another version or language has instead.
#include "healing/lost_package.hpp"
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said unresolved(const std::string& module) {
  return {"unresolved_import", "Could not resolve '" + module + "' in src/App.tsx", module,
          Category::dependency};
}

}  // namespace

TEST_SUITE("healing/fixers/stand ins") {
  TEST_CASE("a picture that is not there is an empty one") {
    CHECK(
        healed_app("import logo from \"./logo.png\";\nexport const A = () => <img src={logo} "
                   "alt=\"A\" />;\n",
                   unresolved("./logo.png")) ==
        "const logo = \"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 "
        "4 3'/%3E\";\nexport const A = () => <img src={logo} alt=\"A\" />;\n");
  }

  TEST_CASE("the sheet of a CSS module that is not there is made with the classes that are used") {
    const TextTree made =
        healed({{"src/App.tsx",
                 "import styles from \"./App.module.css\";\nexport const A = () => <p "
                 "className={styles.big}><b className={styles[\"very-big\"]}>A</b></p>;\n"}},
               {unresolved("./App.module.css")});
    CHECK(made.size() == 1);
    CHECK(made.at("src/App.module.css") == ".big {\n}\n.very-big {\n}\n");
  }

  TEST_CASE("icons of a package that is not installed are one plain mark") {
    const TextTree made = healed(
        {{"package.json", R"({ "dependencies": { "react": "19.0.0" } })"},
         {"src/App.tsx",
          "import { Mail as Letter } from \"lucide-react\";\nimport type { LucideIcon } from "
          "\"lucide-react\";\nexport const A: LucideIcon = Letter;\n"},
         {"src/parts/Foot.tsx",
          "import { Phone } from \"lucide-react\";\nexport const F = Phone;\n"}},
        {not_found("lucide-react")});
    REQUIRE(made.contains("src/icons.tsx"));
    CHECK(made.at("src/icons.tsx")
              .contains("export { Icon as Mail, Icon as Phone };\nexport type "
                        "LucideIcon = typeof Icon;\n"));
    CHECK(made.at("src/App.tsx") ==
          "import { Mail as Letter } from \"./icons\";\nimport type { LucideIcon } from "
          "\"./icons\";\nexport const A: LucideIcon = Letter;\n");
    CHECK(made.at("src/parts/Foot.tsx") ==
          "import { Phone } from \"../icons\";\nexport const F = Phone;\n");
  }
}

TEST_SUITE("healing/fixers/router history") {
  const std::string gone = "Module '\"react-router-dom\"' has no exported member 'useHistory'.";

  TEST_CASE("what history did is done by the function that navigates") {
    CHECK(
        healed_app("import { useHistory } from \"react-router-dom\";\nconst history = "
                   "useHistory();\nconst a = () => history.push(\"/a\");\nconst b = () => "
                   "history.replace(to);\nconst c = () => history.goBack();\nuse(a, [history]);\n",
                   {"TS2305", gone, "useHistory"}) ==
        "import { useNavigate } from \"react-router-dom\";\nconst history = useNavigate();\nconst "
        "a "
        "= () => history(\"/a\");\nconst b = () => history(to, { replace: true });\nconst c = () "
        "=> "
        "history(-1);\nuse(a, [history]);\n");
  }

  TEST_CASE("a history that is listened to stays an error") {
    CHECK(healed_app("import { useHistory } from \"react-router-dom\";\nconst history = "
                     "useHistory();\nhistory.listen(a);\n",
                     {"TS2305", gone, "useHistory"}) == "(unchanged)");
  }
}

TEST_SUITE("healing/fixers/foreign method") {
  TEST_CASE("a method of texts on a number, and of numbers on a text, reads it as such") {
    CHECK(healed_app("const a = item.price.padStart(6);\n",
                     {"TS2339", "Property 'padStart' does not exist on type 'number'.",
                      "padStart"}) == "const a = String(item.price).padStart(6);\n");
    CHECK(healed_app("const a = prices[0].of(x).toFixed(2);\n",
                     {"TS2339", "Property 'toFixed' does not exist on type 'string'.",
                      "toFixed"}) == "const a = Number(prices[0].of(x)).toFixed(2);\n");
  }
}

TEST_SUITE("healing/fixers/other versions") {
  TEST_CASE("types of Next go with their import") {
    CHECK(healed_app(
              "import type { Metadata } from \"next\";\nexport const metadata: Metadata = { title: "
              "\"A\" };\n",
              not_found("next")) == "export const metadata = { title: \"A\" };\n");
  }

  TEST_CASE("an effect's function stands before what it depends on") {
    CHECK(healed_app("useEffect([a], () => {\n  run(a);\n});\n",
                     {"TS2345",
                      "Argument of type 'never[]' is not assignable to parameter of type "
                      "'EffectCallback'.",
                      "[a]"}) == "useEffect(() => {\n  run(a);\n}, [a]);\n");
  }
}

TEST_SUITE("healing/fixers/folder import") {
  const TextTree parts{{"src/components/Footer.tsx", "export const Footer = () => null;\n"},
                       {"src/components/nav/NavBar.tsx", "export default function Bar() {}\n"}};

  TEST_CASE("names of a folder without a list come from their files") {
    CHECK(healed_app("import { Footer, NavBar as Nav } from \"./components\";\nuse(Footer, Nav);\n",
                     not_found("./components"), parts) ==
          "import { Footer } from \"./components/Footer\";\nimport Nav from "
          "\"./components/nav/NavBar\";\nuse(Footer, Nav);\n");
  }

  TEST_CASE("the default of a folder is that of the file of its name") {
    CHECK(healed_app("import NavBar from './components/nav'\nuse(NavBar)\n",
                     not_found("./components/nav"),
                     parts) == "import NavBar from './components/nav/NavBar'\nuse(NavBar)\n");
  }
}

TEST_SUITE("healing/fixers/identifiers") {
  TEST_CASE("identifiers of a package that is not there are made by the platform") {
    CHECK(healed_app("import { v4 as uuid } from \"uuid\";\nconst id = uuid();\n",
                     not_found("uuid")) ==
          "const uuid = (): string => crypto.randomUUID();\nconst id = uuid();\n");
    CHECK(healed_app("import { nanoid } from \"nanoid\";\nconst id = nanoid(8);\n",
                     not_found("nanoid")) == "(unchanged)");
  }
}

TEST_SUITE("healing/fixers/unknown base") {
  TEST_CASE("what lists have themselves needs no lodash") {
    const auto plain = [](const std::string& import, const std::string& code,
                          const std::string& module = "lodash") {
      const std::string now = healed_app(import + code, not_found(module));
      return now == "(unchanged)" ? now : now.substr(0, now.size() - 1);
    };
    const auto whole = [&](const std::string& value) {
      const std::string now =
          plain("import _ from \"lodash\";\n", "export const a = " + value + ";\n");
      return now == "(unchanged)" ? now : now.substr(17, now.size() - 18);
    };
    const std::pair<const char*, const char*> calls[] = {
        {"_.map(list, (one) => <p>{one}, two</p>)", "list.map((one) => <p>{one}, two</p>)"},
        {"_.map(list ?? [], \"name\")", "(list ?? []).map((item) => item.name)"},
        {"_.map(_.filter(list, fits), (_, at) => at)", "list.filter(fits).map((_, at) => at)"},
        {"_.reduce(list, (a, b) => a + b, 0)", "list.reduce((a, b) => a + b, 0)"},
        {"_.join(list)", "list.join()"},
        {"_.flatten(site.lists)", "site.lists.flat()"},
        {"_.last(list)", "list.at(-1)"},
        {"_.uniq(list)", "[...new Set(list)]"},
        {"_.isEmpty(list) ? 1 : 2", "(list.length === 0) ? 1 : 2"},
        {"() => !_.isEmpty(list)", "() => list.length > 0"},
        {"_.range(3)", "Array.from({ length: 3 }, (_, index) => index)"},
        {"_.times(3, (at) => at * 2)", "Array.from({ length: 3 }, (_, at) => at * 2)"},
        {"_.times(3, Star)", "Array.from({ length: 3 }, (_, index) => Star(index))"},
        {"_.map(\n  list,\n  fits,\n)", "list.map(\n  fits,\n)"}};
    for (const auto& [call, own] : calls) CHECK(whole(call) == own);
    // Compared with an object, without a first value, kept in order, one of several, hidden.
    for (const char* call :
         {"_.filter(list, { on: true })", "_.reduce(list, (a, b) => a + b)",
          "_.sortBy(list, \"a\")", "_.map(list, fits) + _.chain(list)", "_.map(list)", "show(_, 1)",
          "_.map(...list)", "list.map((_) => _.map(fits))", "_.map(list /* all */, fits)"}) {
      CHECK(whole(call) == "(unchanged)");
    }
    CHECK(plain("import { map, uniq as once } from \"lodash-es\";\n",
                "export const a = map(once(list), fits);\n",
                "lodash-es") == "export const a = [...new Set(list)].map(fits);");
    CHECK(plain("import each from \"lodash/forEach\";\n", "each(list, fits);\n",
                "lodash/forEach") == "list.forEach(fits);");
    // Without types only what is a list for certain.
    const auto untyped = [](const std::string& data) {
      const std::string code = "import _ from \"lodash\";\n" + data + "_.forEach(list, fits);\n";
      const TextTree files = healed(
          {{"src/App.jsx", code}}, {{"unresolved_import", "failed to resolve import \"lodash\"", "",
                                     Category::dependency, "src/App.jsx"}});
      return files.contains("src/App.jsx") ? files.at("src/App.jsx") : "(unchanged)";
    };
    CHECK(untyped("const list = [1];\n") == "const list = [1];\nlist.forEach(fits);\n");
    CHECK(untyped("const list = {};\n") == "(unchanged)");
    CHECK(untyped("") == "(unchanged)");
    CHECK(plain("import { map } from \"lodash/fp\";\n", "export const a = map(list, fits);\n",
                "lodash/fp") == "(unchanged)");
  }

  TEST_CASE("an interface extends nothing that is not there") {
    CHECK(healed_app("interface Props extends BaseProps {\n  a: string;\n}\n",
                     {"TS2304", "Cannot find name 'BaseProps'.", "BaseProps"}) ==
          "interface Props {\n  a: string;\n}\n");
  }
}

TEST_SUITE("healing/fixers/syntax slips") {
  TEST_CASE("the slash of a closing tag begins no pattern") {
    CHECK_FALSE(
        healed_app("export const A = () => (\n  <p>{a ? null : <b>{a</b>}\n  </p>\n);\n",
                   {"parse_error", "Unterminated regular expression", "/b>", Category::syntax})
            .contains("}/"));
  }

  TEST_CASE("names of styles are written as React has them") {
    CHECK(
        healed_app("export const A = () => <p style={{ padding: 1, margin-top: 4, \"font-weight\": "
                   "700, \"--gap\": 2 }}>A</p>;\n",
                   {"TS1005", "',' expected.", "-top", Category::syntax}) ==
        "export const A = () => <p style={{ padding: 1, marginTop: 4, fontWeight: 700, "
        "\"--gap\": 2 }}>A</p>;\n");
  }
}

TEST_SUITE("healing/lost package") {
  const std::string lock =
      R"({ "packages": { "": { "dependencies": { "clsx": "2.1.1", "react": "19.0.0" } } } })";

  TEST_CASE("a package that is imported and no longer asked for is lost") {
    const TextTree tree{{"package.json", R"({ "dependencies": { "react": "19.0.0" } })"},
                        {"package-lock.json", lock},
                        {"src/App.tsx", "import clsx from 'clsx/lite';\n"}};
    CHECK(lost_package(tree) == "clsx");
  }

  TEST_CASE("one that nothing imports was taken out") {
    const TextTree tree{{"package.json", R"({ "dependencies": { "react": "19.0.0" } })"},
                        {"package-lock.json", lock},
                        {"src/App.tsx", "const a = 'clsx-like';\n"}};
    CHECK(lost_package(tree).empty());
  }

  TEST_CASE("nothing is lost where a file is missing or cannot be read") {
    CHECK(lost_package({}).empty());
    CHECK(lost_package({{"package.json", "{"}, {"package-lock.json", lock}}).empty());
  }
}

TEST_SUITE("healing/fixers/moved name") {
  TEST_CASE("a name is imported from the package that has it, the others stay") {
    const TextTree router{
        {"package.json", R"({ "dependencies": { "react": "19", "react-router-dom": "7" } })"}};
    const std::string healed =
        healed_app("import { Link, useState } from \"react\";\nuse(Link, useState);\n",
                   {"TS2305", "Module '\"react\"' has no exported member 'Link'.", "Link"}, router);
    CHECK(healed.contains("import { useState } from \"react\";"));
    CHECK(healed.contains("import { Link } from \"react-router-dom\";"));
  }
}

TEST_SUITE("healing/fixers/arguments") {
  TEST_CASE("an argument too many goes when it does nothing") {
    CHECK(healed_app("const a = price(1, \"EUR\", true);\n",
                     {"TS2554", "Expected 1-2 arguments, but got 3.", "true"}) ==
          "const a = price(1, \"EUR\");\n");
    CHECK(healed_app("const a = price(1, \"EUR\", make());\n",
                     {"TS2554", "Expected 1-2 arguments, but got 3.", "make"}) == "(unchanged)");
  }
}

TEST_SUITE("healing/fixers/declaration slips") {
  const auto broken = [](std::string at) {
    return Said{"TS1005", "',' expected.", std::move(at), Category::syntax};
  };

  TEST_CASE("a pattern ends where a hook gives its value") {
    CHECK(healed_app("const [open, setOpen = useState<string | null>(null);\n", broken("= use")) ==
          "const [open, setOpen] = useState<string | null>(null);\n");
  }

  TEST_CASE("a pattern has its = in front of a list, too") {
    CHECK(healed_app("const [a, b] [one(1), one(2)];\n", broken("[one")) ==
          "const [a, b] = [one(1), one(2)];\n");
  }

  TEST_CASE("a handler has its arrow") {
    CHECK(healed_app("export const A = () => <a onClick={() setOpen(1)}>A</a>;\n",
                     broken("setOpen")) ==
          "export const A = () => <a onClick={() => setOpen(1)}>A</a>;\n");
  }

  TEST_CASE("a value has one pair of braces, and a member of a type is optional") {
    CHECK(healed_app("export const A = () => <F year={{2026}} />;\n", broken("2026")) ==
          "export const A = () => <F year={2026} />;\n");
    CHECK(healed_app("interface A {\n  note!: string;\n}\n", broken("!")) ==
          "interface A {\n  note?: string;\n}\n");
  }
}

TEST_SUITE("healing/fixers/what is found") {
  TEST_CASE("an element that is looked for has the kind that is read of it") {
    const TextTree tree{{"src/App.tsx", "const a = document.querySelector(\"#a\").value;\n"}};
    const TextTree made =
        healed(tree, {{"TS2531", "Object is possibly 'null'.", "document"},
                      {"TS2339", "Property 'value' does not exist on type 'Element'.", "value"}});
    CHECK(made.at("src/App.tsx").contains("querySelector<HTMLInputElement>(\"#a\")?.value"));
  }

  TEST_CASE("the rest that nothing reads goes") {
    CHECK(healed_app("export const A = ({ a, ...rest }: P) => <p>{a}</p>;\n",
                     {"TS6133", "'rest' is declared but its value is never read.", "...rest"}) ==
          "export const A = ({ a }: P) => <p>{a}</p>;\n");
  }

  TEST_CASE("a sheet that a sheet imports and nobody made is not imported") {
    const TextTree made = healed(
        {{"src/index.css", "@import \"./theme.css\";\nbody { margin: 0; }\n"}},
        {{"file_not_found", "[postcss] ENOENT: no such file or directory, open './theme.css'", "",
          Category::runtime, "src/index.css"}});
    CHECK(made.at("src/index.css") == "body { margin: 0; }\n");
  }
}

TEST_SUITE("healing/fixers/import slips") {
  const auto broken = [](std::string at) {
    return Said{"TS1005", "'from' expected.", std::move(at), Category::syntax};
  };

  TEST_CASE("whatever word stands between names and module is from") {
    CHECK(healed_app("import { a } form \"./b\";\nuse(a);\n", broken("form")) ==
          "import { a } from \"./b\";\nuse(a);\n");
  }

  TEST_CASE("names of an import have their first brace") {
    CHECK(healed_app("import type Node } from \"react\";\nuse<Node>();\n", broken("} from")) ==
          "import type { Node } from \"react\";\nuse<Node>();\n");
  }

  TEST_CASE("two texts are two arguments") {
    CHECK(
        healed_app("/** \"a\" is none. */\nconst b = a.replace(\"x\" \"-\");\n", broken("\"-\"")) ==
        "/** \"a\" is none. */\nconst b = a.replace(\"x\", \"-\");\n");
  }
}

TEST_SUITE("healing/fixers/narrow values") {
  TEST_CASE("a list of numbers that is taken apart keeps its length") {
    CHECK(healed_app(
              "const sizes = { wide: [6, 4], tall: [4, 5] };\nexport function box(shape: keyof "
              "typeof sizes) {\n  const [w, h] = sizes[shape];\n  const box: Box = { w, h };\n  "
              "return box;\n}\n",
              {"TS2322",
               "Type 'number | undefined' is not assignable to type 'number'.\nType "
               "'undefined' is not assignable to type 'number'.",
               "w, h }"})
              .starts_with("const sizes = { wide: [6, 4], tall: [4, 5] } as const;\n"));
  }
}
