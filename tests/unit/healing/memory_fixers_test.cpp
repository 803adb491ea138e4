// What is written from half a memory: helpers, packages, words and keys that are known elsewhere.
#include "healing/manifest_key.hpp"
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said unknown_name(std::string name, std::string at) {
  return {"TS2304", "Cannot find name '" + std::move(name) + "'.", std::move(at)};
}

}  // namespace

TEST_SUITE("healing/fixers/memory") {
  TEST_CASE("a helper that joins class names is written where it is called and is no file's") {
    const std::string app = "export const A = () => <p className={cn(\"a\", \"b\")}>one</p>;\n";
    CHECK(healed_app(app, unknown_name("cn", "cn(")) ==
          app +
              "\nfunction cn(...names: unknown[]) {\n  return names.filter(Boolean).join(\" "
              "\");\n}\n");
    const std::string objects = "export const A = () => <p className={cn({ a: true })}>one</p>;\n";
    CHECK(healed_app(objects, unknown_name("cn", "cn(")) == "(unchanged)");
    const TextTree others{{"src/lib.ts", "export const cn = (a: string) => a;\n"}};
    CHECK(healed_app(app, unknown_name("cn", "cn("), others) ==
          "import { cn } from \"./lib\";\n" + app);
  }

  TEST_CASE("an import of that helper from a file that there is not goes with it") {
    const std::string import = "import { cn } from \"@/lib/utils\";\n";
    const std::string app = "export const A = () => <p className={cn(\"a\")}>one</p>;\n";
    const Said said{"unresolved_import", "failed to resolve import \"@/lib/utils\"", "@/lib",
                    Category::dependency};
    CHECK(healed_app(import + app, said) ==
          app +
              "\nfunction cn(...names: unknown[]) {\n  return names.filter(Boolean).join(\" "
              "\");\n}\n");
  }

  TEST_CASE("a mistyped key of packages is found once, and only where its right one is missing") {
    const auto key = misspelt_key(R"({ "dependancies": { "react": "1" } })");
    REQUIRE(key);
    CHECK(key->meant == "dependencies");
    CHECK(misspelt_key(R"({ "devDependecies": { "vite": "1" }, "dependencies": {} })")->meant ==
          "devDependencies");
    CHECK_FALSE(
        misspelt_key(R"({ "dependancies": {}, "dependencies": {} , "devDependencies": {} })"));
    CHECK_FALSE(misspelt_key(R"({ "peerDependencies": {}, "optionalDependencies": {} })"));
    CHECK_FALSE(misspelt_key(R"({ "dependancies": "none" })"));
    CHECK_FALSE(misspelt_key("no JSON"));
  }

  TEST_CASE("a member of a union that only its type says is called as all that use it") {
    const TextTree tree{
        {"src/kind.ts", "export type Form = \"split\" | \"Centred\" | \"poster\";\n"},
        {"src/App.tsx",
         "export const a: Form = \"centred\";\nexport const b = a === \"centred\" ? 1 : 2;\n"}};
    const Said said{"TS2820",
                    "Type '\"centred\"' is not assignable to type 'Form'. Did you mean "
                    "'\"Centred\"'?",
                    "a: Form"};
    CHECK(healed(tree, {said}).at("src/kind.ts") ==
          "export type Form = \"split\" | \"centred\" | \"poster\";\n");
    TextTree both = tree;
    both["src/kind.ts"] = "export type Form = \"centred\" | \"Centred\";\n";
    CHECK_FALSE(healed(both, {said}).contains("src/kind.ts"));
    TextTree once = tree;
    once["src/App.tsx"] = "export const a: Form = \"centred\";\n";
    CHECK_FALSE(healed(once, {said}).contains("src/kind.ts"));
  }

  TEST_CASE("a member of a union is called as the key of the record of them all") {
    const TextTree tree{{"src/kind.ts", "export type Icon = \"chart\" | \"haert\" | \"home\";\n"},
                        {"src/App.tsx",
                         "const paths: Record<Icon, string> = {\n  chart: \"M1\",\n  heart: "
                         "\"M2\",\n  home: \"M3\",\n};\n"}};
    CHECK(healed(tree, {{"TS2561",
                         "Object literal may only specify known properties, but 'heart' does not "
                         "exist in type 'Record<Icon, string>'. Did you mean to write 'chart'?",
                         "heart:"}})
              .at("src/kind.ts") == "export type Icon = \"chart\" | \"heart\" | \"home\";\n");
  }

  TEST_CASE("a mistyped key of a record is called as its union, which nothing else says") {
    const TextTree tree{
        {"src/kind.ts", "export type Icon = \"heart\" | \"home\";\n"},
        {"src/App.tsx", "const paths: Record<Icon, string> = { haert: \"M2\", home: \"M3\" };\n"}};
    const auto whole = healed(tree, {{"TS2561",
                                      "Object literal may only specify known properties, but "
                                      "'haert' does not exist in type 'Record<Icon, string>'. Did "
                                      "you mean to write 'heart'?",
                                      "haert:"}});
    CHECK(whole.at("src/App.tsx").contains("{ heart: "));
  }

  TEST_CASE("a parameter of a list that nothing reads takes the name of what is read") {
    CHECK(
        healed_app("export const A = ({ columns }: P) => columns.map((item) => <b>{column}</b>);\n",
                   {"TS2552", "Cannot find name 'column'. Did you mean 'columns'?", "column}<"}) ==
        "export const A = ({ columns }: P) => columns.map((column) => <b>{column}</b>);\n");
    CHECK(
        healed_app(
            "export const A = ({ columns }: P) => columns.map((item) => <b>{item}{column}</b>);\n",
            {"TS2552", "Cannot find name 'column'. Did you mean 'columns'?", "column}<"}) !=
        "export const A = ({ columns }: P) => columns.map((column) => <b>{item}{column}</b>);\n");
  }

  TEST_CASE("a component that waits for nothing is no async one; one that waits stays") {
    const Said said{"TS2786",
                    "'A' cannot be used as a JSX component.\nIts return type 'Promise<Element>' is "
                    "not a valid JSX element.",
                    "A"};
    CHECK(healed_app("export async function A() {\n  return <p>one</p>;\n}\n", said) ==
          "export function A() {\n  return <p>one</p>;\n}\n");
    CHECK(healed_app("export async function A() {\n  await load();\n  return <p>one</p>;\n}\n",
                     said) == "(unchanged)");
  }

  TEST_CASE("words and marks: use client without quotes, a chain taken apart, less in a text") {
    CHECK(healed_app("use client;\nexport const a = 1;\n",
                     {"TS1434", "Unexpected keyword or identifier.", "use", Category::syntax}) ==
          "\"use client\";\nexport const a = 1;\n");
    CHECK(healed_app("export const a = b? .c();\n",
                     {"TS1109", "Expression expected.", ".c", Category::syntax}) ==
          "export const a = b?.c();\n");
    CHECK(healed_app("export const A = () => (\n  <p>under < 5 minutes</p>\n);\n",
                     {"TS1003", "Identifier expected.", " 5 min", Category::syntax}) ==
          "export const A = () => (\n  <p>under {\"<\"} 5 minutes</p>\n);\n");
  }

  TEST_CASE("of two default exports one goes when both are the same thing, and never another one") {
    const Said said{"TS2528", "A module cannot have multiple default exports.", "default"};
    CHECK(
        healed_app("export default function A() {\n  return <p>one</p>;\n}\n\nexport default A;\n",
                   said) == "export default function A() {\n  return <p>one</p>;\n}\n\n");
    CHECK(healed_app("const B = () => <p>two</p>;\nexport default function A() {\n  return "
                     "<p>one</p>;\n}\n\nexport default B;\n",
                     said) == "(unchanged)");
  }

  TEST_CASE("an asset behind an alias is found by the file that could not be loaded") {
    const TextTree others{{"src/logo.svg", "<svg/>"}};
    CHECK(healed_app("import logo from \"@/logos.svg\";\nexport const a = logo;\n",
                     {"vite_asset",
                      "Could not load /site/src/logos.svg (imported by src/App.tsx): ENOENT: no "
                      "such file or directory",
                      "", Category::unknown},
                     others)
              .contains("logo.svg\""));
  }

  TEST_CASE("icons of another package are those of the one that is asked for") {
    const TextTree others{
        {"package.json", "{\n  \"dependencies\": {\n    \"lucide-react\": \"0.5.0\"\n  }\n}\n"}};
    CHECK(healed_app("import { Sun } from \"react-icons/fa\";\nexport const a = <Sun />;\n",
                     {"TS2307", "Cannot find module 'react-icons/fa'", "react-icons/fa",
                      Category::dependency},
                     others) ==
          "import { Sun } from \"lucide-react\";\nexport const a = <Sun />;\n");
  }
}
