#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

TEST_SUITE("healing/fixers/types") {
  TEST_CASE("names for which TypeScript says what was meant") {
    CHECK(healed_app("a.lenght + b.lenght;\n",
                     {"TS2551",
                      "Property 'lenght' does not exist on type 'string'. Did you mean 'length'?",
                      "lenght"}) == "a.length + b.lenght;\n");
  }

  TEST_CASE("attributes as HTML writes them") {
    const auto attribute = [](std::string_view text, std::string message, std::string at) {
      return healed_app(text, {"TS2322", std::move(message), std::move(at)});
    };
    CHECK(attribute("const a = <p class=\"x\">class</p>;\n",
                    "Property 'class' does not exist on type 'P'. Did you mean 'className'?",
                    "class") == "const a = <p className=\"x\">class</p>;\n");
    CHECK(attribute("const a = <p style=\"color: red; margin-top: 4px\">x</p>;\n",
                    "Type 'string' is not assignable to type 'Properties'.", "style") ==
          "const a = <p style={{ color: \"red\", marginTop: \"4px\" }}>x</p>;\n");
    CHECK(attribute("const a = <p tabIndex=\"0\">x</p>;\n",
                    "Type 'string' is not assignable to type 'number'.",
                    "tabIndex") == "const a = <p tabIndex={0}>x</p>;\n");
    CHECK(attribute("const a = <input disabled=\"true\" />;\n",
                    "Type 'string' is not assignable to type 'boolean'.",
                    "disabled") == "const a = <input disabled={true} />;\n");
  }

  TEST_CASE("a literal becomes the near one of its type; a number written as a text a number") {
    TextTree others{{"src/b.ts", "export type Size = \"small\" | \"large\";\n"}};
    CHECK(healed_app("const a: Size = \"smal\";\n",
                     {"TS2322", "Type '\"smal\"' is not assignable to type 'Size'.", "a:"},
                     others) == "const a: Size = \"small\";\n");
    CHECK(healed_app("const a = { price: \"48\", b: 1 };\n",
                     {"TS2322", "Type 'string' is not assignable to type 'number'.", "price"}) ==
          "const a = { price: 48, b: 1 };\n");
  }

  TEST_CASE("what may be missing is asked before it is used") {
    CHECK(healed_app("const a = b.c.d;\n", {"TS18048", "'b.c' is possibly 'undefined'.", "b.c"}) ==
          "const a = b.c?.d;\n");
    CHECK(healed_app("const a = b[0].d;\n", {"TS2532", "Object is possibly 'undefined'.",
                                             "b[0]"}) == "const a = b[0]?.d;\n");
    CHECK(healed_app("f(a);\n", {"TS2345",
                                 "Argument of type 'string | undefined' is not assignable to "
                                 "parameter of type 'string'.",
                                 "a)"}) == "f(a ?? \"\");\n");
    CHECK(healed_app("createRoot(document.getElementById(\"a\")).render(x);\n",
                     {"TS2345",
                      "Argument of type 'HTMLElement | null' is not assignable to "
                      "parameter of type 'Container'.",
                      "document"}) == "createRoot(document.getElementById(\"a\")!).render(x);\n");
  }

  TEST_CASE("unused declarations go, what their values do stays") {
    CHECK(healed_app("import { a, b } from \"./x\";\nb();\n",
                     {"TS6133", "'a' is declared but its value is never read.", "a,"}) ==
          "import { b } from \"./x\";\nb();\n");
    CHECK(healed_app("const a = 1;\nb();\n",
                     {"TS6133", "'a' is declared but its value is never read.", "a ="}) ==
          "b();\n");
    CHECK(healed_app("const a = b();\n", {"TS6133", "'a' is declared but its value is never read.",
                                          "a ="}) == "b();\n");
    CHECK(healed_app("function f(a: number) {}\n",
                     {"TS6133", "'a' is declared but its value is never read.", "a:"}) ==
          "function f(_a: number) {}\n");
    CHECK(healed_app("const [a, setA] = useState(0);\na;\n",
                     {"TS6133", "'setA' is declared but its value is never read.", "setA"}) ==
          "const [a] = useState(0);\na;\n");
  }

  TEST_CASE("what is said twice is said once") {
    CHECK(healed_app("import { a } from \"./a\";\nimport { a } from \"./a\";\n",
                     {"TS2300", "Duplicate identifier 'a'.", "a }"}) ==
          "import { a } from \"./a\";\n");
    CHECK(healed_app(
              "const a = {\n  b: 1,\n  c: 2,\n  b: 1,\n};\n",
              {"TS1117", "An object literal cannot have multiple properties with the same name.",
               "b: 1,\n}"}) == "const a = {\n  b: 1,\n  c: 2,\n};\n");
    CHECK(healed_app("const a = <p className=\"x\" className=\"y\">t</p>;\n",
                     {"TS17001", "JSX elements cannot have multiple attributes with the same name.",
                      "className=\"y\""}) == "const a = <p className=\"x y\">t</p>;\n");
  }

  TEST_CASE("elements that a function makes are given back") {
    CHECK(healed_app("function A() {\n  (\n    <p>a</p>\n  );\n}\n",
                     {"TS2786",
                      "'A' cannot be used as a JSX component. Its return type 'void' is "
                      "not a valid JSX element.",
                      "A"}) == "function A() {\n  return (\n    <p>a</p>\n  );\n}\n");
  }

  TEST_CASE("promises are waited for, and what waits is async") {
    CHECK(healed_app("async function f() {\n  const a = load();\n  a.name;\n}\n",
                     {"TS2339", "Property 'name' does not exist on type 'Promise<A>'.", "name"}) ==
          "async function f() {\n  const a = await load();\n  a.name;\n}\n");
    CHECK(healed_app("const f = () => {\n  await load();\n};\n",
                     {"TS1308", "'await' expressions are only allowed within async functions.",
                      "await"}) == "const f = async () => {\n  await load();\n};\n");
  }

  TEST_CASE("a function whose type has braces of its own becomes async") {
    const Said said{"TS1308", "'await' expressions are only allowed within async functions.",
                    "await"};
    CHECK(
        healed_app(
            "function f(a: A[]): Promise<{ ok: boolean; n: number[] }> {\n  await load();\n}\n",
            said) ==
        "async function f(a: A[]): Promise<{ ok: boolean; n: number[] }> {\n  await load();\n}\n");
  }

  TEST_CASE("what another file imports, or a parameter is likely to want, is not unused") {
    TextTree tree{{"src/data.ts", "export const a = 1;\nfunction find() {\n  return a;\n}\n"},
                  {"src/Page.ts", "import { find } from \"./data\";\nfind();\n"}};
    const Said unused{"TS6133", "'find' is declared but its value is never read.", "find",
                      Category::type, "src/data.ts"};
    CHECK(healed(tree, {unused}).empty());
    const std::string card =
        "interface CardProps {\n  title: string;\n}\n\n"
        "export function Card({ title }) {\n  return title;\n}\n";
    TextTree app{{"src/App.tsx", card}};
    const TextTree files = healed(
        app, {{"TS6196", "'CardProps' is declared but never used.", "CardProps"},
              {"TS7031", "Binding element 'title' implicitly has an 'any' type.", "title }"}});
    CHECK(files == TextTree{{"src/App.tsx",
                             "interface CardProps {\n  title: string;\n}\n\n"
                             "export function Card({ title }: CardProps) {\n"
                             "  return title;\n}\n"}});
  }

  TEST_CASE("a literal that is compared with what it can never be") {
    CHECK(healed_app("type Status = \"idle\" | \"sedning\";\n"
                     "export const busy = (s: Status) => s === \"sending\";\n",
                     {"TS2367",
                      "This comparison appears to be unintentional because the types 'Status' and "
                      "'\"sending\"' have no overlap.",
                      "s ==="}) ==
          "type Status = \"idle\" | \"sedning\";\n"
          "export const busy = (s: Status) => s === \"sedning\";\n");
  }

  TEST_CASE("a mistyped method is told once, not as a type of what it calls") {
    TextTree app{{"src/App.tsx", "export const a = [1].mapp((n) => n);\n"}};
    const TextTree files = healed(
        app, {{"TS2551", "Property 'mapp' does not exist on type 'number[]'. Did you mean 'map'?",
               "mapp"},
              {"TS7006", "Parameter 'n' implicitly has an 'any' type.", "n) =>"}});
    CHECK(files == TextTree{{"src/App.tsx", "export const a = [1].map((n) => n);\n"}});
  }

  TEST_CASE("what React removed is written as it is now") {
    TextTree others{{"package.json", "{ \"dependencies\": { \"react-dom\": \"19.3.1\" } }"}};
    CHECK(healed_app("import ReactDOM from \"react-dom\";\nReactDOM.render(<App />, root);\n",
                     {"TS2339", "Property 'render' does not exist on type 'ReactDOM'.", "render"},
                     others) ==
          "import { createRoot } from \"react-dom/client\";\ncreateRoot(root).render(<App />);\n");
    CHECK(healed_app("const a = useRef<HTMLElement>();\n",
                     {"TS2554", "Expected 1 arguments, but got 0.", "useRef"}) ==
          "const a = useRef<HTMLElement>(null);\n");
  }

  TEST_CASE("an enum becomes a constant and a type") {
    CHECK(healed_app("export enum A {\n  B = \"b\",\n  C = \"c\",\n}\n",
                     {"TS1294", "This syntax is not allowed when 'erasableSyntaxOnly' is enabled.",
                      "A"}) ==
          "export const A = {\n  B: \"b\",\n  C: \"c\",\n} as const;\nexport type A = (typeof "
          "A)[keyof typeof A];\n");
  }

  TEST_CASE("props and event handlers get the types that the file has for them") {
    CHECK(healed_app("interface CardProps {\n  a: string;\n}\nfunction Card({ a }) {}\n",
                     {"TS7031", "Binding element 'a' implicitly has an 'any' type.", "a })"}) ==
          "interface CardProps {\n  a: string;\n}\nfunction Card({ a }: CardProps) {}\n");
  }

  TEST_CASE("configuration: options, scripts, packages out of step") {
    TextTree tree{{"tsconfig.json", "{\n  \"compilerOptions\": {\n    \"strct\": true\n  }\n}\n"}};
    CHECK(
        healed(tree, {{"TS5025", "Unknown compiler option 'strct'. Did you mean 'strict'?", "",
                       Category::configuration, "tsconfig.json"}}) ==
        TextTree{{"tsconfig.json", "{\n  \"compilerOptions\": {\n    \"strict\": true\n  }\n}\n"}});
    TextTree scripts{{"package.json", "{ \"scripts\": { \"biuld\": \"vite build\" } }"}};
    CHECK(healed(scripts, {{"no_build_script", "package.json has no scripts.build.", "",
                            Category::configuration, "package.json"}})
              .at("package.json") == "{ \"scripts\": { \"build\": \"vite build\" } }");
  }

  TEST_CASE("what only a browser has may be missing while pages are rendered") {
    CHECK(healed_app(
              "const wide = window.innerWidth > 800;\nuseEffect(() => {\n  window.focus();\n}, "
              "[]);\n",
              {"reference_error", "ReferenceError: window is not defined", "", Category::runtime,
               "dist/.server/server.js"}) ==
          "const wide = globalThis.window?.innerWidth > 800;\nuseEffect(() => {\n  "
          "window.focus();\n}, []);\n");
  }

  TEST_CASE("images, fields and list entries get what a screen reader and React ask for") {
    CHECK(healed_app("const a = <img src=\"a.png\" />;\n",
                     {"axe_image-alt",
                      "Images must have alternative text. One element: main > img. Element does "
                      "not have an alt attribute <img src=\"/a.png\">",
                      "", Category::runtime, ""}) == "const a = <img alt=\"\" src=\"a.png\" />;\n");
    CHECK(healed_app("const a = b.map((c) => <li>{c}</li>);\n",
                     {"page_error", "Each child in a list should have a unique \"key\" prop.", "",
                      Category::runtime}) ==
          "const a = b.map((c, index) => <li key={index}>{c}</li>);\n");
  }
}

TEST_SUITE("healing/fixers/attributes and settings") {
  TEST_CASE("all names of HTML in a tag at once, custom properties with their type") {
    CHECK(healed_app("export const a = <p tabindex=\"0\" contenteditable=\"false\">b</p>;\n",
                     {"TS2322", "Property 'tabindex' does not exist on type 'X'.", "tabindex"}) ==
          "export const a = <p tabIndex={0} contentEditable=\"false\">b</p>;\n");
    CHECK(healed_app("export const a = <p style=\"--gap: 2rem\">b</p>;\n",
                     {"TS2559", "Type 'string' has no properties in common.", "style"}) ==
          "import type { CSSProperties } from \"react\";\n"
          "export const a = <p style={{ \"--gap\": \"2rem\" } as CSSProperties}>b</p>;\n");
  }

  TEST_CASE("a key that may be missing finds nothing, an old glob is eager") {
    CHECK(healed_app("const a = lists[key].length;\n",
                     {"TS2538", "Type 'null' cannot be used as an index type.", "key"}) ==
          "const a = lists[key ?? \"\"].length;\n");
    CHECK(healed_app("const a = import.meta.globEager(\"./*.md\");\n",
                     {"TS2339", "Property 'globEager' does not exist on type 'ImportMeta'.",
                      "globEager"}) ==
          "const a = import.meta.glob(\"./*.md\", { eager: true });\n");
  }

  TEST_CASE("a root without a page, an import of a style sheet that there is not") {
    const TextTree vite{{"index.html", "<p>\n"},
                        {"vite.config.ts", "export default {\n  root: \"./scr\",\n};\n"}};
    const Said no_page{"file_not_found", "ENOENT: open '/site/scr/index.html'", "",
                       Category::runtime, "prerender.ts"};
    CHECK(healed(vite, {no_page}).at("vite.config.ts") == "export default {\n};\n");
    const TextTree sheets{{"src/site.css", "@import \"./tokns.css\";\n"},
                          {"src/tokens.css", "a {\n}\n"}};
    const Said no_sheet{"unresolved_import", "Can't resolve './tokns.css' in '/site/src'", "",
                        Category::dependency, "src/site.css"};
    CHECK(healed(sheets, {no_sheet}).at("src/site.css") == "@import \"./tokens.css\";\n");
  }
}

TEST_SUITE("healing/fix") {
  TEST_CASE("a build is better when it stumbles later, over less, or farther down") {
    const Problem syntax{Category::syntax, "TS1005", "',' expected.", "a.ts", 3, 1};
    const Problem lower{Category::syntax, "TS1005", "')' expected.", "a.ts", 9, 1};
    const Problem type{Category::type, "TS2322", "x", "a.ts", 1, 1};
    const Problem other{Category::type, "TS2322", "y", "b.ts", 1, 1};
    using List = std::vector<Problem>;
    CHECK(better(List{syntax}, List{}));
    CHECK(better(List{syntax}, List{type, other}));
    CHECK(better(List{type, other}, List{type}));
    CHECK(better(List{syntax}, List{lower}));
    CHECK_FALSE(better(List{syntax}, List{syntax}));
    CHECK_FALSE(better(List{lower}, List{syntax}));
    CHECK_FALSE(better(List{type}, List{syntax}));
    CHECK_FALSE(better(List{}, List{}));
  }

  TEST_CASE("a repair of syntax that is wrong is no better for telling less") {
    const auto syntax = [](std::string_view file, std::uint32_t line, std::uint32_t column) {
      return Problem{Category::syntax, "TS1005", "',' expected.", std::string(file), line, column};
    };
    const auto name = [](std::uint32_t line) {
      return Problem{Category::type, "TS2304", "Cannot find name 'Open'.", "a.ts", line, 9};
    };
    using List = std::vector<Problem>;
    const List before{syntax("a.ts", 5, 10), syntax("a.ts", 5, 20), syntax("a.ts", 8, 3)};
    // Fewer on the same line, or as many a few columns on.
    CHECK_FALSE(better(before, List{syntax("a.ts", 5, 14)}));
    CHECK_FALSE(better(before, List{syntax("a.ts", 5, 24), syntax("a.ts", 8, 3)}));
    // Lines below, but more of them.
    CHECK_FALSE(better(List{before[0]}, List{syntax("a.ts", 6, 1), syntax("a.ts", 7, 1)}));
    CHECK(better(before, List{syntax("a.ts", 8, 3)}));
    // One of two files is mended.
    CHECK(better(List{before[0], syntax("b.ts", 2, 2)}, List{syntax("b.ts", 2, 2)}));
    // Words of a text became names.
    CHECK_FALSE(better(before, List{name(5)}));
    CHECK(better(before, List{name(30)}));
  }

  TEST_CASE("what tools had not come to before does not count against a repair") {
    using List = std::vector<Problem>;
    const Problem a{Category::syntax, "TS1005", "',' expected.", "src/a.ts", 3, 1};
    const Problem sheet{Category::syntax, "tailwindcss_vite", "Missing closing }", "src/a.css"};
    const Problem settings{Category::configuration, "TS5108", "removed", "tsconfig.json", 6, 25};
    const Problem packages{Category::dependency, "unresolved_import", "autoprefixer"};
    const Problem type{Category::type, "TS2551", "toFixed", "src/b.ts", 1, 1};
    CHECK(better(List{a}, List{sheet}));
    CHECK(better(List{a}, List{settings}));
    CHECK(better(List{type}, List{packages}));
    // The repair itself may have brought these about.
    CHECK_FALSE(better(List{a}, List{a, sheet}));
    CHECK_FALSE(better(List{packages}, List{settings, packages}));
    CHECK_FALSE(
        better(List{{Category::type, "TS2353", "plugin", "vite.config.ts", 2, 1}}, List{settings}));
    // Settings that cannot be read hide all others.
    const Problem manifest{Category::syntax, "invalid_json", "not valid", "package.json", 8, 1};
    const Problem json{Category::syntax, "invalid_json", "not valid", "tsconfig.json", 1, 1};
    CHECK(better(List{manifest}, List{json}));
    CHECK(better(List{manifest}, List{settings, packages}));
    CHECK(better(List{json}, List{a}));
  }

  TEST_CASE("of two mistakes in a file the compiler's is mended") {
    using List = std::vector<Problem>;
    const Problem comma{Category::syntax, "parse_error", "comma operator", "src/a.tsx", 40, 18};
    const Problem entity{Category::syntax, "TS1109", "Expression expected.", "src/a.tsx", 74, 44};
    const Problem name{Category::type, "TS2304", "Cannot find name 'href'.", "src/a.tsx", 40, 23};
    CHECK(better(List{entity, comma}, List{comma, name}));
    CHECK_FALSE(better(List{entity, comma}, List{comma}));
  }

  TEST_CASE("a fix that was tried is not proposed again") {
    const TextTree tree{{"src/App.tsx", "cosnt a = 1;\n"}};
    const std::vector<Problem> problems{
        {Category::syntax, "TS1435", "Unknown keyword or identifier.", "src/App.tsx", 1, 1}};
    FixContext context;
    for (int i = 0; i < 50; ++i) {
      const auto fixes = propose(tree, problems, context);
      if (fixes.empty()) return;
      CHECK_FALSE(context.tried.contains(key_of(fixes.front())));
      context.tried.insert(key_of(fixes.front()));
    }
    FAIL("there is always another");
  }
}
