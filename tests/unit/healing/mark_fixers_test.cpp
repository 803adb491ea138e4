// Marks of tags, of code and of parameters that are left out, doubled or of another kind.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string mended(std::string_view text, std::string at, std::string code = "TS1005",
                   std::string message = "Expression expected.") {
  const bool type = code.starts_with("TS2");
  return healed_app(text, {std::move(code), std::move(message), std::move(at),
                           type ? Category::type : Category::syntax});
}

std::string page(std::string_view children) {
  return "import { Hero } from \"./Hero\";\n\nexport const A = ({ b }: { b: string }) => (\n"
         "  <main>\n    <Hero />\n" +
         std::string(children) + "  </main>\n);\n";
}

struct Slip {
  std::string right;
  std::string wrong;
  std::string told;  ///< of where the tool points
};

void check(const Slip& slip, std::string (*around)(std::string_view)) {
  const std::string right = around(slip.right);
  const std::string wrong = around(slip.wrong);
  CAPTURE(wrong);
  CHECK(mended(wrong, slip.told) == right);
}

std::string bare(std::string_view text) {
  return std::string(text);
}

}  // namespace

TEST_SUITE("healing/fixers/marks") {
  TEST_CASE("a tag that lost its begin gets it back wherever it stands") {
    for (const Slip& slip : {
             Slip{"    <p className=\"c\">\n      {b}\n    </p>\n",
                  "    p className=\"c\">\n      {b}\n    </p>\n", "</p>"},
             Slip{"    <h2>Our bread</h2>\n", "    h2>Our bread</h2>\n", "Our"},
             Slip{"    <p>\n      more <em>of it</em>\n    </p>\n",
                  "    <p>\n      more em>of it</em>\n    </p>\n", "</em>"},
             Slip{"    <ul\n      id=\"c\"\n      className={b}\n    >\n      <li>d</li>\n    "
                  "</ul>\n",
                  "    ul\n      id=\"c\"\n      className={b}\n    >\n      <li>d</li>\n    "
                  "</ul>\n",
                  "</ul>"},
             Slip{"    <Hero title={b} />\n", "    Hero title={b} />\n", "title"},
             Slip{"    <img src={b} alt=\"\" />\n", "    img src={b} alt=\"\" />\n", "src"},
             Slip{"    <div>\n      {b}\n    </div>\n", "    <div>\n      {b}\n    /div>\n",
                  "</main>"},
             Slip{"    <li>{b}</li>\n    <li>c d</li>\n", "    <li>{b}</li>\n    <li>c d/li>\n",
                  "</main>"},
         }) {
      check(slip, page);
    }
  }

  TEST_CASE("what is left of a tag is never written as text") {
    const Said said{"TS1382", "Unexpected token. Did you mean `{'>'}` or `&gt;`?", ">\n  </main",
                    Category::syntax};
    for (const std::string_view rest :
         {"    /div>\n", "    Hero title={b} />\n", "    c=\"d\">\n"}) {
      CAPTURE(rest);
      const std::string after = healed_app(page(rest), said);
      CHECK_FALSE(after.contains("{\">\"}"));
    }
    CHECK(healed_app(page("    a > b\n"), {said.code, said.message, "> b", Category::syntax})
              .contains("a {\">\"} b"));
  }

  TEST_CASE("a tag with a bracket too many, without its blank, without its end") {
    for (const Slip& slip : {
             Slip{"    <p>{b}</p>\n", "    <<p>{b}</p>\n", "<p>"},
             Slip{"    <span className=\"c\">{b}</span>\n", "    <spanclassName=\"c\">{b}</span>\n",
                  "=\"c\""},
             Slip{"    <input\n      id=\"c\"\n      value={b}\n    />\n    <p>d</p>\n",
                  "    <input\n      id=\"c\"\n      value={b}\n    <p>d</p>\n", "<p>d"},
         }) {
      check(slip, page);
    }
  }

  TEST_CASE("a tag that ends in itself and is closed besides holds what stands between") {
    for (const Slip& slip : {
             Slip{"    <p className=\"c\">{b}</p>\n", "    <p className=\"c\" />{b}</p>\n", "</p>"},
             Slip{"    {b ? <p>{b}</p> : null}\n", "    {b ? <p />{b}</p> : null}\n", "{b}</p>"},
             Slip{"    <p> Our <b>own</b> bread</p>\n", "    <p /> Our <b>own</b> bread</p>\n",
                  "</p>"},
             Slip{"    <Hero title={b}>{b}</Hero>\n", "    <Hero title={b} />{b}</Hero>\n",
                  "</Hero>"},
             Slip{"    <p>\n      Our <em />\n    </p>\n",
                  "    <p />\n      Our <em />\n    </p>\n", "</p>"},
         }) {
      check(slip, page);
    }
    // A dot in front of a text whose own tag is gone; one that never holds anything.
    const std::string dot = page("    <span className=\"dot\" /> {b}</span>\n");
    CHECK_FALSE(mended(dot, "</span>").contains("<span className=\"dot\"> {b}</span>"));
    const std::string line = page("    <hr />{b}</hr>\n");
    CHECK_FALSE(mended(line, "</hr>").contains("<hr>{b}</hr>"));
    const std::string deeper = page("      <div className=\"bar\" />\n      {b}\n    </div>\n");
    CHECK_FALSE(mended(deeper, "</div>").contains("<div className=\"bar\">"));
  }

  TEST_CASE("marks that are doubled, of another kind or at the wrong side") {
    for (const Slip& slip : {
             Slip{"const a = b.title;\n", "const a = b..title;\n", ".title"},
             Slip{"const a = b ? 1 : 2;\n", "const a = b ? 1 :: 2;\n", ": 2"},
             Slip{"const a = b !== c;\n", "const a = b =!= c;\n", "!= c"},
             Slip{"const a = b === c;\n", "const a = b ==== c;\n", "= c"},
             Slip{"interface A {\n  b: C[];\n}\n", "interface A {\n  b: []C;\n}\n", "C;"},
             Slip{"const a = list.map((b) => (\n  <li>{b}</li>\n));\n",
                  "const a = list.map((b) => (\n  <li>{b}</li>,\n));\n", "));"},
             Slip{"const b = c.length;\nif (a.length < 2) d();\n",
                  "const b = c.length;\nif (a length < 2) d();\n", "length <"},
         }) {
      check(slip, bare);
    }
    CHECK(mended("interface A {\n  b: string?;\n}\n", "string?", "TS17019") ==
          "interface A {\n  b?: string;\n}\n");
    CHECK(mended("const a = <p>{b,text}</p>;\n", "b,text", "TS1005",
                 "JSX expressions may not use the comma operator") ==
          "const a = <p>{b.text}</p>;\n");
    CHECK(mended("const a = <p>{b = undefined ? null : c}</p>;\n", "b =", "TS2322",
                 "Type 'Element | null' is not assignable to type 'Art | undefined'.") ==
          "const a = <p>{b === undefined ? null : c}</p>;\n");
  }

  TEST_CASE("brackets around parameters, of which the rest of the pair is there") {
    for (const Slip& slip : {
             Slip{"function A({ b, c = d.e }: F) {\n  return b;\n}\n",
                  "function A(b, c = d.e }: F) {\n  return b;\n}\n", "}: F"},
             Slip{"function A({ b, c }: F) {\n  return b;\n}\n",
                  "function A({ b, c: F) {\n  return b;\n}\n", ") {"},
             Slip{"function A({ b }: { b: F }) {\n  return b;\n}\n",
                  "function A({ b: { b: F }) {\n  return b;\n}\n", ") {"},
             Slip{"function a(b: F, c = 1): string {\n  return b;\n}\n",
                  "function a(b: F, c = 1: string {\n  return b;\n}\n", "return"},
             Slip{"function A({ b }: F) {\n  return b;\n}\n",
                  "function A { b }: F) {\n  return b;\n}\n", "}: F"},
             Slip{"function a() {\n  const b = 1;\n}\n", "function a( {\n  const b = 1;\n}\n",
                  "b ="},
             Slip{"const a = { b: (c, d) => c + d };\n", "const a = { b: c, d => c + d };\n", "=>"},
             Slip{"const a = useId();\n", "const a = useId(;\n", ";"},
             Slip{"const a = useId();\n", "const a = useId );\n", ")"},
             Slip{"const a: B = {\n  c: 1,\n};\n", "const a: B {\n  c: 1,\n};\n", "{"},
             Slip{"const a: B[] = [\n  c,\n];\n", "const a: B[] [\n  c,\n];\n", "c,"},
             Slip{"const a: B = (c) => {\n  d(c);\n};\n", "const a: B (c) => {\n  d(c);\n};\n",
                  "=>"},
             Slip{"const a = (b: C) =>\n  b ? (\n    <p>c</p>\n  ) : (\n    <b>d</b>\n  );\n",
                  "const a = (b: C) =>\n  b ?\n    <p>c</p>\n  ) : (\n    <b>d</b>\n  );\n",
                  ") : ("},
         }) {
      check(slip, bare);
    }
    CHECK(mended("const a = rows.map(row, index => row);\n", "row,", "TS2552",
                 "Cannot find name 'row'. Did you mean 'rows'?") ==
          "const a = rows.map((row, index) => row);\n");
  }

  TEST_CASE("a value between quotes of two kinds") {
    const auto mended = [](std::string_view text, std::string at) {
      return healed_app(
          text, {"TS1002", "Unterminated string literal.", std::move(at), Category::syntax});
    };
    CHECK(
        mended("const a = (\n  <p className='b c\">\n    {d}\n  </p>\n);\nconst e = f;\n", "'b") ==
        "const a = (\n  <p className=\"b c\">\n    {d}\n  </p>\n);\nconst e = f;\n");
    CHECK(mended("const a = (\n  <p id=\"b' className=\"c\">\n    {d}\n  </p>\n);\n", "\"b") ==
          "const a = (\n  <p id=\"b\" className=\"c\">\n    {d}\n  </p>\n);\n");
  }

  TEST_CASE("a tag that is opened twice, far above what the tools tell of") {
    const std::string lines = "    <p>{a}</p>\n    <p>{b}</p>\n    <p>{c}</p>\n    <p>{d}</p>\n";
    CHECK(healed_app("const e = (\n  <main>\n  <main>\n" + lines + "  </main>\n);\n",
                     {"TS1005", "'</' expected.", ");", Category::syntax}) ==
          "const e = (\n  <main>\n" + lines + "  </main>\n);\n");
  }

  TEST_CASE("a closing tag behind one that stands deeper is not taken out") {
    const std::string broken =
        "const a = (\n  <main>\n    <div>\n      <p>b</p>\n      </div>\n    </div>\n  "
        "</main>\n);\n";
    const auto fixes =
        propose({{"src/App.tsx", broken}},
                std::vector<Problem>{{Category::syntax, "TS17002",
                                      "Expected corresponding JSX closing tag for 'main'.",
                                      "src/App.tsx", 6, 7}},
                {});
    for (const Fix& fix : fixes) CHECK_FALSE(fix.summary.contains("closed already"));
  }
}
