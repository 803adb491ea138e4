// Statements, markup, modules, hooks and settings that are a mark or a word off.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string mended(std::string_view text, std::string at) {
  return healed_app(text, {"TS1109", "Expression expected.", std::move(at), Category::syntax});
}

std::string typed(std::string_view text, std::string code, std::string message, std::string at) {
  return healed_app(text, {std::move(code), std::move(message), std::move(at)});
}

}  // namespace

TEST_SUITE("healing/fixers/statements") {
  TEST_CASE("marks that are one short, torn or turned") {
    CHECK(mended("const a = [..list, 1];\n", "..list") == "const a = [...list, 1];\n");
    CHECK(mended("const a = b.state = == \"on\";\n", "= ==") == "const a = b.state === \"on\";\n");
    CHECK(mended("const a = result.?errors;\n", ".?") == "const a = result?.errors;\n");
    CHECK(mended("const a = b > .5 ? \"..x\" : 1 ! == c;\n", "! ==") ==
          "const a = b > .5 ? \"..x\" : 1 !== c;\n");
  }

  TEST_CASE("conditions as other languages have them") {
    CHECK(mended("function a(b) {\n  if b.length === 0 {\n    return 1;\n  }\n}\n", "b.length") ==
          "function a(b) {\n  if (b.length === 0) {\n    return 1;\n  }\n}\n");
    CHECK(mended("function a(b) {\n  if b || c(d) return 1;\n}\n", "b ||") ==
          "function a(b) {\n  if (b || c(d)) return 1;\n}\n");
    CHECK(mended("function a(b) {\n  if (b) then {\n    return 1;\n  }\n}\n", "then") ==
          "function a(b) {\n  if (b) {\n    return 1;\n  }\n}\n");
    CHECK(mended("function a(b) {\n  if (b):\n    return 1;\n  }\n}\n", ":\n") ==
          "function a(b) {\n  if (b) {\n    return 1;\n  }\n}\n");
    CHECK(mended("const a = (b) => run(not b);\n", "b);") == "const a = (b) => run(!b);\n");
  }

  TEST_CASE("a label ends with a colon, and what is returned stands behind return") {
    CHECK(mended("switch (a) {\n  case \"b\";\n    go();\n}\n", ";\n") ==
          "switch (a) {\n  case \"b\":\n    go();\n}\n");
    CHECK(mended("function a(b) {\n  return\n  { ...b, c: 1 }\n}\n", "{ ...b") ==
          "function a(b) {\n  return { ...b, c: 1 }\n}\n");
  }

  TEST_CASE("functions of which half is an arrow") {
    CHECK(mended("export function A = (a: string) => {\n  return a;\n}\n", "=") ==
          "export function A(a: string) {\n  return a;\n}\n");
    CHECK(mended("const A (a) => (\n  a\n);\n", "(a") == "const A = (a) => (\n  a\n);\n");
  }

  TEST_CASE("an export without its word is the default, or one among others") {
    CHECK(mended("const A = 1;\n\nexport A;\n", "export A") ==
          "const A = 1;\n\nexport default A;\n");
    CHECK(mended("const A = 1;\nexport default 2;\nexport A\n", "export A") ==
          "const A = 1;\nexport default 2;\nexport { A }\n");
  }

  TEST_CASE("a semicolon that ends nothing") {
    CHECK(mended("const a = list.map((b) => (\n  <li>{b}</li>;\n));\n", ";\n)") ==
          "const a = list.map((b) => (\n  <li>{b}</li>\n));\n");
    CHECK(mended("const a = list\n  .map((b) => b);\n  .sort();\n", ".sort") ==
          "const a = list\n  .map((b) => b)\n  .sort();\n");
  }

  TEST_CASE("an empty return in front of what is shown gives back what is shown") {
    CHECK(typed("export function A() {\n  return; (\n    <p>One</p>\n  );\n}\n", "TS2786",
                "'A' cannot be used as a JSX component.",
                "A()") == "export function A() {\n  return (\n    <p>One</p>\n  );\n}\n");
  }

  TEST_CASE("a name is imported with the quote that it begins with") {
    CHECK(mended("import { a } from './a\"\nimport { b } from './b'\n", "\"\n") ==
          "import { a } from './a'\nimport { b } from './b'\n");
  }
}

TEST_SUITE("healing/fixers/markup slips") {
  TEST_CASE("what stands among attributes") {
    CHECK(mended("const a = <p {/* one */} id=\"b\">One</p>;\n", "{/*") ==
          "const a = <p /* one */ id=\"b\">One</p>;\n");
    CHECK(mended("const a = <p id=\"b\" ...rest />;\n", "...rest") ==
          "const a = <p id=\"b\" {...rest} />;\n");
    CHECK(mended("const a = <p style={{ margin: 12px }}>One</p>;\n", "12px") ==
          "const a = <p style={{ margin: \"12px\" }}>One</p>;\n");
    CHECK(mended("const a = (\n  <Post post={post} //>\n);\n", "//>") ==
          "const a = (\n  <Post post={post} />\n);\n");
    CHECK(mended("const a = (\n  <p>\n    <img src={b} //>\n    <b>One</b>\n    <i>Two</i>\n    "
                 "<u>Three</u>\n  </p>\n);\n",
                 "</p>") ==
          "const a = (\n  <p>\n    <img src={b} />\n    <b>One</b>\n    <i>Two</i>\n    "
          "<u>Three</u>\n  </p>\n);\n");
  }

  TEST_CASE("a tag without its begin or its end, and one that is opened twice") {
    CHECK(mended("const a = (\n  <main>\n    <h1 Where we are</h1>\n  </main>\n);\n", "</h1") ==
          "const a = (\n  <main>\n    <h1>Where we are</h1>\n  </main>\n);\n");
    CHECK(mended("const a = (\n  main>\n    <h1>One</h1>\n  </main>\n);\n", "<h1") ==
          "const a = (\n  <main>\n    <h1>One</h1>\n  </main>\n);\n");
    CHECK(mended("const a = (\n  <ul>\n  <ul>\n    <li>One</li>\n  </ul>\n);\n", "<ul>") ==
          "const a = (\n  <ul>\n    <li>One</li>\n  </ul>\n);\n");
  }

  TEST_CASE("a slash too many is no text, though the tools read its > as one") {
    CHECK(healed_app("const a = (\n  <p>\n    <Route element={<A />} //>\n  </p>\n);\n",
                     {"TS1382", "Unexpected token. Did you mean `{'>'}` or `&gt;`?", ">\n  </p>",
                      Category::syntax}) ==
          "const a = (\n  <p>\n    <Route element={<A />} />\n  </p>\n);\n");
  }

  TEST_CASE("nor is the end of a tag that lacks its begin") {
    const std::string said = "Unexpected token. Did you mean `{'>'}` or `&gt;`?";
    CHECK(healed_app("const a = (\n  <li>\n    p>\n      {one}\n    </p>\n  </li>\n);\n",
                     {"TS1382", said, ">\n      {one}", Category::syntax}) ==
          "const a = (\n  <li>\n    <p>\n      {one}\n    </p>\n  </li>\n);\n");
    CHECK(healed_app("const a = (\n  <li>\n    h2 className=\"b\">One</h2>\n  </li>\n);\n",
                     {"TS1382", said, ">One", Category::syntax}) ==
          "const a = (\n  <li>\n    <h2 className=\"b\">One</h2>\n  </li>\n);\n");
    // Which tag it was to be is not told here; it is no text in any case.
    for (const std::string tag :
         {"ul\n      className=\"b\"\n    >", "ul className={b} id=\"c\">"}) {
      const auto now =
          healed_app("const a = (\n  <li>\n    " + tag + "\n      {one}\n  </li>\n);\n",
                     {"TS1382", said, ">\n      {one}", Category::syntax});
      CHECK_FALSE(now.contains("{\">\"}"));
    }
    CHECK(healed_app("const a = <p className=\"b\">One > two</p>;\n",
                     {"TS1382", said, "> two", Category::syntax}) ==
          "const a = <p className=\"b\">One {\">\"} two</p>;\n");
    CHECK(healed_app("const a = (\n  <li>\n    One > two\n  </li>\n);\n",
                     {"TS1382", said, "> two", Category::syntax}) ==
          "const a = (\n  <li>\n    One {\">\"} two\n  </li>\n);\n");
  }

  TEST_CASE("several elements behind a condition are one fragment") {
    CHECK(healed_app("const a = <div>{b && <p>One</p><hr />}</div>;\n",
                     {"TS2657", "JSX expressions must have one parent element.", "<p>",
                      Category::syntax}) == "const a = <div>{b && <><p>One</p><hr /></>}</div>;\n");
  }

  TEST_CASE("statements among elements are values") {
    CHECK(mended("const a = <p>{if (b) { <i>One</i> }}</p>;\n", "if") ==
          "const a = <p>{b && (<i>One</i>)}</p>;\n");
    CHECK(mended("const a = <p>{if (b) { <i>One</i> } else { return <b>Two</b>; }}</p>;\n", "if") ==
          "const a = <p>{b ? (<i>One</i>) : (<b>Two</b>)}</p>;\n");
    CHECK(mended("const a = <p>{for (const b of list) { <i>{b}</i> }}</p>;\n", "for") ==
          "const a = <p>{list.map((b) => (<i>{b}</i>))}</p>;\n");
  }
}

TEST_SUITE("healing/fixers/shapes") {
  TEST_CASE("a list of exports that lost a line has it again") {
    const TextTree tree{{"src/ui/index.ts", "export { Card } from \"./card\";\n"},
                        {"src/ui/card.tsx", "export const Card = () => null;\n"},
                        {"src/ui/button.tsx", "export const Button = () => null;\n"},
                        {"src/App.tsx", "import { Button } from \"./ui\";\nButton();\n"}};
    const Said said{"TS2305", "Module '\"./ui\"' has no exported member 'Button'.", "Button }"};
    CHECK(healed(tree, {said}).at("src/ui/index.ts") ==
          "export { Card } from \"./card\";\nexport { Button } from \"./button\";\n");
  }

  TEST_CASE("a page that is loaded later is loaded by the name that it has") {
    const TextTree others{{"src/Table.tsx", "export function Table() {\n  return null;\n}\n"}};
    const Said said{
        "TS2322",
        "Type 'Promise<typeof import(\"/site/src/Table\")>' is not assignable to type "
        "'Promise<{ default: ComponentType<any>; }>'.\nProperty 'default' is missing in "
        "type 'typeof import(\"/site/src/Table\")' but required.",
        "import("};
    CHECK(healed_app("const Table = lazy(() => import(\"./Table\"));\n", said, others) ==
          "const Table = lazy(() => import(\"./Table\").then((module) => ({ default: module.Table "
          "})));\n");
  }

  TEST_CASE("a member of a type is called again what all that use it call it") {
    const TextTree tree{{"src/types.ts",
                         "export interface Item {\n  id: string\n  labelText: "
                         "string\n}\n"},
                        {"src/App.tsx", "export const a = (b: Item) => b.label + b.id;\n"}};
    const Said said{"TS2339", "Property 'label' does not exist on type 'Item'.", "label"};
    CHECK(healed(tree, {said}).at("src/types.ts") ==
          "export interface Item {\n  id: string\n  label: string\n}\n");
  }

  TEST_CASE("hooks get what they depend on") {
    CHECK(
        typed("function useA(b: string) {\n  const [c, setC] = useState(1);\n  const d = "
              "useRef(null);\n  return useMemo(() => ({ b, c, put: () => setC(d.current) }));\n}\n",
              "TS2554", "Expected 2 arguments, but got 1.", "useMemo") ==
        "function useA(b: string) {\n  const [c, setC] = useState(1);\n  const d = "
        "useRef(null);\n  return useMemo(() => ({ b, c, put: () => setC(d.current) }), [b, "
        "c]);\n}\n");
  }

  TEST_CASE("an effect is not async, and starts what waits") {
    const std::string message =
        "Argument of type '() => Promise<void>' is not assignable to parameter of type "
        "'EffectCallback'.";
    CHECK(typed("useEffect(async () => {\n  run();\n}, []);\n", "TS2345", message, "async") ==
          "useEffect(() => {\n  run();\n}, []);\n");
    CHECK(typed("useEffect(async () => {\n  await run();\n}, []);\n", "TS2345", message, "async") ==
          "useEffect(() => { void (async () => {\n  await run();\n})(); }, []);\n");
  }

  TEST_CASE("a hook that is named is called, and arguments stand in their order") {
    CHECK(typed("const { items } = useCart;\n", "TS2339",
                "Property 'items' does not exist on type '() => Cart'.",
                "items") == "const { items } = useCart();\n");
    CHECK(typed("const id = useId;\nconst a = <p id={id}>One</p>;\n", "TS2322",
                "Type '() => string' is not assignable to type 'string'.",
                "id={id}") == "const id = useId();\nconst a = <p id={id}>One</p>;\n");
    CHECK(typed("const [a, b] = useReducer(first, reducer);\n", "TS2345",
                "Argument of type 'S' is not assignable to parameter of type '(prevState: X) => "
                "X'.",
                "first") == "const [a, b] = useReducer(reducer, first);\n");
  }

  TEST_CASE("types say what a function promises and what an element sends") {
    CHECK(typed("async function a(): string {\n  return \"b\";\n}\n", "TS1064",
                "The return type of an async function or method must be the global Promise<T> "
                "type. Did you mean to write 'Promise<string>'?",
                "string") == "async function a(): Promise<string> {\n  return \"b\";\n}\n");
    CHECK(typed("async function a(): Promise {\n  return 1;\n}\n", "TS2314",
                "Generic type 'Promise<T>' requires 1 type argument(s).",
                "Promise") == "async function a() {\n  return 1;\n}\n");
    CHECK(typed("import type { ChangeEvent } from \"react\";\nconst a = (b: "
                "ChangeEvent<HTMLFormElement>) => b;\nconst c = <input onChange={a} />;\n",
                "TS2322",
                "Type '(event: ChangeEvent<HTMLFormElement>) => void' is not assignable to type "
                "'ChangeEventHandler<HTMLInputElement, HTMLInputElement>'.",
                "onChange") ==
          "import type { ChangeEvent } from \"react\";\nconst a = (b: "
          "ChangeEvent<HTMLInputElement>) => b;\nconst c = <input onChange={a} />;\n");
    CHECK(typed("const [a, setA] = useState(null);\nsetA(\"b\");\n", "TS2345",
                "Argument of type 'string' is not assignable to parameter of type "
                "'SetStateAction<null>'.",
                "\"b\"") == "const [a, setA] = useState<string | null>(null);\nsetA(\"b\");\n");
  }

  TEST_CASE("what a constructor keeps is declared, and a component extends one") {
    CHECK(
        typed("class A extends Error {\n  constructor(text: string, readonly status: number) {\n "
              "   super(text);\n  }\n}\n",
              "TS1294", "This syntax is not allowed when 'erasableSyntaxOnly' is enabled.",
              "readonly") ==
        "class A extends Error {\n  readonly status: number;\n  constructor(text: string, status: "
        "number) {\n    super(text);\n    this.status = status;\n  }\n}\n");
    CHECK(typed("interface Props {}\nclass A {\n  render() {\n    return null;\n  }\n}\n", "TS2607",
                "JSX element class does not support attributes because it does not have a 'props' "
                "property.",
                "class")
              .contains("class A extends Component<Props> {"));
  }

  TEST_CASE("a picture that is required is imported by a name") {
    CHECK(typed("const a = <img src={require(\"./wide-view.png\")} alt=\"A view\" />;\n", "TS2591",
                "Cannot find name 'require'.", "require") ==
          "import wideview from \"./wide-view.png\";\nconst a = <img src={wideview} alt=\"A view\" "
          "/>;\n");
  }

  TEST_CASE("an entry of props is called as its uses call it") {
    const TextTree tree{
        {"src/App.tsx",
         "export function A({ data }: { post: string }) {\n  return <p>{post}</p>;\n}\n"}};
    CHECK(healed(tree,
                 {{"TS2339", "Property 'data' does not exist on type '{ post: string; }'.", "data"},
                  {"TS6133", "'data' is declared but its value is never read.", "data"},
                  {"TS2304", "Cannot find name 'post'.", "post}</p>"}})
              .at("src/App.tsx") ==
          "export function A({ post }: { post: string }) {\n  return <p>{post}</p>;\n}\n");
  }

  TEST_CASE("an attribute that a component does not take goes, whatever its other props hold") {
    CHECK(typed("interface Post {\n  a: string;\n  b: string;\n}\nconst c = <Article color=\"red\" "
                "post={d} />;\n",
                "TS2322",
                "Type '{ color: string; post: Post; }' is not assignable to type "
                "'IntrinsicAttributes & { post: Post; }'.\nProperty 'color' does not exist on type "
                "'IntrinsicAttributes & { post: Post; }'.",
                "color") ==
          "interface Post {\n  a: string;\n  b: string;\n}\nconst c = <Article post={d} />;\n");
  }

  TEST_CASE("routers of old") {
    CHECK(typed("import { Switch } from \"react-router-dom\";\nconst a = <Switch></Switch>;\n",
                "TS2305", "Module '\"react-router-dom\"' has no exported member 'Switch'.",
                "Switch }") ==
          "import { Routes } from \"react-router-dom\";\nconst a = <Routes></Routes>;\n");
  }
}

TEST_SUITE("healing/fixers/project settings") {
  TEST_CASE("TypeScript follows an alias as Vite does") {
    const TextTree tree{{"vite.config.ts", "export default { alias: { \"@\": \"./src\" } };\n"},
                        {"tsconfig.app.json",
                         "{\n  \"compilerOptions\": {\n    \"strict\": true\n  "
                         "},\n  \"include\": [\"src\"]\n}\n"},
                        {"src/lib/a.ts", "export const a = 1;\n"},
                        {"src/App.tsx", "import { a } from \"@/lib/a\";\nrun(a);\n"}};
    const Said said{"TS2307",
                    "Cannot find module '@/lib/a' or its corresponding type declarations.",
                    "\"@/lib", Category::dependency};
    CHECK(healed(tree, {said}).at("tsconfig.app.json").contains("\"@/*\": [\"./src/*\"]"));
  }

  TEST_CASE("a picture that is there wants the types of Vite, one that is not does not") {
    TextTree tree{{"package.json", R"({ "devDependencies": { "vite": "8.0.0" } })"},
                  {"src/a.svg", "<svg/>"},
                  {"src/App.tsx", "import a from \"./a.svg\";\nrun(a);\n"}};
    const Said said{"TS2307",
                    "Cannot find module './a.svg' or its corresponding type declarations.", "\"./a",
                    Category::dependency};
    CHECK(healed(tree, {said}).at("src/vite-env.d.ts") ==
          "/// <reference types=\"vite/client\" />\n");
    tree.erase("src/a.svg");
    CHECK_FALSE(healed(tree, {said}).contains("src/vite-env.d.ts"));
  }

  TEST_CASE("a list that is written as a text, and an option that a command has not") {
    const TextTree tree{{"tsconfig.json", "{\n  \"include\": \"src\"\n}\n"},
                        {"package.json", R"({ "scripts": { "build": "vite build --prod" } })"}};
    CHECK(healed(tree, {{"TS5024", "Compiler option 'include' requires a value of type Array.",
                         "\"src", Category::configuration, "tsconfig.json"}})
              .at("tsconfig.json") == "{\n  \"include\": [\"src\"]\n}\n");
    CHECK(
        healed(tree, {{"cacerror", "CACError: Unknown option `--prod`", "", Category::runtime, ""}})
            .at("package.json") == R"({ "scripts": { "build": "vite build" } })");
  }

  TEST_CASE("addresses of the page that name nothing") {
    const auto page = [](const std::string& text, const std::string& address) {
      const TextTree tree{{"index.html", text}, {"src/main.tsx", "run();\n"}};
      return healed(tree,
                    {{"broken_link", "The address \"" + address + "\" names nothing in the site.",
                      "", Category::runtime, "dist/index.html"}})
          .at("index.html");
    };
    CHECK(page("<link href=\"%PUBLIC_URL%/a.svg\" />", "%PUBLIC_URL%/a.svg") ==
          "<link href=\"/a.svg\" />");
    CHECK(page("<script src=\"/src/main.tsx\"></script>", "/src/main.tsx") ==
          "<script type=\"module\" src=\"/src/main.tsx\"></script>");
    CHECK(page("<script type=\"module\" src=\"/src/main.tsx\">\n</body>", "/src/main.tsx") ==
          "<script type=\"module\" src=\"/src/main.tsx\"></script>\n</body>");
  }

  TEST_CASE("utilities without a dot, themes of custom properties alone") {
    const auto sheet = [](const std::string& text, const std::string& message) {
      const TextTree tree{
          {"package.json", R"({ "devDependencies": { "@tailwindcss/vite": "4.0.0" } })"},
          {"src/index.css", "@import \"tailwindcss\";\n" + text}};
      return healed(tree, {{"tailwindcss_vite", message, "", Category::syntax, "src/index.css"}})
          .at("src/index.css")
          .substr(23);
    };
    CHECK(sheet("@utility .badge {\n  color: red;\n}\n",
                "`@utility .badge` defines an invalid utility name.") ==
          "@utility badge {\n  color: red;\n}\n");
    CHECK(sheet("@theme {\n  color: red;\n  --gap: 1rem;\n}\n",
                "`@theme` blocks must only contain custom properties or `@keyframes`.") ==
          "@theme {\n  --gap: 1rem;\n}\n\n:root {\n  color: red;\n}\n");
  }
}

TEST_SUITE("healing/fixers/property") {
  constexpr const char* kUnknown =
      "Type '{ site: string; }' is not assignable to type 'DetailedHTMLProps<HTMLAttributes<"
      "HTMLElement>, HTMLElement>'.\nProperty 'site' does not exist on type "
      "'DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>'.";

  TEST_CASE("an element of HTML that has a component's attributes is that component") {
    CHECK(typed("import { Footer } from \"./Footer\";\nconst a = <footer site={b} />;\n", "TS2322",
                kUnknown, "site={") ==
          "import { Footer } from \"./Footer\";\nconst a = <Footer site={b} />;\n");
  }

  TEST_CASE("an empty element that loses its attributes would show nothing") {
    CHECK(typed("const a = <footer site={b} />;\n", "TS2322", kUnknown, "site={") == "(unchanged)");
    CHECK(typed("const a = <footer site={b}>Ours</footer>;\n", "TS2322", kUnknown, "site={") ==
          "const a = <footer>Ours</footer>;\n");
  }
}
