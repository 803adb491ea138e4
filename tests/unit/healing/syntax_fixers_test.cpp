#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const std::string page =
    "import { Card } from \"./Card\";\n"
    "\n"
    "export function Page({ items }: { items: string[] }) {\n"
    "  const first = items.slice(0, 3);\n"
    "  return (\n"
    "    <section className=\"page\">\n"
    "      <h1>Menu</h1>\n"
    "      {first.map((item) => (\n"
    "        <Card key={item} title={item} />\n"
    "      ))}\n"
    "      <p>\n"
    "        Open every day.\n"
    "      </p>\n"
    "    </section>\n"
    "  );\n"
    "}\n";

std::string without(std::string text, std::string_view part, std::string_view with = "") {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), with);
}

/// Breaks the page in one place; the repair has to give it back.
void gives_back(std::string_view part, std::string_view with, std::string_view at,
                std::string_view message = "Unexpected token") {
  const std::string broken = without(page, part, with);
  CAPTURE(broken);
  CHECK(healed_app(broken, {"parse_error", std::string(message), std::string(at),
                            Category::syntax}) == page);
}

}  // namespace

TEST_SUITE("healing/fixers/syntax") {
  TEST_CASE("a bracket, quote or tag that is missing or too many: the page is as it was") {
    gives_back("slice(0, 3);", "slice(0, 3;", ";\n  return", "')' expected.");
    gives_back("      ))}\n", "      )}\n", ")}\n      <p>");
    gives_back("  );\n}\n", "  );\n", "  );");
    gives_back("title={item} />", "title={item />", "title={item");
    gives_back("      </p>\n", "", "</section>");
    gives_back("</h1>", "</h2>", "</h2>");
    gives_back("      ))}\n", "      )))}\n", ")))}");
  }

  TEST_CASE("a text that lost its closing quote ends before the next key, and keeps its commas") {
    const auto list = [](std::string_view lantern, std::string_view moon) {
      return "export const products = [\n  { id: \"p1\", name: " + std::string(lantern) +
             ", price: 48, size: \"medium\", tags: [\"brass\", \"outdoor\"] },\n" +
             "  { id: \"p2\", name: " + std::string(moon) +
             ", price: 22, size: \"small\", tags: [\"paper\"], note: \"Keep it dry\" },\n];\n";
    };
    const auto mended = [](const std::string& text, std::string_view at) {
      return healed_app(text, {"TS1005", "',' expected.", std::string(at), Category::syntax});
    };
    const std::string whole = list("\"Harbour, lantern\"", "\"Paper moon\"");
    CHECK(mended(list("\"Harbour, lantern", "\"Paper moon\""), "medium") == whole);
    CHECK(mended(list("\"Harbour, lantern\"", "\"Paper moon"), "small") == whole);
    CHECK(mended(without(whole, "\"p1\"", "\"p1"), "Harbour") == whole);
    CHECK(mended(without(whole, "dry\"", "dry"), "\"Keep") == whole);
    CHECK(mended(without(whole, "\"brass\"", "\"brass"), "outdoor") == whole);
    CHECK(mended(without(whole, "\"medium\"", "\"medium"), "brass") == whole);
    CHECK(mended(without(whole, "\"Paper", "Paper"), "moon") == whole);
  }

  TEST_CASE("the value of an attribute ends on its own line, and hides no element") {
    const std::string whole =
        "const app = (\n  <div className=\"app\">\n    <Bar title=\"Lantern Works\" />\n"
        "    <main>\n      <Route path=\"/\" element={<Home />} />\n    </main>\n  </div>\n);\n";
    const Said said{"TS1005", "'>' expected.", "element", Category::syntax};
    CHECK(healed_app(without(whole, "Works\"", "Works"), said) == whole);
    CHECK(healed_app(without(whole, "\"app\"", "\"app"), said) == whole);
    CHECK(healed_app(without(whole, "Works\"", "Works disabled"), said) ==
          without(whole, "Works\"", "Works\" disabled"));
  }

  TEST_CASE("a template literal that lost its end takes no code with it") {
    const std::string whole =
        "export function price(of: number, currency: string) {\n"
        "  return write(`${of.toFixed(2)} ${currency}`, currency);\n}\n\n"
        "export function sum(a: number, b: number) {\n  return a + b;\n}\n";
    CHECK(healed_app(without(whole, "currency}`", "currency}"),
                     {"TS1160", "Unterminated template literal.", "sum", Category::syntax}) ==
          whole);
  }

  TEST_CASE("a lost quote stands beside what is no text: arguments, modules, substitutions") {
    const std::string whole =
        "import { root } from \"react-dom/client\";\n"
        "export const names = (open: boolean) => join(\"nav\", open && \"nav-open\");\n"
        "export const price = (a: number, b: string) => `${a.toFixed(2)} ${b}`;\n";
    const auto mended = [&](std::string_view part, std::string_view now, std::string_view at) {
      return healed_app(without(whole, part, now),
                        {"TS1005", "',' expected.", std::string(at), Category::syntax});
    };
    CHECK(mended("\"react", "react", "react") == whole);
    CHECK(mended("client\"", "client", "client") == whole);
    CHECK(mended("\"nav\"", "\"nav", "nav-open") == whole);
    CHECK(mended("`${a", "${a", "${a") == whole);
  }

  TEST_CASE("where a text has no end, no sentence is taken for code") {
    const std::string whole =
        "export const house = {\n  id: \"house\", title: \"Stay and work – by the water\",\n};\n";
    const Said said{"TS1005", "',' expected.", "Stay", Category::syntax};
    CHECK(healed_app(without(whole, "\"house\",", "\"house,"), said) == whole);
    CHECK(healed_app(without(whole, "\"Stay", "Stay"), said) == whole);
  }

  TEST_CASE("a list that lost its opening bracket is none of a condition's sides") {
    const std::string whole =
        "export const links = [\n  { to: \"/\", label: \"Home\" },\n"
        "  { to: \"/products\", label: \"All\" },\n  { to: \"/contact\", label: \"Write\" },\n];\n";
    TextTree app{{"src/App.tsx", without(whole, "= [", "=")}};
    const TextTree files =
        healed(app, {{"TS1005", "';' expected.", "{ to: \"/products\"", Category::syntax},
                     {"TS1005", "':' expected.", "},\n  { to: \"/contact\"", Category::syntax}});
    CHECK(files == TextTree{{"src/App.tsx", whole}});
  }

  TEST_CASE("half of a pair is lost, the other half tells where it stood") {
    const std::string root = without(page, "    <section className=\"page\">\n");
    const std::string opened = without(page, " className=\"page\"");
    const Said said{"TS1005", "')' expected.", "</section>", Category::syntax};
    CHECK(healed_app(root, said) == opened);

    const std::string list =
        "export const a = (b: string[]) => b.map((one, index) => one + index);\n"
        "export const pick = (flag: boolean) => String(flag ? \"in\" : \"out\");\n"
        "export function text(value: string) {\n  return value;\n}\n";
    const auto comma = [&](std::string_view part, std::string_view with, std::string_view at) {
      CHECK(healed_app(without(list, part, with),
                       {"TS1005", "',' expected.", std::string(at), Category::syntax}) == list);
    };
    comma("map((one", "map(one", "=> one +");
    comma("flag ? ", "flag ", "\"in\"");
    comma("value: string", "value string", "string) {");
  }

  TEST_CASE("a comma is put where the tool asks for it") {
    CHECK(healed_app("const a = {\n  b: 1\n  c: 2,\n};\n",
                     {"TS1005", "',' expected.", "c: 2", Category::syntax}) ==
          "const a = {\n  b: 1,\n  c: 2,\n};\n");
  }

  TEST_CASE("a file that ends in the middle is left alone: what it lost cannot be told") {
    const std::string half = page.substr(0, page.find("        <Card"));
    CHECK(healed_app(half, {"parse_error", "Unexpected end of file", "{first", Category::syntax}) ==
          "(unchanged)");
  }

  TEST_CASE("keywords that are mistyped") {
    CHECK(healed_app("cosnt a = 1;\n", {"TS1435", "Unknown keyword or identifier.", "cosnt",
                                        Category::syntax}) == "const a = 1;\n");
  }

  TEST_CASE("what is no code goes: fences with talk, conflict markers, typographic quotes") {
    CHECK(healed_app("Here it is:\n\n```tsx\nexport const a = 1;\n```\n",
                     {"TS1434", "Unexpected keyword or identifier.", "Here", Category::syntax}) ==
          "export const a = 1;\n");
    CHECK(healed_app("<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> b\n",
                     {"TS1185", "Merge conflict marker encountered.", "<<<", Category::syntax}) ==
          "const a = 1;\n");
    CHECK(healed_app("const a = <p className=“x”>“Hi”</p>;\n",
                     {"TS1127", "Invalid character.", "“", Category::syntax}) ==
          "const a = <p className=\"x\">“Hi”</p>;\n");
  }

  TEST_CASE("HTML in JSX: void elements, comments, several roots") {
    CHECK(healed_app("const a = (\n  <p>\n    one<br>\n    two\n  </p>\n);\n",
                     {"TS17008", "JSX element 'br' has no corresponding closing tag.", "br",
                      Category::syntax}) ==
          "const a = (\n  <p>\n    one<br />\n    two\n  </p>\n);\n");
    CHECK(healed_app("const a = (\n  <p>\n    <!-- note -->\n    text\n  </p>\n);\n",
                     {"TS1003", "Identifier expected.", "!--", Category::syntax}) ==
          "const a = (\n  <p>\n    {/* note */}\n    text\n  </p>\n);\n");
    CHECK(healed_app("const a = (\n  <p>1</p>\n  <p>2</p>\n);\n",
                     {"TS2657", "JSX expressions must have one parent element.", "<p>1",
                      Category::syntax}) ==
          "const a = (\n  <>\n  <p>1</p>\n  <p>2</p>\n  </>\n);\n");
  }

  TEST_CASE("JSON of configuration: commas, comments, quotes") {
    TextTree tree{{"package.json", "{\n  // scripts\n  \"a\": 'b'\n  \"c\": [1, 2,],\n}\n"}};
    const TextTree files = healed(tree, {{"invalid_json", "package.json is not JSON.", "",
                                          Category::syntax, "package.json"}});
    CHECK(files == TextTree{{"package.json", "{\n  \n  \"a\": \"b\",\n  \"c\": [1, 2]\n}\n"}});
  }

  TEST_CASE("style sheets: a brace that is missing, one too many, a semicolon") {
    const auto sheet = [](std::string text, std::string at) {
      TextTree tree{{"src/a.css", std::move(text)}};
      return healed(tree, {{"tailwindcss_vite", "Missing closing } at .a", std::move(at),
                            Category::syntax, "src/a.css"}})
          .at("src/a.css");
    };
    const std::string whole = ".a {\n  color: red;\n}\n\n.b {\n  color: blue;\n}\n";
    CHECK(sheet(".a {\n  color: red;\n\n.b {\n  color: blue;\n}\n", ".b") ==
          ".a {\n  color: red;\n}\n\n.b {\n  color: blue;\n}\n");
    CHECK(sheet(".a {\n  color: red;\n}\n}\n\n.b {\n  color: blue;\n}\n", ".b") == whole);
    CHECK(sheet(".a {\n  color: red\n  margin: 0;\n}\n", ".a") ==
          ".a {\n  color: red;\n  margin: 0;\n}\n");
  }
}
