// Repairs that passed a build and took something away: a page that ends at its first load,
// utilities of a sheet, attributes that show something. And settings of which one half was there.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said unknown_attribute(std::string name, std::string type) {
  return {"TS2322",
          "Type '{ " + name + ": string; }' is not assignable to type '" + type + "'.\nProperty '" +
              name + "' does not exist on type '" + type + "'.",
          name + "="};
}

const std::string props = "IntrinsicAttributes & { title: string; children: ReactNode; }";

}  // namespace

TEST_SUITE("healing/fixers/content") {
  TEST_CASE("what is read as JSON has null for what is missing, never an empty text") {
    const Said said{"TS2345",
                    "Argument of type 'string | null' is not assignable to parameter of type "
                    "'string'.\nType 'null' is not assignable to type 'string'.",
                    "localStorage"};
    CHECK(healed_app("const a = JSON.parse(localStorage.getItem(\"k\"));\n", said) ==
          "const a = JSON.parse(localStorage.getItem(\"k\") ?? \"null\");\n");
    CHECK(healed_app("setName(localStorage.getItem(\"k\"));\n", said) ==
          "setName(localStorage.getItem(\"k\") ?? \"\");\n");
  }

  TEST_CASE("an attribute that the component reads stays, also where both are in one file") {
    const std::string app =
        "function Card({ title, badge }: { title: string }) {\n  return <p>{title}{badge}</p>;\n}\n"
        "export const e = <Card title=\"a\" badge=\"x\" />;\n";
    const TextTree files = healed(
        {{"src/App.tsx", app}},
        {{"TS2339", "Property 'badge' does not exist on type '{ title: string; }'.", "badge }"},
         unknown_attribute("badge", "IntrinsicAttributes & { title: string; }")});
    const auto after = files.find("src/App.tsx");
    CHECK((after == files.end() || after->second.contains("badge=\"x\"")));
  }

  TEST_CASE("an attribute that holds an element or a component is not taken out") {
    const std::string type = "IntrinsicAttributes & { title: string; }";
    CHECK(healed_app("export const a = <Card title=\"a\" foot={<b>Bread</b>} />;\n",
                     unknown_attribute("foot", type)) == "(unchanged)");
    CHECK(healed_app("export const a = <Card title=\"a\" foot={Footer} />;\n",
                     unknown_attribute("foot", type)) == "(unchanged)");
    CHECK(healed_app("export const a = <Card title=\"a\" tone=\"b\" />;\n",
                     unknown_attribute("tone", type)) ==
          "export const a = <Card title=\"a\" />;\n");
  }

  TEST_CASE("a route that names its component gets an element of it") {
    const Said said = unknown_attribute("component", "IntrinsicAttributes & RouteProps");
    CHECK(healed_app("export const a = <Route path=\"/\" component={Home} />;\n", said) ==
          "export const a = <Route path=\"/\" element={<Home />} />;\n");
    CHECK(healed_app("export const a = <Route element={<Home />} component={Home} />;\n", said) ==
          "(unchanged)");
  }

  TEST_CASE("what stands between the tags of an element is no attribute that it lacks") {
    CHECK(healed_app("export const a = <Section heading=\"x\"><b>a</b></Section>;\n",
                     unknown_attribute("heading", props)) ==
          "export const a = <Section title=\"x\"><b>a</b></Section>;\n");
    CHECK(healed_app("export const a = <Section heading=\"x\" />;\n",
                     unknown_attribute("heading", props)) == "(unchanged)");
  }

  TEST_CASE("a sheet that is read by itself refers to the one that reads Tailwind") {
    const TextTree tree{
        {"package.json", "{ \"devDependencies\": { \"@tailwindcss/vite\": \"4.3.3\" } }\n"},
        {"src/parts/card.module.css", ".card {\n  @apply px-4;\n}\n"},
        {"src/style/site.css", "@import \"tailwindcss\";\n\na {\n  @apply px-4 underlin;\n}\n"}};
    const auto said = [](std::string name, std::string file) {
      return Said{"tailwindcss_vite",
                  "Cannot apply unknown utility class `" + name +
                      "`. Are you using CSS modules or similar and missing `@reference`?",
                  "", Category::syntax, std::move(file)};
    };
    CHECK(healed(tree, {said("px-4", "src/parts/card.module.css")}) ==
          TextTree{{"src/parts/card.module.css",
                    "@reference \"../style/site.css\";\n\n.card {\n  @apply px-4;\n}\n"}});
    CHECK(healed(tree, {said("underlin", "src/style/site.css")}).at("src/style/site.css") ==
          "@import \"tailwindcss\";\n\na {\n  @apply px-4 underline;\n}\n");
  }

  TEST_CASE("utilities and exports of old are those that the table of deprecations has instead") {
    const TextTree tree{
        {"package.json", "{ \"devDependencies\": { \"@tailwindcss/vite\": \"4.3.3\" } }\n"},
        {"src/site.css", "@import \"tailwindcss\";\na {\n  @apply flex-grow-0 block;\n}\n"}};
    CHECK(healed(tree, {{"tailwindcss_vite", "Cannot apply unknown utility class `flex-grow-0`", "",
                         Category::syntax, "src/site.css"}})
              .at("src/site.css") == "@import \"tailwindcss\";\na {\n  @apply grow-0 block;\n}\n");
    CHECK(healed_app("import { useFormState } from \"react-dom\";\nexport const a = () => "
                     "useFormState(b, c);\n",
                     {"TS2305", "Module '\"react-dom\"' has no exported member 'useFormState'.",
                      "useFormState"}) ==
          "import { useActionState } from \"react\";\nexport const a = () => useActionState(b, "
          "c);\n");
  }

  TEST_CASE("an alias that TypeScript alone knows is told to Vite, where its file is") {
    const std::string paths =
        "{ \"compilerOptions\": { \"paths\": { \"@/*\": [\"./src/*\"] } }, \"include\": [\"src\"] "
        "}";
    TextTree tree{{"tsconfig.json", paths},
                  {"vite.config.ts", "export default defineConfig({\n  plugins: [],\n});\n"},
                  {"src/lib/a.ts", "export const a = 1;\n"},
                  {"src/App.tsx", "import { a } from \"@/lib/a\";\nexport const b = a;\n"}};
    const Said said{"unresolved_import", "Could not resolve '@/lib/a' in src/App.tsx", "",
                    Category::dependency, "src/App.tsx"};
    CHECK(healed(tree, {said}) ==
          TextTree{{"vite.config.ts",
                    "export default defineConfig({\n  resolve: { alias: { \"@\": new "
                    "URL(\"./src\", import.meta.url).pathname } },\n  plugins: [],\n});\n"}});
    tree["vite.config.ts"] =
        "export default defineConfig({\n  resolve: { alias: {} },\n  plugins: [],\n});\n";
    CHECK_FALSE(healed(tree, {said}).contains("vite.config.ts"));
  }

  TEST_CASE("paths of aliases begin where the settings are, or where they said so") {
    const Said said{"TS5090", "Non-relative paths are not allowed. Did you forget a leading './'?",
                    "", Category::configuration, "tsconfig.json"};
    CHECK(healed({{"tsconfig.json",
                   "{ \"compilerOptions\": { \"paths\": { \"@/*\": [\"src/*\", \"./a/*\"] } } }"}},
                 {said})
              .at("tsconfig.json") ==
          "{ \"compilerOptions\": { \"paths\": { \"@/*\": [\"./src/*\", \"./a/*\"] } } }");
    CHECK(healed({{"tsconfig.json",
                   "{ \"compilerOptions\": { \"baseUrl\": \"./src\", \"paths\": { \"@/*\": "
                   "[\"lib/*\"] } } }"}},
                 {said})
              .at("tsconfig.json") ==
          "{ \"compilerOptions\": { \"baseUrl\": \"./src\", \"paths\": { \"@/*\": "
          "[\"./src/lib/*\"] } } }");
  }
}
