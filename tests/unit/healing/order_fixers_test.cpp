#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string parsed(std::string_view text, std::string message, std::string at) {
  return healed_app(text, {"parse_error", std::move(message), std::move(at), Category::syntax});
}

}  // namespace

TEST_SUITE("healing/fixers/order") {
  TEST_CASE("a case ends where the next one begins") {
    const Said said{"TS7029", "Fallthrough case in switch.", "case \"a\""};
    CHECK(healed_app("switch (a) {\n  case \"a\":\n    b();\n  case \"b\":\n    c();\n}\n", said) ==
          "switch (a) {\n  case \"a\":\n    b();\n    break;\n  case \"b\":\n    c();\n}\n");
    CHECK(
        healed_app("switch (a) {\n  case \"a\": {\n    b()\n  }\n  default:\n    c()\n}\n", said) ==
        "switch (a) {\n  case \"a\": {\n    b()\n    break\n  }\n  default:\n    c()\n}\n");
    CHECK(healed_app("switch (a) { case \"a\": b(); case \"b\": c(); }\n", said) ==
          "switch (a) { case \"a\": b(); break; case \"b\": c(); }\n");
  }

  TEST_CASE("a constant is declared above what reads it") {
    const auto said = [](std::string at) {
      return Said{"TS2448", "Block-scoped variable 'items' used before its declaration.",
                  std::move(at)};
    };
    CHECK(healed_app("const total = items.length;\n\n// what there is\nconst items = [1, 2];\n",
                     said("items.length")) ==
          "// what there is\nconst items = [1, 2];\nconst total = items.length;\n\n");
    CHECK(healed_app("function A() {\n  const n = items.length;\n  const raw = [1];\n"
                     "  const items = raw.map(f);\n  return n;\n}\n",
                     said("items.length")) ==
          "function A() {\n  const raw = [1];\n  const items = raw.map(f);\n"
          "  const n = items.length;\n  return n;\n}\n");
    // Each reads the other.
    CHECK(healed_app("const a = items.length;\nconst items = [a];\n", said("items.length")) ==
          "(unchanged)");
  }

  TEST_CASE("dates are subtracted by their times") {
    const TextTree tree{{"src/App.tsx", "const d = new Date(b.at) - new Date(a.at);\n"}};
    const auto files = healed(
        tree, {{"TS2362",
                "The left-hand side of an arithmetic operation must be of type 'any', 'number', "
                "'bigint' or an enum type.",
                "new Date(b"},
               {"TS2363",
                "The right-hand side of an arithmetic operation must be of type 'any', 'number', "
                "'bigint' or an enum type.",
                "new Date(a"}});
    REQUIRE(files.contains("src/App.tsx"));
    CHECK(files.at("src/App.tsx") ==
          "const d = new Date(b.at).getTime() - new Date(a.at).getTime();\n");
    CHECK(healed_app("const d = (a: string, b: string) => a - b;\n",
                     {"TS2362", "The left-hand side of an arithmetic operation must be of type x.",
                      "a - b"}) == "(unchanged)");
  }

  TEST_CASE("a sort is told which of two comes first") {
    const Said said{"TS2345",
                    "Argument of type '(a: P, b: P) => boolean' is not assignable to parameter of "
                    "type '(a: P, b: P) => number'.\nType 'boolean' is not assignable to type "
                    "'number'.",
                    "(a, b)"};
    CHECK(healed_app("list.sort((a, b) => a.n > b.n);\n", said) ==
          "list.sort((a, b) => a.n > b.n ? 1 : -1);\n");
    CHECK(healed_app("list.sort((a, b) => {\n  return a.n < b.n;\n});\n", said) ==
          "list.sort((a, b) => {\n  return a.n < b.n ? 1 : -1;\n});\n");
    CHECK(healed_app("list.sort((a, b) => a.n > b.n && a.m > b.m);\n", said) == "(unchanged)");
  }

  TEST_CASE("a number is compared with a number") {
    CHECK(healed_app("const a = n > \"3\";\n",
                     {"TS2365", "Operator '>' cannot be applied to types 'number' and 'string'.",
                      "n >"}) == "const a = n > 3;\n");
    CHECK(healed_app("const a = n === \"3\";\n",
                     {"TS2367",
                      "This comparison appears to be unintentional because the types 'number' and "
                      "'string' have no overlap.",
                      "n ="}) == "const a = n === 3;\n");
    CHECK(healed_app("const a = n > \"x\";\n",
                     {"TS2365", "Operator '>' cannot be applied to types 'number' and 'string'.",
                      "n >"}) == "(unchanged)");
  }
}

TEST_SUITE("healing/fixers/syntax slips") {
  TEST_CASE("type parameters of an arrow are no element") {
    CHECK(healed_app("export const first = <T>(list: T[]): T | undefined => list[0];\n",
                     {"TS17008", "JSX element 'T' has no corresponding closing tag.", "T>",
                      Category::syntax}) ==
          "export const first = <T,>(list: T[]): T | undefined => list[0];\n");
    CHECK(parsed("export const get = async <T>(url: string) => (await load(url)) as T;\n",
                 "Expected `,` or `)` but found `:`", ": string") ==
          "export const get = async <T,>(url: string) => (await load(url)) as T;\n");
  }

  TEST_CASE("a cast is written with as") {
    const Said said{"TS17008", "JSX element 'HTMLInputElement' has no corresponding closing tag.",
                    "HTMLInput", Category::syntax};
    CHECK(healed_app("const a = <HTMLInputElement>document.getElementById(\"a\");\na.focus();\n",
                     said) ==
          "const a = document.getElementById(\"a\") as HTMLInputElement;\na.focus();\n");
    CHECK(healed_app("const a = <HTMLInputElement>event.target || b;\n", said) ==
          "const a = (event.target as HTMLInputElement) || b;\n");
  }

  TEST_CASE("a declared function has no arrow") {
    CHECK(parsed("function App() => {\n  return <p>x</p>;\n}\n",
                 "Expected a semicolon or an implicit semicolon after a statement, but found none",
                 " => {") == "function App() {\n  return <p>x</p>;\n}\n");
    CHECK(
        healed_app("export default function App({ a }: { a: string }): Node => {\n  return a;\n}\n",
                   {"TS1144", "'{' or ';' expected.", "=> {", Category::syntax}) ==
        "export default function App({ a }: { a: string }): Node {\n  return a;\n}\n");
    CHECK(parsed("function f(): () => void {\n  return (a;\n}\n", "Unexpected token", "a;") !=
          "function f(): () void {\n  return (a;\n}\n");
  }

  TEST_CASE("a pattern of names is given its value with one =") {
    CHECK(parsed("const [a, b] == useState(0);\n",
                 "Missing initializer in destructuring declaration",
                 "[a, b]") == "const [a, b] = useState(0);\n");
    CHECK(parsed("const { a } === props;\n", "Missing initializer in destructuring declaration",
                 "{ a }") == "const { a } = props;\n");
  }

  TEST_CASE("a value is put only into what is there") {
    CHECK(parsed("const go = () => {\n  box.current?.value = \"\";\n};\n",
                 "Cannot assign to this expression", "box.current") ==
          "const go = () => {\n  if (box.current) box.current.value = \"\";\n};\n");
    CHECK(healed_app("const go = () => (box.current?.scrollTop = 0);\n",
                     {"TS2779",
                      "The left-hand side of an assignment expression may not be an optional "
                      "property access.",
                      "box.current"}) ==
          "const go = () => { if (box.current) box.current.scrollTop = 0; };\n");
  }

  TEST_CASE("a module stands in quotes") {
    CHECK(parsed("import { useState } from react;\nuseState(0);\n", "Unexpected token", "react") ==
          "import { useState } from \"react\";\nuseState(0);\n");
    CHECK(parsed("import A from './a';\nimport ./index.css;\nA();\n", "Unexpected token",
                 "./index") == "import A from './a';\nimport './index.css';\nA();\n");
  }

  TEST_CASE("a pattern ends with its slash") {
    const auto ended = [](std::string_view text, std::string at) {
      return healed_app(text, {"TS1161", "Unterminated regular expression literal.", std::move(at),
                               Category::syntax});
    };
    CHECK(ended("const ok = /^[a-z]+$.test(s);\n", "/^") == "const ok = /^[a-z]+$/.test(s);\n");
    CHECK(ended("const a = s.split(/\\s+);\n", "/\\s") == "const a = s.split(/\\s+/);\n");
    CHECK(ended("const a = s.replace(/\\s+g, \"-\");\n", "/\\s") ==
          "const a = s.replace(/\\s+/g, \"-\");\n");
  }

  TEST_CASE("what an import comes with is said as it is now") {
    CHECK(healed_app("import a from \"./a.json\" assert { type: \"json\" };\n",
                     {"TS2880",
                      "Import assertions have been replaced by import attributes. Use 'with' "
                      "instead of 'assert'.",
                      "assert"}) == "import a from \"./a.json\" with { type: \"json\" };\n");
  }
}
