// Slips that the tools tell of lines away, in other words, or not at all.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string mended(std::string_view text, std::string at) {
  return healed_app(text, {"TS1109", "Expression expected.", std::move(at), Category::syntax});
}

}  // namespace

TEST_SUITE("healing/fixers/elsewhere") {
  TEST_CASE("a tag that lost its begin, told of at its end") {
    CHECK(mended("export const A = () => (\n  <main>\n    p>\n      <a href=\"/b\">\n        {c}\n"
                 "        {d}\n      </a>\n    </p>\n  </main>\n);\n",
                 "</p>")
              .contains("    <p>\n      <a href"));
  }

  TEST_CASE("a comment's brace: closed among elements, gone where a bracket holds the element") {
    CHECK(mended("export const A = () => (\n  <main>\n    {/* part */\n    <ul>\n      <li>a</li>\n"
                 "    </ul>\n  </main>\n);\n",
                 "</ul>")
              .contains("    {/* part */}\n    <ul>\n"));
    CHECK(mended("export function A() {\n  return (\n    {/* part */\n    <ul>\n      <li>a</li>\n"
                 "    </ul>\n  );\n}\n",
                 "</ul>")
              .contains("  return (\n    /* part */\n    <ul>\n"));
    // A comment within braces that hold an element is right.
    const std::string right =
        "export const A = () => (\n  <main>\n    {/* part */\n    <ul>a</ul>}\n    <p>b c</p\n"
        "  </main>\n);\n";
    CHECK_FALSE(mended(right, "</main>").contains("*/}"));
  }

  TEST_CASE("a chain the other way is found wherever it stands") {
    CHECK(mended("const a = b.?map((c) => c);\n\n\n\n\nconst d = 1;\n", "const d") ==
          "const a = b?.map((c) => c);\n\n\n\n\nconst d = 1;\n");
  }

  TEST_CASE("brackets of another kind at both ends are told by their lines") {
    CHECK(mended("export const A = () => (\n  <nav>\n    {groups.map((group) => {\n      <ul>\n"
                 "        {group.links.map((link) => (\n          <li>{link}</li>\n        })}\n"
                 "      </ul>\n    ))}\n  </nav>\n);\n",
                 "})}")
              .contains("map((group) => (\n      <ul>\n        {group.links.map((link) => (\n"
                        "          <li>{link}</li>\n        ))}"));
  }

  TEST_CASE("a member without its colon in an interface that extends another") {
    CHECK(mended("interface A extends B, C<D> {\n  text string;\n  e: number;\n}\n", "string;") ==
          "interface A extends B, C<D> {\n  text: string;\n  e: number;\n}\n");
  }

  TEST_CASE("an object on the line below its return is told of as a type") {
    CHECK(healed_app("function a(b: string): { ok: boolean } {\n  return\n  { ok: b.length > 0 };\n"
                     "}\n",
                     {"TS2322", "Type 'undefined' is not assignable to type '{ ok: boolean; }'.",
                      "return"}) ==
          "function a(b: string): { ok: boolean } {\n  return { ok: b.length > 0 };\n}\n");
  }

  TEST_CASE("an arrow between parameters and value, told of as a name") {
    const std::string broken =
        "export const A = ({ a }: P) => <ul>{a.map((item) (<li key={item}>{item}</li>))}</ul>;\n";
    const std::string whole =
        "export const A = ({ a }: P) => <ul>{a.map((item) => (<li "
        "key={item}>{item}</li>))}</ul>;\n";
    CHECK(healed_app(broken, {"TS2304", "Cannot find name 'item'.", "item) ("}) == whole);
    CHECK(healed_app("const a = <Form send={(data) ({ to: data.to })} />;\n",
                     {"TS2304", "Cannot find name 'data'.", "data) ("}) ==
          "const a = <Form send={(data) => ({ to: data.to })} />;\n");
    CHECK(healed_app("const a = <Form>{(errors) (<p>{errors}</p>)}</Form>;\n",
                     {"TS2552", "Cannot find name 'errors'. Did you mean 'Error'?", "errors) ("}) ==
          "const a = <Form>{(errors) => (<p>{errors}</p>)}</Form>;\n");
    // What the browser calls so is there for the tools, and nobody writes to it.
    CHECK(healed_app(
              "function a() {\n  window = b();\n  return window;\n}\n",
              {"TS2322", "Type 'string' is not assignable to type 'Window & typeof globalThis'.",
               "window ="}) == "function a() {\n  const window = b();\n  return window;\n}\n");
    CHECK(healed_app(broken, {"reference_error", "ReferenceError: item is not defined", "",
                              Category::runtime}) == whole);
    // A function that is known is called.
    CHECK(healed_app("const c = d.then((go) (1));\n",
                     {"TS2304", "Cannot find name 'd'.", "d.then"}) == "(unchanged)");
  }

  TEST_CASE("a list's parameter takes the name that is missed, in a value without a block") {
    CHECK(healed_app("const a = [0, 1].map((entry) => 2 + 3 * ((i * (i + 1)) / 2));\n"
                     "const b = [0].map((i) => i);\n",
                     {"TS2304", "Cannot find name 'i'.", "i * (i"}) ==
          "const a = [0, 1].map((i) => 2 + 3 * ((i * (i + 1)) / 2));\n"
          "const b = [0].map((i) => i);\n");
    // One that is read, and what another file exports.
    CHECK(healed_app("export const a = [0].map((entry) => entry + step);\n",
                     {"TS2304", "Cannot find name 'step'.", "step"}) == "(unchanged)");
    CHECK(healed_app("const a = [0].map((entry) => step);\n",
                     {"TS2304", "Cannot find name 'step'.", "step"},
                     TextTree{{"src/step.ts", "export const step = 2;\n"}})
              .contains("import { step }"));
  }

  TEST_CASE("a brace behind the text of an attribute goes; what is open is not opened again") {
    CHECK(mended("export const A = () => (\n  <main>\n    <p className=\"b\"}>\n      c\n    </p>\n"
                 "  </main>\n);\n",
                 "}>")
              .contains("<p className=\"b\">"));
  }

  TEST_CASE("a component that holds nothing and lost its slash ends in itself") {
    const Said said{"TS17008", "JSX element 'Code' has no corresponding closing tag.", "Code file",
                    Category::syntax};
    CHECK(healed_app(
              "function A({ b }: P) {\n  switch (b.kind) {\n    case \"c\":\n      return <Code "
              "file={b.file ?? b.name}>;\n    case \"d\":\n      return <p>e</p>;\n  }\n}\n",
              said)
              .contains("return <Code file={b.file ?? b.name} />;\n    case"));
    // A type's parameter is no component.
    const Said type{"TS17008", "JSX element 'Field' has no corresponding closing tag.", "Field>",
                    Category::syntax};
    CHECK(healed_app("const a = (\n  <nav>\n  <nav>\n    b\n  </nav>\n);\n\nfunction c(d: "
                     "Press<Field>) {\n  return d.e;\n}\n",
                     type)
              .contains("Press<Field>) {"));
    // One that holds what stands deeper lost its closing tag.
    CHECK_FALSE(
        healed_app("const a = (\n  <main>\n    <Code file={b}>\n      <p>c</p>\n  </main>\n);\n",
                   said)
            .contains("file={b} />"));
  }

  TEST_CASE("a position that a list's function does not take, a word of a style without quotes") {
    CHECK(healed_app("const a = b.map((c) => <li key={index}>{c}</li>);\n",
                     {"TS2304", "Cannot find name 'index'.", "index"}) ==
          "const a = b.map((c, index) => <li key={index}>{c}</li>);\n");
    CHECK(healed_app("const a = b.map(c => <li key={i}>{c}</li>);\n",
                     {"TS2304", "Cannot find name 'i'.", "i}>"}) ==
          "const a = b.map((c, i) => <li key={i}>{c}</li>);\n");
    CHECK(healed_app("const a = <p style={{ color: inherit }}>b</p>;\n",
                     {"TS2304", "Cannot find name 'inherit'.", "inherit"}) ==
          "const a = <p style={{ color: \"inherit\" }}>b</p>;\n");
    CHECK(healed_app("const a = b === undefiend;\n",
                     {"TS2304", "Cannot find name 'undefiend'.", "undefiend"}) ==
          "const a = b === undefined;\n");
    // Two that are taken, a value that is reckoned with.
    CHECK(healed_app("export const a = b.map((c, d) => [c, d, index]);\n",
                     {"TS2304", "Cannot find name 'index'.", "index"}) == "(unchanged)");
    CHECK(healed_app("export const a = <p style={{ top: size * 2 }}>b</p>;\n",
                     {"TS2304", "Cannot find name 'size'.", "size"}) == "(unchanged)");
  }

  TEST_CASE("links of a router go to somewhere; words and semicolons of JSON") {
    CHECK(healed_app("const a = <Link href=\"/b\">c</Link>;\n",
                     {"TS2322",
                      "Type '{ href: string; }' is not assignable to type "
                      "'IntrinsicAttributes & LinkProps'.\nProperty 'href' does not exist "
                      "on type 'IntrinsicAttributes & LinkProps'.",
                      "href"}) == "const a = <Link to=\"/b\">c</Link>;\n");
    const auto json = [](std::string text) {
      const auto files =
          healed({{"tsconfig.json", text}},
                 {{"TS1005", "',' expected.", "", Category::syntax, "tsconfig.json"}});
      return files.empty() ? std::string() : files.at("tsconfig.json");
    };
    CHECK(json("{ \"jsx\": react-jsx, \"strict\": true }\n") ==
          "{ \"jsx\": \"react-jsx\", \"strict\": true }\n");
    CHECK(json("{\n  \"strict\": true;\n  \"noEmit\": false\n}\n") ==
          "{\n  \"strict\": true,\n  \"noEmit\": false\n}\n");
  }

  TEST_CASE("marks of a style sheet, told of without file and line") {
    const auto sheet = [](std::string text) {
      const auto files = healed({{"src/index.css", text}},
                                {{"parse_error", "[lightningcss minify] Unexpected end of input",
                                  "", Category::syntax, ""}});
      return files.empty() ? std::string() : files.at("src/index.css");
    };
    CHECK(sheet(".a {{\n  color: red;\n}\n") == ".a {\n  color: red;\n}\n");
    CHECK(sheet("@media (width < 40rem {\n  .a {\n    color: red;\n  }\n}\n") ==
          "@media (width < 40rem) {\n  .a {\n    color: red;\n  }\n}\n");
    CHECK(sheet("@media (width < 40rem) {\n  .a {\n    color: red;\n  }\n}\n").empty());
  }

  TEST_CASE("an event of the browser where one of React is handed over") {
    CHECK(healed_app(
              "import { type FormEvent } from \"react\";\nconst go = (event: Event) => a(event);\n"
              "const b = <form onSubmit={go} />;\n",
              {"TS2322",
               "Type '(event: Event) => void' is not assignable to type "
               "'SubmitEventHandler<HTMLFormElement>'.",
               "onSubmit"})
              .contains("(event: FormEvent<HTMLFormElement>) =>"));
  }

  TEST_CASE("a value that lost the brace in front of it is no text") {
    const Said said{"TS1381", "Unexpected token. Did you mean `{'}'}` or `&rbrace;`?", "}</b>",
                    Category::syntax};
    CHECK(healed_app("const A = ({ name }: P) => <b>name}</b>;\n", said) ==
          "const A = ({ name }: P) => <b>{name}</b>;\n");
    CHECK(healed_app("const A = () => <b>a sign }</b>;\n", said) ==
          "const A = () => <b>a sign {\"}\"}</b>;\n");
  }

  TEST_CASE("lines that open twice, functions without parentheses, types given by an equals sign") {
    CHECK(mended("function a() {\n  return (\n  return (\n    1\n  );\n}\n", "return (\n    1") ==
          "function a() {\n  return (\n    1\n  );\n}\n");
    CHECK(mended("function a(b) {\nfunction a(b) {\n  return b;\n}\n", "}") ==
          "function a(b) {\n  return b;\n}\n");
    CHECK(mended("export function A {\n  return 1;\n}\n", "{") ==
          "export function A() {\n  return 1;\n}\n");
    CHECK(mended("interface A {\n  b = string;\n  c: number;\n}\n", "b =") ==
          "interface A {\n  b: string;\n  c: number;\n}\n");
  }

  TEST_CASE("a package that is older than its neighbours need is asked for as they do") {
    const std::string manifest =
        "{ \"dependencies\": { \"react\": \"^18.2.0\", \"react-dom\": \"^19.3.1\" } }\n";
    const auto files = healed(
        {{"package.json", manifest}},
        {{"npm_eresolve",
          "ERESOLVE could not resolve\nWhile resolving: react-dom@19.3.1\nFound: react@18.3.1\n"
          "Could not resolve dependency:\npeer react@\"^19.3.1\" from react-dom@19.3.1",
          "", Category::dependency, "package.json"}});
    CHECK(files.at("package.json") ==
          "{ \"dependencies\": { \"react\": \"^19.3.1\", "
          "\"react-dom\": \"^19.3.1\" } }\n");
    // What is newer than a neighbour knows stays.
    CHECK(healed({{"package.json", manifest}},
                 {{"npm_eresolve",
                   "Found: react@18.3.1\nCould not resolve dependency:\npeer react@\"^17.0.0\" "
                   "from old@1.0.0",
                   "", Category::dependency, "package.json"}})
              .empty());
  }

  TEST_CASE("a type that is read as a value is used") {
    CHECK(
        healed({{"src/App.tsx", "type B = \"c\" | \"d\";\nconst [a, setA] = useState<B(\"c\");\n"}},
               {{"TS6196", "'B' is declared but never used.", "B ="},
                {"TS2693", "'B' only refers to a type, but is being used as a value here.", "B("}})
            .at("src/App.tsx") ==
        "type B = \"c\" | \"d\";\nconst [a, setA] = useState<B>(\"c\");\n");
  }

  TEST_CASE("types that are marked within a list of types are the only ones") {
    CHECK(healed_app("import type { circle, type Tone } from \"./pen\";\n",
                     {"TS2206",
                      "The 'type' modifier cannot be used on a named import when 'import "
                      "type' is used on its import statement.",
                      "type Tone"}) == "import { circle, type Tone } from \"./pen\";\n");
  }

  TEST_CASE("a component that a function takes apart is one") {
    CHECK(healed_app("const { default: Page } = await load();\nconst a = <page />;\n",
                     {"TS2339", "Property 'page' does not exist on type 'JSX.IntrinsicElements'.",
                      "page />"}) ==
          "const { default: Page } = await load();\nconst a = <Page />;\n");
  }

  TEST_CASE("a constant is compared where a condition stands, and written to elsewhere") {
    const Said said{"TS2588", "Cannot assign to 'a' because it is a constant.", "a = \"b\""};
    CHECK(healed_app("if (a = \"b\") go();\n", said) == "if (a === \"b\") go();\n");
    CHECK(healed_app("const c = <p>{a = \"b\" && <i />}</p>;\n", said) ==
          "const c = <p>{a === \"b\" && <i />}</p>;\n");
    CHECK(healed_app("const a = \"c\";\na = \"b\";\n", said) == "let a = \"c\";\na = \"b\";\n");
  }
}
