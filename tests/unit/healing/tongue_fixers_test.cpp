// What another language or library has, written where this one is meant.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string after(std::string_view text, std::string at, std::string code, std::string message) {
  const bool type = code.starts_with("TS2");
  return healed_app(text, {std::move(code), std::move(message), std::move(at),
                           type ? Category::type : Category::syntax});
}

std::string unread(std::string_view text, std::string at) {
  return after(text, std::move(at), "TS1005", "';' expected.");
}

}  // namespace

TEST_SUITE("healing/fixers/tongues") {
  TEST_CASE("signs and words of other languages") {
    CHECK(unread("const a = b is undefined ? c : d;\n", "is") ==
          "const a = b === undefined ? c : d;\n");
    CHECK(unread("if (b is not None) c();\n", "is") == "if (b !== None) c();\n");
    CHECK(unread("if (b <> c) d();\n", "<>") == "if (b !== c) d();\n");
    CHECK(unread("const z = 1;\na := 5;\n", ":=") == "const z = 1;\nconst a = 5;\n");
    CHECK(unread("const a = <p className={\"b\" if c else \"d\"}>e</p>;\n", "if") ==
          "const a = <p className={c ? \"b\" : \"d\"}>e</p>;\n");
    CHECK(unread("function a(b: C) -> string {\n  return b;\n}\n", "->") ==
          "function a(b: C): string {\n  return b;\n}\n");
    CHECK(unread("fn a<T>(b: T): T {\n  return b;\n}\n", "a<T>") ==
          "function a<T>(b: T): T {\n  return b;\n}\n");
    CHECK(unread("type A = B | Record[string, number];\n", ",") ==
          "type A = B | Record<string, number>;\n");
  }

  TEST_CASE("types and texts of other languages") {
    CHECK(after("const text = 1;\nfunction a(b: text) {}\n", "text)", "TS2304",
                "Cannot find name 'text'.") == "const text = 1;\nfunction a(b: string) {}\n");
    CHECK(after("let a: List<string> = [];\n", "List", "TS2304", "Cannot find name 'List'.") ==
          "let a: Array<string> = [];\n");
    // A name that is missed as a value as well is no type.
    const std::string missed = "Cannot find name 'text'. Did you mean 'Text'?";
    const TextTree lost = {
        {"src/App.tsx", "function A({ text: string }) {\n  if (1 < text.b) c(text);\n}\n"}};
    CHECK(healed(lost, {{"TS2552", missed, "text.b"}, {"TS2552", missed, "text)"}}) ==
          TextTree{{"src/App.tsx",
                    "function A({ text }: { text: string }) {\n  if (1 < text.b) c(text);\n}\n"}});
    const std::string shorter = "Cannot find name 'bool'.";
    CHECK(healed({{"src/App.tsx", "let a: bool, b: bool;\n"}}, {{"TS2304", shorter, "bool,"},
                                                                {"TS2304", shorter, "bool,"},
                                                                {"TS2304", shorter, "bool;"}}) ==
          TextTree{{"src/App.tsx", "let a: boolean, b: boolean;\n"}});
    CHECK(after("const a = f`b ${c}`;\n", "f`", "TS2304", "Cannot find name 'f'.") ==
          "const a = `b ${c}`;\n");
  }

  TEST_CASE("brackets of another kind than what stands before them") {
    CHECK(
        after("const [a, b] = useState<string>[\"\"];\n", "useState", "TS2488",
              "Type 'string' must have a '[Symbol.iterator]()' method that returns an iterator.") ==
        "const [a, b] = useState<string>(\"\");\n");
    CHECK(after("const a = list(0);\n", "list", "TS2349",
                "This expression is not callable.\nType 'string[]' has no call signatures.") ==
          "const a = list[0];\n");
    CHECK(after("const [x, y] = box(a);\n", "[x", "TS2488",
                "Type '{ x: number; y: number; }' must have a '[Symbol.iterator]()' method that "
                "returns an iterator.") == "const { x, y } = box(a);\n");
    CHECK_FALSE(after("const [z] = box(a);\n", "[z", "TS2488",
                      "Type '{ x: number; }' must have a '[Symbol.iterator]()' method that returns "
                      "an iterator.")
                    .contains("{ z }"));
  }

  TEST_CASE("properties that are not taken apart, and this in a function") {
    CHECK(after("function Card(title: { title: string }) {\n  return <h2>{title}</h2>;\n}\n",
                "{title}", "TS2322",
                "Type '{ title: string; }' is not assignable to type "
                "'ReactNode'.")
              .starts_with("function Card({ title }: { title: string })"));
    CHECK(after("function send() {}\nexport const A = () => <form onSubmit={this.send} />;\n",
                "this", "TS2683",
                "'this' implicitly has type 'any' because it does not have a type annotation.")
              .contains("onSubmit={send}"));
    CHECK_FALSE(after("class B {\n  send() {}\n  c = this.send;\n}\nconst send = 1;\n", "this",
                      "TS2683", "'this' implicitly has type 'any'.")
                    .contains("c = send"));
  }

  TEST_CASE("variables of Sass become their values, a text gets its quote back") {
    const auto sheet = [](std::string_view text, std::string message) {
      const TextTree files =
          healed({{"src/a.css", std::string(text)}},
                 {{"parse_error", std::move(message), "", Category::syntax, "src/a.css"}});
      return files.contains("src/a.css") ? files.at("src/a.css") : std::string();
    };
    CHECK(sheet("$main: #123;\n.a { color: $main; }\n", "Invalid empty selector") ==
          ".a { color: #123; }\n");
    CHECK(sheet("@font-face { font-family: \"A b; src: url(\"c\"); }\n", "Unterminated string") ==
          "@font-face { font-family: \"A b\"; src: url(\"c\"); }\n");
  }

  TEST_CASE("the options of the compiler under a name that TypeScript passes over") {
    const TextTree files =
        healed({{"tsconfig.json", "{ \"compilerOption\": { \"jsx\": \"react-jsx\" } }\n"},
                {"src/App.tsx", "export const a = 1;\n"}},
               {{"TS6142",
                 "Module './App' was resolved to '/site/src/App.tsx', but '--jsx' is not "
                 "set.",
                 "", Category::configuration, "src/App.tsx"}});
    REQUIRE(files.contains("tsconfig.json"));
    CHECK(files.at("tsconfig.json") == "{ \"compilerOptions\": { \"jsx\": \"react-jsx\" } }\n");
  }
}
