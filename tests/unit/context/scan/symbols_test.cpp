#include "context/scan/symbols.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright::context;

namespace {

using Lines = std::vector<std::string>;

// "kind name 1-3", children behind their parent's name: "method Card.render 2-2".
Lines symbols(Language language, std::string_view text) {
  Lines lines;
  const auto scan = scan_symbols(language, text);
  for (const Symbol& symbol : scan.symbols) {
    std::string name(symbol.name);
    if (symbol.parent != no_parent) {
      name = std::string(scan.symbols[symbol.parent].name) + "." + name;
    }
    lines.push_back((symbol.exported ? "export " : "") + std::string(name_of(symbol.kind)) + " " +
                    name + " " + std::to_string(symbol.lines.first) + "-" +
                    std::to_string(symbol.lines.last));
  }
  return lines;
}

Lines signatures(std::string_view text) {
  Lines lines;
  for (const Symbol& symbol : scan_symbols(Language::tsx, text).symbols) {
    lines.push_back(signature(text, symbol));
  }
  return lines;
}

}  // namespace

TEST_SUITE("context/scan/symbols") {
  TEST_CASE("declarations of a module are told by kind, with their lines") {
    CHECK(symbols(Language::tsx,
                  "import a from 'a'\n"
                  "export function plain(x: {a: 1}): {b: 2} {\n  return x\n}\n"
                  "export const Card = ({title}: Props) => (\n  <p>{title}</p>\n)\n"
                  "export default function useThing() { return 1 }\n"
                  "type Props = {\n  title: string\n}\n"
                  "interface One<T> extends Two<{a: T}> { a: T }\n"
                  "const limit = 3, most = {\n  a: 1,\n}\n"
                  "export enum Color { red }\n") ==
          Lines{"export function plain 2-4", "export component Card 5-7",
                "export hook useThing 8-8", "type Props 9-11", "type One 12-12",
                "constant limit 13-13", "constant most 13-15", "export type Color 16-16"});
  }

  TEST_CASE("a byte order mark is no part of the first declaration") {
    const std::string mark = "\xef\xbb\xbf";
    CHECK(symbols(Language::tsx, mark + "export const a = 1") == Lines{"export constant a 1-1"});
    CHECK(signatures(mark + "export function a() { return 1 }\nlet b = 2") ==
          Lines{"export function a() { return 1 }", "let b = 2"});
    CHECK(symbols(Language::markdown, mark + "# One\n\ntext\n") ==
          symbols(Language::markdown, "# One\n\ntext\n"));
    CHECK(symbols(Language::json, mark + "{\"a\": 1}") == symbols(Language::json, "{\"a\": 1}"));
    CHECK(symbols(Language::css, mark + ".a { }") == symbols(Language::css, ".a { }"));
    const auto scan = scan_symbols(Language::tsx, mark + "let a = 1");
    CHECK(scan.symbols.at(0).head.begin == 3);
    CHECK(scan.symbols[0].end == 12);
  }

  TEST_CASE("methods and inner functions stand below what holds them") {
    CHECK(symbols(Language::typescript,
                  "class Store<T> {\n  #x = 1\n  static make(): Store<{}> { return new Store() }\n"
                  "  get size() { return 1 }\n  onClick = async () => {\n    go()\n  }\n"
                  "  abstract later(): void;\n}\n"
                  "function outer() {\n  const skip = 1\n  function inner() { return /}/ }\n"
                  "  const go = () => { }\n}\n"
                  "export const api = { get() { return 1 }, put: async (a) => a, n: 1 }\n") ==
          Lines{"class Store 1-9", "method Store.make 3-3", "method Store.size 4-4",
                "method Store.onClick 5-7", "method Store.later 8-8", "function outer 10-14",
                "function outer.inner 12-12", "function outer.go 13-13",
                "export constant api 15-15", "method api.get 15-15", "method api.put 15-15"});
  }

  TEST_CASE("wrapped components, tests and CommonJS exports are seen") {
    CHECK(symbols(Language::jsx,
                  "export const Button = memo(forwardRef(function Button(props, ref) {\n"
                  "  return <button ref={ref}>it's {`a ${'}'}`}</button>\n}))\n"
                  "describe('a list', () => {\n  it('is empty', async () => {\n    go()\n  })\n})\n"
                  "exports.run = function () { return 1 }\nmodule.exports = { a }\n") ==
          Lines{"export component Button 1-3", "test a list 4-8", "test a list.is empty 5-7",
                "export function run 9-9", "export constant default 10-10"});
  }

  TEST_CASE("statements without semicolons end where they should") {
    CHECK(symbols(Language::typescript,
                  "const a = b\n  .c()\n  + d\nconst e = `\n`\ntype F =\n  | 'a'\n  | 'b'\n"
                  "let g\nfunction h(x?: string): x is string\nfunction h(x) { }\n") ==
          Lines{"constant a 1-3", "constant e 4-5", "type F 6-8", "constant g 9-9",
                "function h 10-10", "function h 11-11"});
  }

  TEST_CASE("a signature is the declaration on one line without its body") {
    CHECK(signatures(
              "export function first<T>(\n  list: T[], // all\n  n = 1,\n): T {\n return 1\n}\n"
              "export const Card: FC<Props> = memo((props) => {\n  return <p/>\n})\n"
              "const small = 3\n"
              "interface Long {\n  a: string\n}\n"
              "class A extends B {\n  go() {\n  }\n}\n") ==
          Lines{"export function first<T>(list: T[], n = 1): T { … }",
                "export const Card: FC<Props> = memo((props) => { … })", "const small = 3",
                "interface Long { a: string }", "class A extends B { … }", "go() { … }"});
  }

  TEST_CASE("the comment above belongs to the declaration") {
    const auto scan = scan_symbols(
        Language::typescript, "// far\n\n/**\n * What it does.\n */\nexport function a() {}\n");
    REQUIRE(scan.symbols.size() == 1);
    CHECK(scan.symbols[0].comment_line == 3);
  }

  TEST_CASE("style sheets, pages, JSON and Markdown have their own") {
    CHECK(symbols(Language::css,
                  "@import 'x';\n@media (min-width: 1px) {\n  .a, .b {\n c: d }\n}\n"
                  "a:hover{}") ==
          Lines{"at_rule @import 'x' 1-1", "at_rule @media (min-width: 1px) 2-5",
                "rule @media (min-width: 1px)..a, .b 3-4", "rule a:hover 6-6"});
    CHECK(symbols(Language::html,
                  "<main>\n<div id=\"app\"></div>\n<script>if (a</b) {}</script>"
                  "\n</main>") ==
          Lines{"landmark main 1-4", "id main.app 2-2", "script main.script 3-3"});
    CHECK(
        symbols(Language::json, "{\n \"a\": {\n  \"b\": [1, {\"x\": 2}]\n },\n \"c\": \"}\"\n}") ==
        Lines{"key a 2-4", "key a.b 3-3", "key c 5-5"});
    CHECK(symbols(Language::markdown, "# A\ntext\n## B\n```\n# no\n```\n# C #\nend") ==
          Lines{"heading A 1-6", "heading A.B 3-6", "heading C 7-8"});
  }

  TEST_CASE("a script that never closes says so, and what came before stands") {
    const auto scan = scan_symbols(Language::tsx, "const a = 1\nfunction b() {\n  const c = <p>");
    REQUIRE(scan.gave_up);
    CHECK(!scan.symbols.empty());
    CHECK(scan.symbols[0].name == "a");
  }

  TEST_CASE("a text made to be slow takes no longer than any other") {
    for (const std::string_view part :
         {"function a(", "class a{b(){", "const a=", "a<", "({", "<a b={", "describe('a',()=>{",
          "@a{", "#", "<p id=a>", "{\"a\":", "const a = (x): ", "export ", "if (a) "}) {
      std::string text;
      while (text.size() < 100'000) text += part;
      for (const Language language :
           {Language::tsx, Language::css, Language::html, Language::json, Language::markdown}) {
        static_cast<void>(scan_symbols(language, text));
      }
    }
  }
}
