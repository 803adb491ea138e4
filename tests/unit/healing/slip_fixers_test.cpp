#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const std::string page =
    "import { useState } from \"react\";\n"
    "\n"
    "export function Page({ note, list }: { note: string; list: string[] }) {\n"
    "  const [open, setOpen] = useState(false);\n"
    "  const turn = () => setOpen(!open);\n"
    "  return (\n"
    "    <section style={{ marginTop: 4 }}>\n"
    "      <h1>Our bread</h1>\n"
    "      <button type=\"button\" onClick={turn}>\n"
    "        {open && note ? <b>{note}</b> : null}\n"
    "      </button>\n"
    "      <ul>\n"
    "        {list.map((one) => (\n"
    "          <li key={one}>{one}</li>\n"
    "        ))}\n"
    "      </ul>\n"
    "    </section>\n"
    "  );\n"
    "}\n";

std::string with(std::string_view part, std::string_view now) {
  std::string text = page;
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), now);
}

void gives_back(std::string_view part, std::string_view now, std::string_view at, Said said) {
  const std::string broken = with(part, now);
  CAPTURE(broken);
  said.at = at;
  CHECK(healed_app(broken, said) == page);
}

Said syntax(std::string message) {
  return {"parse_error", std::move(message), "", Category::syntax};
}
Said type(std::string code, std::string message) {
  return {std::move(code), std::move(message), ""};
}

}  // namespace

TEST_SUITE("healing/fixers/slips") {
  TEST_CASE("tags of which a mark went wrong") {
    gives_back("</h1>", "< /h1>", "< /h1>", syntax("Unexpected token"));
    gives_back("      </ul>\n", "      </ul\n", "    </section>", syntax("'>' expected."));
    gives_back("      <ul>\n", "      <ul />\n", "</section>",
               syntax("Expected corresponding JSX closing tag for 'section'."));
    gives_back("</h1>", "<h1>", "<h1>",
               syntax("JSX element 'h1' has no corresponding closing tag."));
    gives_back("{note}</b>", "{note}</b></b>", "</b></b>", syntax("Unexpected token"));
  }

  TEST_CASE("attributes with braces too many or too few, styles with the names of CSS") {
    gives_back("style={{ marginTop: 4 }}", "style={{ margin-top: 4 }}", "-top",
               syntax("',' expected."));
    gives_back("style={{ marginTop: 4 }}", "style={ marginTop: 4 }", ": 4",
               syntax("'}' expected."));
    gives_back(" : null}", "}", "}\n      </button>", syntax("':' expected."));
  }

  TEST_CASE("marks and words of other languages") {
    gives_back("open && note", "open and note", "and note", syntax("'}' expected."));
    gives_back("const turn = () => ", "const turn = () -> ", "-> set", syntax("Unexpected token"));
    gives_back("(one) => (", "(one) = > (", "> (\n", syntax("Unexpected token"));
    gives_back("useState(false)", "useState(False)", "False",
               type("TS2304", "Cannot find name 'False'."));
  }

  TEST_CASE("handlers that are called or quoted where they are to be named") {
    gives_back("onClick={turn}", "onClick={turn()}", "onClick",
               type("TS2322", "Type 'void' is not assignable to type 'MouseEventHandler'."));
    gives_back("onClick={turn}", "onClick=\"turn()\"", "onClick",
               type("TS2322", "Type 'string' is not assignable to type 'MouseEventHandler'."));
    gives_back("onClick={turn}", "onClick=\"{turn}\"", "onClick",
               type("TS2322", "Type 'string' is not assignable to type 'MouseEventHandler'."));
  }

  TEST_CASE("declarations without their keyword, imports that end too early") {
    gives_back("  const turn =", "  turn =", "turn =", type("TS2304", "Cannot find name 'turn'."));
    gives_back("export function Page(", "export Page(", "Page(", syntax("Unexpected token"));
    gives_back("} from \"react\"", "}; from \"react\"", "; from", syntax("'from' expected."));
    gives_back("{open && note ?", "{open && props.note ?", "props",
               type("TS2304", "Cannot find name 'props'."));
  }

  TEST_CASE("a text is closed before the comma of its line, which is none of its words") {
    CHECK(healed_app("export const a = {\n  kind: \"Work,\n};\n",
                     {"TS1002", "Unterminated string literal.", ",\n}", Category::syntax}) ==
          "export const a = {\n  kind: \"Work\",\n};\n");
  }

  TEST_CASE("braces of a text are closed behind the name, not behind what looks like its end") {
    CHECK(healed_app("export const a = (id: string) => `${id-error`;\n",
                     {"TS1160", "Unterminated template literal.", "`${", Category::syntax}) ==
          "export const a = (id: string) => `${id}-error`;\n");
  }

  TEST_CASE("a backtick behind a statement goes, those of texts stay") {
    const std::string sound =
        "const a = 1;\nconst b = (c: string) => `x ${c}`;\nexport { a, b };\n";
    std::string broken = sound;
    broken.insert(12, "`");
    CHECK(healed_app(broken, {"TS1005", "';' expected.", "x $", Category::syntax}) == sound);
  }

  TEST_CASE("of two constants of one name the one above the assignment may change") {
    CHECK(healed_app("function a() {\n  const x = 1;\n  return x;\n}\n"
                     "function b() {\n  for (const x = 0; x < 3; x += 1) a();\n}\n",
                     {"TS2588", "Cannot assign to 'x' because it is a constant.", "x += 1"}) ==
          "function a() {\n  const x = 1;\n  return x;\n}\n"
          "function b() {\n  for (let x = 0; x < 3; x += 1) a();\n}\n");
  }

  TEST_CASE("files that were handed over as something else") {
    std::string line;
    for (const char c : page) line += c == '\n' ? "\\n" : c == '"' ? "\\\"" : std::string(1, c);
    CHECK(healed_app(line, {"TS1127", "Invalid character.", "", Category::syntax}) == page);
    CHECK(healed_app("src/App.tsx\n\n" + page, {"TS2304", "Cannot find name 'src'.", "src"}) ==
          "\n" + page);
    CHECK(healed_app(page + page, {"TS2393", "Duplicate function implementation.", "Page("}) ==
          page);
  }

  TEST_CASE("modules as CommonJS writes them") {
    CHECK(healed_app("const { a, b: c } = require(\"./x\");\nmodule.exports = { c };\n",
                     {"TS2591", "Cannot find name 'require'.", "require"}) ==
          "import { a, b as c } from \"./x\";\nexport { c };\n");
    CHECK(healed_app("const x = require(\"./x\");\nexports.y = x;\n",
                     {"TS2591", "Cannot find name 'require'.", "require"},
                     {{"src/x.ts", "export const a = 1;\n"}}) ==
          "import * as x from \"./x\";\nexport const y = x;\n");
  }

  TEST_CASE("settings: what a site cannot do without") {
    const std::string options = "{\n  \"compilerOptions\": {\n    \"lib\": [\"es2023\"]\n  }\n}\n";
    const auto mended = [&](const Said& said) {
      return healed({{"tsconfig.json", options}, {"src/App.tsx", page}}, {said})["tsconfig.json"];
    };
    CHECK(mended({"TS2584", "Cannot find name 'document'.", ""}).contains("[\"es2023\", \"dom\"]"));
    CHECK(mended({"TS17004", "Cannot use JSX unless the '--jsx' flag is provided.", ""})
              .contains("\"jsx\": \"react-jsx\""));
  }

  TEST_CASE("style sheets: a parenthesis in the middle of a line, comments of scripts") {
    const auto sheet = [](const std::string& text) {
      const Said said{"vite_css", "css: Missed semicolon", "", Category::syntax, "src/a.css"};
      return healed({{"src/a.css", text}}, {said})["src/a.css"];
    };
    CHECK(sheet(".a { color: var(--x; margin: 0; }\n") == ".a { color: var(--x); margin: 0; }\n");
    CHECK(sheet("// The page\n.a {\n  margin: 0;\n}\n") ==
          "/* The page */\n.a {\n  margin: 0;\n}\n");
  }
}

TEST_SUITE("healing/fixers/content") {
  TEST_CASE("a list that was cut is not closed: what it lost cannot be told") {
    CHECK(healed_app("export const breads = [\n  \"Rye\",\n  \"Corn\",\n",
                     {"TS1005", "']' expected.", "\"Corn\"", Category::syntax}) == "(unchanged)");
    CHECK(healed_app("export const title = \"Our br",
                     {"TS1002", "Unterminated string literal.", "\"Our", Category::syntax}) ==
          "(unchanged)");
  }

  TEST_CASE("an element that a function drops is given back with what mends its brackets") {
    const std::string broken =
        "export const A = () => (\n  <B>\n    {(a: string) => {\n"
        "      <p>{a}</p>;\n    )}\n  </B>\n);\n";
    const Said said{"TS1005", "'}' expected.", ")}\n  </B>", Category::syntax};
    const std::string app = healed_app(broken, said);
    CAPTURE(app);
    CHECK(app.contains("return <p>{a}</p>"));
  }

  TEST_CASE("an element behind the label of a switch is given back") {
    CHECK(healed_app("export function A(k: string) {\n  switch (k) {\n    case \"a\":\n"
                     "      (\n        <p />\n      );\n    default:\n      return null;\n  }\n}\n",
                     {"TS7029", "Fallthrough case in switch.", "case"})
              .contains("      return (\n        <p />"));
  }

  TEST_CASE("a file that is abridged in a comment is not closed either") {
    CHECK(healed_app(
              with("      </ul>\n    </section>\n", "      {/* ... rest of the list ... */}\n"),
              {"TS17008", "JSX element 'section' has no corresponding closing tag.", "<section",
               Category::syntax}) == "(unchanged)");
  }

  TEST_CASE("a function that lost its last brace behind its return is closed") {
    const std::string cut = page.substr(0, page.size() - 2);
    CHECK(healed_app(cut, {"TS1005", "'}' expected.", "  );", Category::syntax}) == page);
  }

  TEST_CASE("the only import of a component stays: what is missing is its element") {
    const TextTree others{
        {"src/Foot.tsx", "export function Foot() {\n  return <p>Open every day</p>;\n}\n"}};
    const std::string app =
        "import { Foot } from \"./Foot\";\nexport const App = () => <main />;\n";
    CHECK(healed_app(app, {"TS6133", "'Foot' is declared but its value is never read.", "Foot"},
                     others) == "(unchanged)");
  }

  TEST_CASE("a text that nothing shows yet is not taken out with its name") {
    const std::string app =
        "export function App() {\n  const note = \"Open every day\";\n  return <p />;\n}\n";
    CHECK(healed_app(app, {"TS6133", "'note' is declared but its value is never read.", "note"}) ==
          "(unchanged)");
  }

  TEST_CASE("of two keys that say different things neither is chosen") {
    const std::string data =
        "export const a = {\n  text: \"Rye of today\",\n  text: \"Corn of Monday\",\n};\n";
    CHECK(healed_app(data, {"TS1117", "An object literal cannot have multiple properties.",
                            "text: \"Corn"}) == "(unchanged)");
  }

  TEST_CASE("quotes within a text become part of it, in code and in attributes") {
    const auto list = [](std::string_view label) {
      return "export const links = [{ to: \"/a\", label: " + std::string(label) + " }];\n";
    };
    const Said said{"TS1005", "',' expected.", "to us", Category::syntax};
    CHECK(healed_app(list("\"Write \"to us\" now\""), said) == list("\"Write \\\"to us\\\" now\""));
    CHECK(healed_app(list("\"Write \"to us\"\""), said) == list("\"Write \\\"to us\\\"\""));
    CHECK(healed_app("export const a = <Bar title=\"The \"to us\" bar\" />;\n", said) ==
          "export const a = <Bar title=\"The &quot;to us&quot; bar\" />;\n");
  }

  TEST_CASE("a list among elements that lost the brace in front of it") {
    gives_back("{list.map(", "list.map(", "> (\n          <li",
               syntax("Unexpected token. Did you mean `{'>'}` or `&gt;`?"));
  }

  TEST_CASE("braces in a text close behind what is known") {
    const std::string whole =
        "export const line = (sheet: Sheet) => path(sheet.h, `M0 ${sheet.h}Z`);\n";
    std::string broken = whole;
    broken.erase(broken.find("}Z"), 1);
    CHECK(healed_app(broken, {"TS1005", "'}' expected.", "Z`", Category::syntax}) == whole);
  }

  TEST_CASE("a value is given with one =") {
    gives_back("turn = () =>", "turn == () =>", "== ()", syntax("Unexpected token"));
  }
}
