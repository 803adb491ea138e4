#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said syntax(std::string message, std::string at) {
  return {"parse_error", std::move(message), std::move(at), Category::syntax};
}

/// One line that is broken and as it was.
void mends(const std::string& broken, const std::string& sound, std::string at,
           std::string message = "Unexpected token") {
  CAPTURE(broken);
  CHECK(healed_app(broken + "\n", syntax(std::move(message), std::move(at))) == sound + "\n");
}

}  // namespace

TEST_SUITE("healing/fixers/declarations") {
  TEST_CASE("marks between a name and what it is") {
    mends("export interface A = { b: string }", "export interface A { b: string }", "= {",
          "'{' expected.");
    mends("export type A { b: string }", "export type A = { b: string }", "{ b", "'=' expected.");
    mends("const a : b(1);", "const a = b(1);", ": b", "',' expected.");
    mends("const [a, setA] useState(0);", "const [a, setA] = useState(0);", "useState");
    mends("const t = ([1, 2] as const)[i] ?? 4;\nconst [a, b] [c(), d()];",
          "const t = ([1, 2] as const)[i] ?? 4;\nconst [a, b] = [c(), d()];", "[c()");
    mends("const a, setA] = useState(0);", "const [a, setA] = useState(0);", "] =");
    mends("if (a ==== b) c();", "if (a === b) c();", "= b", "Expression expected.");
    mends("const const a = 1;", "const a = 1;", "const a");
    mends("type A = \"b\" || \"c\";", "type A = \"b\" | \"c\";", "||", "';' expected.");
  }

  TEST_CASE("parameters, arrows and imports with a part left out") {
    mends("function A({ b } AProps) {\n  return b;\n}",
          "function A({ b }: AProps) {\n  return b;\n}", "AProps", "',' expected.");
    mends("/** A link. */\nexport function A({ b c, d = 1 }: AProps) {\n  return b;\n}",
          "/** A link. */\nexport function A({ b, c, d = 1 }: AProps) {\n  return b;\n}", "c, d",
          "',' expected.");
    mends("useEffect(() {\n  run();\n}, []);", "useEffect(() => {\n  run();\n}, []);", "{\n");
    mends("const a = { b: () = c() };", "const a = { b: () => c() };", "= c");
    mends("{ useState } from \"react\";", "import { useState } from \"react\";", "from");
    mends("from \"react\" import { useState };", "import { useState } from \"react\";", "import");
    mends("def total(a) {\n  return a;\n}", "function total(a) {\n  return a;\n}", "total");
  }

  TEST_CASE("a constant that is exported as the default is declared first") {
    mends("export default const A = () => 1;", "const A = () => 1;\n\nexport default A;",
          "const A");
  }

  TEST_CASE("attributes with another mark, and a text in backticks") {
    const auto tag = [](const std::string& attribute) {
      return "const a = (\n  <p\n    " + attribute + "\n  >\n    b\n  </p>\n);";
    };
    mends(tag("className:\"c\""), tag("className=\"c\""), ":\"c", "Unexpected token");
    mends(tag("className=`c`"), tag("className={`c`}"), "`c`", "Unexpected token");
  }

  TEST_CASE("a comment in JSX is ended where its line ends; its words are never shown") {
    const std::string sound =
        "const a = (\n  <div>\n    {/* part */}\n    <p>One</p>\n  </div>\n);\n";
    std::string broken = sound;
    broken.erase(broken.find("*/"), 2);
    const TextTree tree{{"src/App.tsx", broken}};
    const std::vector<Problem> found{
        problem_of(tree, syntax("Unterminated comment", "{/*")),
    };
    for (const Fix& fix : propose(tree, found, {})) {
      const std::string& text = fix.files.at("src/App.tsx");
      CHECK(text == sound);
    }
    CHECK(healed_app(broken, syntax("Unterminated comment", "{/*")) == sound);
  }

  TEST_CASE("a text that breaks off behind a blank is not closed: the rest of it is gone") {
    const Said open = syntax("Unterminated string literal.", "\"Ovens ");
    CHECK(healed_app("export const a = {\n  text: \"Ovens \n};\n", open) == "(unchanged)");
    CHECK(healed_app("export const a = {\n  text: \"Ovens \n    are hot\",\n};\n", open) !=
          "(unchanged)");
  }

  TEST_CASE("a handler in two pairs of braces") {
    CHECK(healed_app("const a = <button onClick={{turn}}>b</button>;\n",
                     {"TS2353",
                      "Object literal may only specify known properties, and 'turn' does not exist "
                      "in type 'MouseEventHandler<HTMLButtonElement>'.",
                      "turn"}) == "const a = <button onClick={turn}>b</button>;\n");
  }

  TEST_CASE("a member that a component takes and its type does not name") {
    CHECK(healed_app("interface CardProps {\n  title: string;\n}\n"
                     "export function Card({ title, size = 3 }: CardProps) {\n"
                     "  return <p>{title + size}</p>;\n}\n",
                     {"TS2339", "Property 'size' does not exist on type 'CardProps'.", "size = 3"})
              .starts_with("interface CardProps {\n  size?: number;\n  title: string;\n}\n"));
  }

  TEST_CASE("what a hook gives is a list, and has a setter") {
    CHECK(healed_app("const { a, setA } = useState(0);\n",
                     {"TS2339", "Property 'a' does not exist on type '[number, Dispatch<number>]'.",
                      "a,"}) == "const [ a, setA ] = useState(0);\n");
    CHECK(healed_app("const [open] = useState(false);\nsetOpen(true);\n",
                     {"TS2304", "Cannot find name 'setOpen'.", "setOpen"}) ==
          "const [open, setOpen] = useState(false);\nsetOpen(true);\n");
  }

  TEST_CASE("elements of HTML in upper case; modules taken for their component") {
    CHECK(healed_app("const a = <P>One</P>;\n", {"TS2304", "Cannot find name 'P'.", "P>One"}) ==
          "const a = <p>One</p>;\n");
    TextTree tree{{"src/App.tsx", "import * as Card from \"./Card\";\nconst a = <Card />;\n"},
                  {"src/Card.tsx", "export function Card() {\n  return null;\n}\n"}};
    CHECK(healed(tree, {{"TS2604",
                         "JSX element type 'Card' does not have any construct or call "
                         "signatures.",
                         "Card />"}}) ==
          TextTree{{"src/App.tsx", "import { Card } from \"./Card\";\nconst a = <Card />;\n"}});
  }

  TEST_CASE("configuration: keys and brackets of JSON, the page, the command") {
    const auto manifest = [](std::string text, Said said) {
      said.file = "package.json";
      return healed({{"package.json", std::move(text)}}, {said}).at("package.json");
    };
    const Said invalid{"invalid_json", "package.json is not valid JSON.", "",
                       Category::configuration};
    const std::string whole =
        "{\n  \"scripts\": {\n    \"build\": \"vite build\"\n  },\n  \"dependencies\": {\n"
        "    \"react\": \"1.0.0\"\n  }\n}\n";
    std::string open = whole;
    open.erase(open.find("\n  },\n"), 5);
    CHECK(manifest(open, invalid) == whole);
    CHECK(manifest("{\n  \"name: \"a\",\n  \"version\": \"1.0.0\"\n}\n", invalid) ==
          "{\n  \"name\": \"a\",\n  \"version\": \"1.0.0\"\n}\n");
    TextTree tree{{"public/index.html", "<html></html>\n"}};
    CHECK(healed(tree, {{"unresolved_entry", "Could not resolve entry module \"index.html\".", "",
                         Category::dependency, ""}}) ==
          TextTree{{"index.html", "<html></html>\n"}});
  }
}
