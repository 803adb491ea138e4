#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const std::string sound =
    "export function Note() {\n"
    "  return <p>Open every day</p>;\n"
    "}\n";

Said syntax(std::string at) {
  return {"parse_error", "Unexpected token", std::move(at), Category::syntax};
}

std::string each_line(std::string_view text, auto&& write) {
  std::string out;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n') + 1;
    out += write(number, std::string(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

TEST_SUITE("healing/fixers/wrapping") {
  TEST_CASE("tags around a file and thoughts above it go") {
    CHECK(healed_app("<file path=\"src/App.tsx\">\n" + sound + "</file>\n", syntax("<file")) ==
          sound);
    CHECK(healed_app("<thinking>A note is wanted.</thinking>\n" + sound, syntax("<thinking")) ==
          sound);
    CHECK(healed_app("<thinking>\nA note\nis wanted.\n</thinking>\n" + sound,
                     syntax("<thinking")) == sound);
  }

  TEST_CASE("a fence around a style sheet goes, whichever file the error names") {
    TextTree tree{{"src/a.css", "```css\n.a {\n  color: red;\n}\n```\n"},
                  {"prerender.ts", "export {};\n"}};
    CHECK(healed(tree, {{"tailwindcss_vite", "Invalid declaration: ````css .a`", "",
                         Category::syntax, "prerender.ts"}}) ==
          TextTree{{"src/a.css", ".a {\n  color: red;\n}\n"}});
  }

  TEST_CASE("numbers of lines go where every line has its own") {
    const auto numbered = [](std::size_t number, const std::string& line) {
      return std::to_string(number) + "| " + line;
    };
    CHECK(healed_app(each_line(sound, numbered), syntax("1|")) == sound);
  }

  TEST_CASE("of a diff the new lines stay") {
    std::string broken = sound;
    broken.insert(broken.find("  return"), "-  return <p>Closed</p>;\n+");
    CHECK(healed_app(broken, syntax("-  return")) == sound);
  }

  TEST_CASE("a file of texts as one line of JSON is read as its lines, though it looks sound") {
    const std::string lines = "// Texts\nexport const a = \"b\";\nexport const c = 1;\n";
    TextTree tree{
        {"src/App.tsx", "import { a } from \"./texts\";\nconsole.log(a);\n"},
        {"src/texts.ts", "// Texts\\nexport const a = \\\"b\\\";\\nexport const c = 1;\\n"}};
    CHECK(healed(tree, {{"TS2306", "File '/site/src/texts.ts' is not a module.", "\"./texts\""}}) ==
          TextTree{{"src/texts.ts", lines}});
    CHECK(healed(tree, {{"missing_export", "\"a\" is not exported by \"src/texts.ts\".", "a }",
                         Category::dependency}}) == TextTree{{"src/texts.ts", lines}});
  }

  TEST_CASE("methods, functions and types of other languages") {
    const auto mended = [](std::string text, const Said& said) {
      return healed_app("export const a = (b: string[]) => " + text + ";\n", said);
    };
    CHECK(mended("b.contains(\"c\")",
                 {"TS2339", "Property 'contains' does not exist on type 'string[]'.",
                  "contains"}) == "export const a = (b: string[]) => b.includes(\"c\");\n");
    CHECK(mended("b.size()", {"TS2339", "Property 'size' does not exist on type 'string[]'.",
                              "size"}) == "export const a = (b: string[]) => b.length;\n");
    CHECK(mended("len(b)", {"TS2304", "Cannot find name 'len'.", "len"}) ==
          "export const a = (b: string[]) => b.length;\n");
    CHECK(healed_app("export const a = (b: str) => b;\n",
                     {"TS2304", "Cannot find name 'str'.", "str"}) ==
          "export const a = (b: string) => b;\n");
  }

  TEST_CASE("an empty state holds what is put into it") {
    const auto mended = [](const std::string& message) {
      return healed_app(
          "const [list, setList] = useState([]);\n"
          "const add = () => setList([{ id: 1 }]);\n",
          {"TS2322", message, "setList(["});
    };
    CHECK(mended("Type '{ id: number; }' is not assignable to type 'never'.")
              .starts_with("const [list, setList] = useState<{ id: number; }[]>([]);\n"));
    CHECK(mended("Argument of type '(was: never[]) => { id: number; }[]' is not assignable to "
                 "parameter of type 'SetStateAction<never[]>'.")
              .starts_with("const [list, setList] = useState<{ id: number; }[]>([]);\n"));
    CHECK(mended("Property 'id' does not exist on type 'never'.")
              .starts_with("const [list, setList] = useState<any[]>([]);\n"));
  }
}
