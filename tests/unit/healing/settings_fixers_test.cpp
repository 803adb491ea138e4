#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

const std::string manifest =
    "{\n  \"devDependencies\": {\n    \"@tailwindcss/vite\": \"4.3.3\",\n    \"tailwindcss\": "
    "\"4.3.3\",\n    \"vite\": \"8.3.8\"\n  }\n}\n";

Said of_sheet(std::string message, std::string file = "src/site.css") {
  return {"tailwindcss_vite", std::move(message), "", Category::syntax, std::move(file)};
}

std::string sheet_after(const TextTree& tree, const Said& said) {
  const TextTree files = healed(tree, {said});
  const auto sheet = files.find("src/site.css");
  return sheet == files.end() ? std::string("(unchanged)") : sheet->second;
}

}  // namespace

TEST_SUITE("healing/fixers/settings") {
  TEST_CASE("a tsconfig that is gone is written anew, and refers to those that are there") {
    const TextTree tree{{"tsconfig.app.json", "{}"}, {"src/App.tsx", "export const a = 1;\n"}};
    const Said gone{"TS5083", "Cannot read file '/site/tsconfig.json'.", "",
                    Category::configuration, ""};
    CHECK(healed(tree, {gone}).at("tsconfig.json").contains("\"./tsconfig.app.json\""));
    const Said of_app{"TS6053", "File '/site/tsconfig.app.json' not found.", "",
                      Category::configuration, ""};
    const TextTree alias{{"tsconfig.json", "{}"}, {"src/App.tsx", "import a from \"@/a\";\n"}};
    const std::string app = healed(alias, {of_app}).at("tsconfig.app.json");
    CHECK(app.contains("\"jsx\": \"react-jsx\""));
    CHECK(app.contains("\"@/*\": [\"./src/*\"]"));
  }

  TEST_CASE("the transform of JSX is the new one, and modules are found as bundlers do") {
    const TextTree tree{
        {"tsconfig.json",
         "{ \"compilerOptions\": { \"jsx\": \"react\", \"moduleResolution\": \"node16\" } }"},
        {"src/App.tsx", "export const a = <p />;\n"}};
    CHECK(healed(tree, {{"TS2686", "'React' refers to a UMD global.", "<p"}})
              .at("tsconfig.json")
              .contains("\"jsx\": \"react-jsx\""));
    CHECK(healed(tree, {{"TS5110", "Option 'module' must be set to 'Node16'.", "",
                         Category::configuration, "tsconfig.json"}})
              .at("tsconfig.json")
              .contains("\"moduleResolution\": \"bundler\""));
  }

  TEST_CASE("a page begins with the script that starts the site, whatever it is called now") {
    const TextTree tree{{"index.html", "<script type=\"module\" src=\"/src/main.tsx\"></script>"},
                        {"src/start.tsx", "createRoot(root).render(<App />);\n"}};
    CHECK(healed(tree, {{"vite_build_html", "Failed to resolve /src/main.tsx from /site/index.html",
                         "", Category::configuration, "index.html"}})
              .at("index.html") == "<script type=\"module\" src=\"/src/start.tsx\"></script>");
  }

  TEST_CASE("a page has its script and its element again") {
    TextTree tree{{"index.html", "<body>\n<div id=\"root\"></div>\n</body>"},
                  {"src/main.tsx", "createRoot(root).render(<App />);\n"}};
    const Said empty{"empty_page", "Nothing is on the page.", "", Category::configuration,
                     "dist/index.html"};
    CHECK(healed(tree, {empty})
              .at("index.html")
              .contains("<script type=\"module\" src=\"/src/main.tsx\"></script>"));
    const Said root{"no_root_element",
                    "The scripts put the site into #root, which is not on the page.", "",
                    Category::configuration, "dist/index.html"};
    tree["index.html"] = "<body><div id=\"app\"></div></body>";
    CHECK(healed(tree, {root}).at("index.html") == "<body><div id=\"root\"></div></body>");
    tree["index.html"] = "<body></body>";
    TextTree rendered = tree;
    rendered["prerender.ts"] = "const marks = { \"<!--page-->\": body };\n";
    rendered["index.html"] = "<head>\n</head><body>\n</body>";
    CHECK(healed(rendered, {root}).at("index.html") ==
          "<head>\n<!--head-->\n</head><body>\n<div id=\"root\"><!--page--></div>\n</body>");
    rendered["index.html"] =
        "<head><!--head--></head><body><div id=\"app\"><!--page--></div></body>";
    CHECK(healed(rendered, {root}).at("index.html") ==
          "<head><!--head--></head><body><div id=\"root\"><!--page--></div></body>");
    CHECK(healed(tree, {root}).at("index.html") == "<body>\n    <div id=\"root\"></div></body>");
  }

  TEST_CASE("a plugin that is named is called") {
    const TextTree tree{{"vite.config.js",
                         "import react from \"@vitejs/plugin-react\";\nexport default { plugins: "
                         "[react] };\n"}};
    CHECK(healed(tree, {{"build_failed", "Cannot assign to read only property 'name' of object", "",
                         Category::configuration, ""}})
              .at("vite.config.js")
              .contains("[react()]"));
  }

  TEST_CASE(
      "values of Tailwind that there are not do without, unless Tailwind itself is not read") {
    const Said theme = of_sheet("Could not resolve value for theme function: `theme(colors.x.5)`.");
    TextTree tree{
        {"package.json", manifest},
        {"src/site.css", "@import \"tailwindcss\";\na {\n  color: theme(colors.x.5);\n}\n"}};
    CHECK(sheet_after(tree, theme) ==
          "@import \"tailwindcss\";\na {\n  color: theme(colors.x.5, initial);\n}\n");
    tree["src/site.css"] = "@imoprt \"tailwindcss\";\na {\n  color: theme(colors.x.5);\n}\n";
    CHECK(sheet_after(tree, theme) ==
          "@import \"tailwindcss\";\na {\n  color: theme(colors.x.5);\n}\n");
    tree["src/site.css"] = "a {\n  @apply flex;\n}\n";
    CHECK(sheet_after(tree, of_sheet("Cannot apply unknown utility class `flex`")) ==
          "@import \"tailwindcss\";\n\na {\n  @apply flex;\n}\n");
  }

  TEST_CASE(
      "parts of Tailwind 3 are one import, fences go, a text is closed before its declaration "
      "ends") {
    TextTree tree{
        {"package.json", manifest},
        {"src/site.css", "@import \"tailwindcss/base\";\n@import \"tailwindcss/utilities\";\n"}};
    CHECK(sheet_after(tree, of_sheet("Missing \"./base\" specifier in \"tailwindcss\" package")) ==
          "@import \"tailwindcss\";\n");
    tree["src/site.css"] = "@import \"tailwindcss\";\na {\n  color: red;\n}\n```\n";
    CHECK(sheet_after(tree, of_sheet("[lightningcss minify] Unexpected end of input")) ==
          "@import \"tailwindcss\";\na {\n  color: red;\n}\n");
    tree["src/site.css"] = "a { content: \".; color: red; }\n";
    CHECK(sheet_after(tree, of_sheet("Unterminated string: \".; color: red; }\"")) ==
          "a { content: \".\"; color: red; }\n");
  }

  TEST_CASE("a second unknown utility of one rule is another mistake than the first") {
    const Problem one{Category::syntax, "tailwindcss_vite",
                      "Cannot apply unknown utility class `a`", "src/site.css"};
    Problem two = one;
    two.message = "Cannot apply unknown utility class `b`";
    CHECK(better({&one, 1}, {&two, 1}));
    CHECK_FALSE(better({&one, 1}, {&one, 1}));
  }

  TEST_CASE("a sheet that nothing reads is the one that is missing, never a part of it") {
    const TextTree tree{{"src/client.tsx", "import \"./styles.css\";\n"},
                        {"src/style/site.css", "@import \"./style.css\";\n"},
                        {"src/style/style.css", "a {\n  color: red;\n}\n"}};
    CHECK(healed(tree, {{"unresolved_import", "Could not resolve './styles.css' in src/client.tsx",
                         "./styles", Category::dependency, "src/client.tsx"}})
              .at("src/client.tsx") == "import \"./style/site.css\";\n");
  }

  TEST_CASE("an import of a sheet stays while elements ask for styles that no other one has") {
    TextTree tree{{"src/App.tsx",
                   "import \"./site.css\";\nimport \"./gone.css\";\nexport const a = <p "
                   "className=\"card\" />;\n"},
                  {"src/site.css", "a {\n  color: red;\n}\n"}};
    const Said said{"unresolved_import", "Could not resolve './gone.css' in src/App.tsx", "./gone",
                    Category::dependency};
    CHECK(healed(tree, {said}).empty());
    tree["src/site.css"] = ".card {\n  color: red;\n}\n";
    CHECK(healed(tree, {said}).at("src/App.tsx") ==
          "import \"./site.css\";\nexport const a = <p className=\"card\" />;\n");
  }
}
