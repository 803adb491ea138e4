#include "context/scan/modules.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "context/scan/script_modules.hpp"

using namespace sitewright::context;

namespace {

using Names = std::vector<std::string>;

Names specifiers(Language language, std::string_view text) {
  Names names;
  for (const auto& import : scan_modules(language, text).imports) {
    names.push_back((import.type_only ? "type " : "") + std::string(import.specifier));
  }
  return names;
}

Names imports(std::string_view text) {
  Names names = specifiers(Language::tsx, text);
  Names exact;
  for (const auto& import : scan_script_exactly(Language::tsx, text).imports) {
    exact.push_back((import.type_only ? "type " : "") + std::string(import.specifier));
  }
  CHECK(names == exact);
  return names;
}

Names exports(std::string_view text) {
  Names names;
  for (const auto& name : scan_modules(Language::tsx, text).exports) {
    names.push_back((name.type_only ? "type " : "") + std::string(name.name));
  }
  return names;
}

}  // namespace

TEST_SUITE("context/scan/modules") {
  TEST_CASE("every form of import is found") {
    CHECK(imports("import a from 'a'; import {b, c as d} from \"b\"\nimport * as e from 'e';") ==
          Names{"a", "b", "e"});
    CHECK(imports("import 'side';import f, {g} from'f'; import h, * as i from 'h'") ==
          Names{"side", "f", "h"});
    CHECK(
        imports("import type {A} from 'a'; import type B from 'b'; import type from 'c';\n"
                "import type, {D} from 'd'; import type from from 'e'; import {type F} from 'f'") ==
        Names{"type a", "type b", "c", "d", "type e", "f"});
    CHECK(imports("const a = await import('a'); import(`b`); import(c); import('d' + e)") ==
          Names{"a", "b"});
    CHECK(imports("let a: typeof import('a'); let b: import('b').B; import('c').then(d)") ==
          Names{"type a", "type b", "c"});
    CHECK(imports("type ANameOfMoreThanSixteenBytes = import('a');") == Names{"type a"});
    CHECK(imports("const a = require('a'); require.resolve('b'); import c = require('c')") ==
          Names{"a", "b", "c"});
    CHECK(imports("import {\n  a, // the first\n  b /* 'x' */,\n} from './a'") == Names{"./a"});
    CHECK(imports("import data from './a.json' with { type: 'json' }") == Names{"./a.json"});
    CHECK(imports("import.meta.glob(['./a/*.ts', '!./a/b.ts'])") == Names{"./a/*.ts", "!./a/b.ts"});
    CHECK(imports("new URL('./a.png', import.meta.url)") == Names{"./a.png"});
  }

  TEST_CASE("what only looks like an import is none") {
    CHECK(imports("// import a from 'a'\n/* import 'b' */ 'import \"c\"'; `import 'd'`").empty());
    CHECK(imports("a.import('b'); a\n  .require('c'); importer('d'); ({ import: 'e' })").empty());
    CHECK(imports("/import 'a'/.test(x); y = /['\"`]/; z = a / b / c").empty());
    CHECK(imports("<p>Do not import \"this\" or that</p>").empty());
    CHECK(imports("// It ends here.\nimport a from 'a'") == Names{"a"});
    CHECK(imports("declare module 'x' {}").empty());
  }

  TEST_CASE("quotes and lines of JSX text neither hide imports nor are any") {
    CHECK(imports("<p>Don't <img src={require('./a.png')}/> it's</p>") == Names{"./a.png"});
    CHECK(imports("<p>\"//{import('./a')}</p>") == Names{"./a"});
    CHECK(imports("[<p>it's</p>, import('./a'), 'b']") == Names{"./a"});
    CHECK(imports("<p>{name}import 'x' there</p>").empty());
    CHECK(imports("<pre>\n  First line,\n  import 'x'\n</pre>").empty());
    CHECK(imports("a();import 'a';b = {};import c from 'c'") == Names{"a", "c"});
  }

  TEST_CASE("templates, regular expressions and JSX text hide no import") {
    CHECK(imports("const a = `x ${b ? `y ${{c: '}'}.c}` : ''} z`;\nimport 'd'") == Names{"d"});
    CHECK(imports("const a = `${await import('b')}`") == Names{"b"});
    CHECK(imports("if (a) /[`]/.test(b)\nimport 'c'") == Names{"c"});
    CHECK(imports("const a = (1 + 2) / 3; const b = `/`;\nimport 'c'") == Names{"c"});
    CHECK(imports("const a = <p>Don't stop</p>;\nimport 'b'") == Names{"b"});
    CHECK(imports("const a = <p>can't {`won't`}</p>;\nimport 'b'") == Names{"b"});
    CHECK(imports("const a = <a href=\"x\">http://x `</a>;\nimport 'b'") == Names{"b"});
    CHECK(imports("const a = <code>src/*</code>;\nimport 'b'") == Names{"b"});
    CHECK(imports("const f = <T,>(x: T) => x; const g = <T extends A>(x: T) => `${x}`;\n"
                  "import 'a'") == Names{"a"});
    CHECK(imports("const f = a < b && c > d;\nimport 'e'") == Names{"e"});
    CHECK(imports("#!/usr/bin/env node\nimport 'a'") == Names{"a"});
    CHECK(imports("...require('a')") == Names{"a"});
  }

  TEST_CASE("places are bytes and lines, escapes are decoded") {
    const auto scan =
        scan_modules(Language::typescript, "// \xc3\xa9\n\nimport a from '\\u0061/b'");
    REQUIRE(scan.imports.size() == 1);
    CHECK(scan.imports[0].specifier == "a/b");
    CHECK(scan.imports[0].line == 3);
    CHECK(scan.imports[0].offset == 22);
  }

  TEST_CASE("a byte order mark is no part of the first word, nor of what a file begins with") {
    const std::string mark = "\xef\xbb\xbf";
    CHECK(imports(mark + "import 'a'\nimport 'b'") == Names{"a", "b"});
    CHECK(imports(mark + "require('a'); import('b')") == Names{"a", "b"});
    CHECK(imports(mark + "#!/usr/bin/env node it's\nimport 'a'") == Names{"a"});
    CHECK(imports(mark + "/['\"`]/.test(x)\nimport 'a'") == Names{"a"});
    CHECK(imports(mark + "import.meta.glob('./*.ts')") == Names{"./*.ts"});
    CHECK(exports(mark + "export const a = 1; export {b}") == Names{"a", "b"});
    CHECK(specifiers(Language::css, mark + "@import 'a.css';") == Names{"a.css"});
    CHECK(specifiers(Language::html, mark + "<script src=a.js></script>") == Names{"a.js"});
    CHECK(specifiers(Language::markdown, mark + "[a]: b.md") == Names{"b.md"});
    CHECK(specifiers(Language::markdown, mark + "```\n[a](b)\n```\n[c](d.md)") == Names{"d.md"});
    const auto scan = scan_modules(Language::typescript, mark + "import 'a'\nexport let b = `c");
    CHECK(scan.imports.at(0).offset == 11);
    CHECK(scan.imports[0].line == 1);
    CHECK(scan.exports.at(0).offset == 25);
    CHECK(scan.gave_up == GaveUp{GaveUp::Reason::unclosed_template, 29, 2});
  }

  TEST_CASE("the patterns of one glob call belong together, those of two do not") {
    const auto scan = scan_modules(Language::typescript,
                                   "import.meta.glob(['./a/*.ts', '!./a/b.ts'])\n"
                                   "import.meta.glob('./a/b.ts')");
    REQUIRE(scan.imports.size() == 3);
    CHECK(scan.imports[0].call == scan.imports[1].call);
    CHECK(scan.imports[1].call != scan.imports[2].call);
  }

  TEST_CASE("exports are named as others see them") {
    CHECK(exports("export default function a() {}") == Names{"default"});
    CHECK(exports("export {a, b as c, type D as E, f as default}") ==
          Names{"a", "c", "type E", "default"});
    CHECK(exports("export * from 'a'; export * as b from 'b'; export type {C} from 'c'") ==
          Names{"*", "b", "type C"});
    CHECK(exports("export const a = 1; export async function b() {}; export abstract class C {}\n"
                  "export interface D {} export type E = 1; export const enum F {}\n"
                  "export const {g, h: i, ...j} = k; export let l, m; export declare const n: 1") ==
          Names{"a", "b", "C", "type D", "type E", "F", "g", "i", "j", "l", "m", "n"});
  }

  TEST_CASE("a link inside a code span of Markdown is none, behind a lone backtick it is one") {
    CHECK(specifiers(Language::markdown, "`[a](b.md)` [c](d.md) ``x ` [e](f.md)`` [g](h.md)") ==
          std::vector<std::string>{"d.md", "h.md"});
    CHECK(specifiers(Language::markdown, "a ` tick and [c](d.md)") ==
          std::vector<std::string>{"d.md"});
  }

  TEST_CASE("style sheets, pages and Markdown name what they load") {
    CHECK(specifiers(Language::css,
                     "@import 'a.css'; @import url(b.css); /* @import 'c' */ @plugin \"d\";\n"
                     "a { composes: b from './e.css'; background: url( 'f.png' ) url(data:x) }") ==
          Names{"a.css", "b.css", "d", "./e.css", "f.png"});
    CHECK(specifiers(Language::css,
                     "@import 'a', \"b\" ,\n 'c'; a { quotes: 'd', 'e' }\n"
                     "@use 'f' with ($font: 'g', $other: 'h'); @import 'i' layer(j), 'k';") ==
          Names{"a", "b", "c", "f", "i"});
    CHECK(specifiers(Language::html,
                     "<!-- <script src='a'> --><link rel=icon href=/b.svg><script type=module "
                     "src=\"/c.ts\"></script><img src='d.png'><a href='e'>") ==
          Names{"/b.svg", "/c.ts", "d.png"});
    CHECK(
        specifiers(Language::markdown, "[a](b.md#c) ![d](<e.png>)\n```\n[x](y)\n```\n[f]: g.md") ==
        Names{"b.md", "e.png", "g.md"});
  }

  TEST_CASE("scripts and styles that stand in a page import, other raw text does not") {
    const std::string_view page =
        "<style>@import './a.css';\n.b { background: url(b.png) }</style>\n"
        "<script type=\"module\">\nimport \"./\\u0063.ts\"; const s = '<b>'; "
        "import('./d')\n</script>"
        "<script type=application/json>{\"a\": \"import('./no')\"}</script>"
        "<script src=e.js>import './no'</script>"
        "<script>import.meta.glob(['./f/*', '!./f/g'])</script>\n"
        "<img srcset=\"h.png, i.png 2x,\n  data:image/png;base64,AA 3x, j.png 40w\">"
        "<object data='k.svg' src='l'></object><p data='no'>";
    CHECK(specifiers(Language::html, page) == Names{"./a.css", "b.png", "./c.ts", "./d", "e.js",
                                                    "./f/*", "!./f/g", "h.png", "i.png", "j.png",
                                                    "k.svg", "l"});
    const auto scan = scan_modules(Language::html, page);
    const Names lines_of_first{"1", "2", "4", "4"};
    for (std::size_t at = 0; at < lines_of_first.size(); ++at) {
      CHECK(std::to_string(scan.imports[at].line) == lines_of_first[at]);
    }
    for (const auto& import : scan.imports) {
      if (import.specifier != "./c.ts") {
        CHECK(page.substr(import.offset).starts_with(import.specifier));
      }
    }
    const auto open = scan_modules(Language::html, "<p>\n<script>\nimport 'a'; `");
    CHECK(open.imports.size() == 1);
    CHECK(open.gave_up == GaveUp{GaveUp::Reason::unclosed_template, 25, 3});
  }

  TEST_CASE("only what could be JSX text around an import is left to the tokens") {
    const auto is_quick = [](std::string_view text) {
      return scan_script_quickly(Language::tsx, text).has_value();
    };
    const std::string element = "export const A = () => <p>it's</p>;\n";
    CHECK(is_quick("throw new Error('<A> requires an important child');\n" + element));
    CHECK(is_quick("declare module 'a' {\n  export interface B {}\n}\n" + element));
    CHECK(is_quick("const a = 1; // <A> is imported\n" + element));
    CHECK_FALSE(is_quick("<p>it's {import('a')} isn't</p>"));
    CHECK_FALSE(is_quick("<p>'{require ('a')}'</p>"));
    CHECK_FALSE(is_quick("<p>\n  import a from 'b'\n</p>"));
    CHECK(imports("<p>it's {import('a')} isn't {'b'}</p>; import 'c'") == Names{"a", "c"});
  }

  TEST_CASE("strings, comments and lines are the same wherever they lie in the text") {
    for (std::size_t gap = 0; gap < 80; ++gap) {
      const std::string space(gap, ' ');
      const std::string lines(gap, '\n');
      const std::string text = space + "/* import 'no' " + space + "*/ import 'a'; // import 'no'" +
                               space + "{\n'\"" + space + "'; `import'no'`;" + lines +
                               "export const b = \"" + space + "\", c = import('d')";
      CHECK(imports(text) == Names{"a", "d"});
      CHECK(exports(text) == Names{"b"});
      CHECK(scan_modules(Language::tsx, text).imports.back().line == 2 + gap);
      CHECK(scan_script_quickly(Language::tsx, text).has_value() ==
            scan_script_quickly(Language::tsx, text + "\n").has_value());
    }
  }

  TEST_CASE("an unclosed text says where, and what came before stands") {
    const auto scan = scan_modules(Language::typescript, "import 'a'\nconst b = `never");
    CHECK(scan.imports.size() == 1);
    REQUIRE(scan.gave_up);
    CHECK(scan.gave_up->reason == GaveUp::Reason::unclosed_template);
    CHECK(scan.gave_up->line == 2);
  }

  TEST_CASE("a text made to be slow takes no longer than any other") {
    for (const std::string_view part :
         {"import {", "=/[", "'\\'", "<a>(", "import/*", "`${", "import.meta.glob<", "export type ",
          "((((", "<a b={", "/\\/", "a'\"", "\"url(", "\n.import("}) {
      std::string text;
      while (text.size() < 200'000) text += part;
      for (const Language language : {Language::tsx, Language::typescript, Language::css,
                                      Language::html, Language::markdown}) {
        static_cast<void>(scan_modules(language, text));
      }
    }
  }
}
