#include "context/resolve/resolve.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright::context;

namespace {

// What `specifier` in `importer` means, as text: the file's path, or "external react", or the
// reason.
std::string meaning(const Resolver& resolver, std::string_view importer, std::string_view specifier,
                    ImportKind kind = ImportKind::import_static) {
  const Resolution found = resolver.resolve(resolver.index_of(importer), specifier, kind);
  switch (found.outcome) {
    case Outcome::file:
      return resolver.paths()[found.file];
    case Outcome::external:
      return "external " + std::string(found.package);
    case Outcome::builtin:
      return "builtin";
    case Outcome::remote:
      return "remote";
    case Outcome::folder:
      return "folder";
    case Outcome::unresolved:
      return std::string(name_of(found.reason));
  }
  return "";
}

}  // namespace

TEST_SUITE("context/resolve") {
  TEST_CASE("relative imports find files by extension, as index and from compiled names") {
    const Resolver project({"a/main.ts", "a/one.tsx", "a/two/index.ts", "a/data.json", "b.d.ts",
                            "a/both.js", "a/both.ts", "a/logo.svg", "a/c.module.css", "a/m.mts"},
                           {});
    const auto is = [&](std::string_view specifier) {
      return meaning(project, "a/main.ts", specifier);
    };
    CHECK(is("./one") == "a/one.tsx");
    CHECK(is("./one.js") == "a/one.tsx");
    CHECK(is("./two") == "a/two/index.ts");
    CHECK(is("./two/") == "a/two/index.ts");
    CHECK(is("./both.js") == "a/both.js");
    CHECK(is("./both") == "a/both.ts");
    CHECK(is("./m.mjs") == "a/m.mts");
    CHECK(is("./data.json") == "a/data.json");
    CHECK(is("../b") == "b.d.ts");
    CHECK(is("./logo.svg?react") == "a/logo.svg");
    CHECK(is("./c.module.css") == "a/c.module.css");
    CHECK(is("./none") == "no such file");
    CHECK(is("../../b") == "outside the project");
    CHECK(is("") == "malformed");
  }

  TEST_CASE("packages, the runtime's own modules and addresses are told apart") {
    const Resolver project({"main.ts"}, {});
    const auto is = [&](std::string_view specifier) {
      return meaning(project, "main.ts", specifier);
    };
    CHECK(is("react") == "external react");
    CHECK(is("react-dom/client") == "external react-dom");
    CHECK(is("@mui/material/Button") == "external @mui/material");
    CHECK(is("node:fs") == "builtin");
    CHECK(is("fs/promises") == "builtin");
    CHECK(is("cloudflare:workers") == "builtin");
    CHECK(is("sass:color") == "builtin");
    CHECK(is("https://esm.sh/react") == "remote");
    CHECK(is("@/nothing") == "no such file");
    CHECK(is("what is this") == "malformed");
  }

  TEST_CASE("configuration files may begin with a byte order mark") {
    const ConfigTexts configs{
        {"package.json", "\xef\xbb\xbf{\"imports\": {\"#a\": \"./src/a.ts\"}}"},
        {"pnpm-workspace.yaml", "\xef\xbb\xbfpackages: ['p']"},
        {"p/package.json", "\xef\xbb\xbf{\"name\": \"p\"}"},
        {"tsconfig.json",
         "\xef\xbb\xbf{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"]}}}"}};
    const Resolver project({"src/a.ts", "p/index.ts"}, configs);
    CHECK(project.problems().empty());
    CHECK(meaning(project, "src/a.ts", "#a") == "src/a.ts");
    CHECK(meaning(project, "src/a.ts", "@/a") == "src/a.ts");
    CHECK(meaning(project, "src/a.ts", "p") == "p/index.ts");
  }

  TEST_CASE("tsconfig paths and baseUrl count, through extends, references and comments") {
    const ConfigTexts configs{
        {"tsconfig.json",
         "{ // Vite's form\n \"files\": [], \"references\": "
         "[{\"path\": \"./tsconfig.app.json\"},]}"},
        {"tsconfig.app.json", R"({"extends": "./base/tsconfig.base.json", "compilerOptions": {}})"},
        {"base/tsconfig.base.json",
         R"({"compilerOptions": {"paths": {"@/*": ["../src/*"], "~ui": ["../src/ui/index.ts",],
             "#lib/*.js": ["../src/lib/*.ts"]}}})"},
        {"old/tsconfig.json", R"({"compilerOptions": {"baseUrl": "./code"}})"},
        {"broken/tsconfig.json", "{"}};
    const Resolver project(
        {"src/main.tsx", "src/ui/index.ts", "src/lib/a.ts", "old/code/x/y.ts", "old/code/z.ts"},
        configs);
    CHECK(meaning(project, "src/main.tsx", "@/lib/a") == "src/lib/a.ts");
    CHECK(meaning(project, "src/main.tsx", "~ui") == "src/ui/index.ts");
    CHECK(meaning(project, "src/main.tsx", "#lib/a.js") == "src/lib/a.ts");
    CHECK(meaning(project, "src/main.tsx", "@/lib/b") == "no target of tsconfig paths exists");
    CHECK(meaning(project, "old/code/x/y.ts", "z") == "old/code/z.ts");
    CHECK(meaning(project, "old/code/x/y.ts", "react") == "external react");
    REQUIRE(project.problems().size() == 1);
    CHECK(project.problems()[0] == ConfigProblem{"broken/tsconfig.json", "not a JSON object"});
  }

  TEST_CASE("${configDir} is the folder of the configuration that extends, not of the extended") {
    const ConfigTexts configs{
        {"base/tsconfig.json",
         R"({"compilerOptions": {"paths": {"@/*": ["${configDir}/src/*"], "~/*": ["./own/*"]}}})"},
        {"base/url.json", R"({"compilerOptions": {"baseUrl": "${configDir}/code"}})"},
        {"web/tsconfig.json", R"({"extends": "../base/tsconfig.json"})"},
        {"api/tsconfig.json", R"({"references": [{"path": "./tsconfig.app.json"}]})"},
        {"api/tsconfig.app.json", R"({"extends": "../base/tsconfig.json"})"},
        {"old/tsconfig.json", R"({"extends": "../base/url.json"})"}};
    const Resolver project({"web/src/a.ts", "api/src/a.ts", "base/src/a.ts", "base/own/b.ts",
                            "old/code/z.ts", "base/code/z.ts"},
                           configs);
    CHECK(meaning(project, "web/src/a.ts", "@/a") == "web/src/a.ts");
    CHECK(meaning(project, "web/src/a.ts", "~/b") == "base/own/b.ts");
    CHECK(meaning(project, "api/src/a.ts", "@/a") == "api/src/a.ts");
    CHECK(meaning(project, "base/src/a.ts", "@/a") == "base/src/a.ts");
    CHECK(meaning(project, "old/code/z.ts", "z") == "old/code/z.ts");
  }

  TEST_CASE("an extends circle ends") {
    const ConfigTexts configs{{"tsconfig.json", R"({"extends": "./tsconfig.b.json"})"},
                              {"tsconfig.b.json", R"({"extends": "./tsconfig.json"})"}};
    CHECK(meaning(Resolver({"a.ts"}, configs), "a.ts", "x") == "external x");
  }

  TEST_CASE("workspace packages are entered by their exports, compiled targets by their source") {
    const ConfigTexts configs{
        {"package.json", R"({"name": "root", "workspaces": ["packages/*", "!packages/hidden"]})"},
        {"packages/ui/package.json",
         R"({"name": "@me/ui", "exports": {".": {"types": "./dist/index.d.ts",
             "import": "./dist/index.js"}, "./*": "./src/parts/*.tsx", "./private/*": null}})"},
        {"packages/old/package.json", R"({"name": "old", "main": "./lib/main.js"})"},
        {"packages/hidden/package.json", R"({"name": "hidden"})"}};
    const Resolver project(
        {"app/main.ts", "packages/ui/src/index.ts", "packages/ui/src/parts/button.tsx",
         "packages/old/src/main.ts", "packages/hidden/index.ts"},
        configs);
    const auto is = [&](std::string_view specifier) {
      return meaning(project, "app/main.ts", specifier);
    };
    CHECK(is("@me/ui") == "packages/ui/src/index.ts");
    CHECK(is("@me/ui/button") == "packages/ui/src/parts/button.tsx");
    CHECK(is("@me/ui/private/x") == "not in the package's exports");
    CHECK(is("old") == "packages/old/src/main.ts");
    CHECK(is("old/src/main") == "packages/old/src/main.ts");
    CHECK(is("hidden") == "external hidden");
  }

  TEST_CASE("an extends leads to a file of any name, in the project or in a workspace package") {
    const ConfigTexts configs{
        {"package.json", R"({"workspaces": ["packages/*"]})"},
        {"tsconfig.json", R"({"extends": "./config/base.json"})"},
        {"config/base.json",
         R"({"extends": "./more", "compilerOptions": {"paths": {"@app/*": ["../src/*"]}}})"},
        {"config/more.json", R"({"compilerOptions": {"baseUrl": "../src"}})"},
        {"config/unused.json", R"({"compilerOptions": {)"},
        {"packages/tsc/package.json",
         R"({"name": "@r/tsc", "exports": {"./lib": "./in/lib.json"}})"},
        {"packages/tsc/react.json", R"({"compilerOptions": {"paths": {"~r/*": ["../web/x/*"]}}})"},
        {"packages/tsc/in/lib.json", R"({"compilerOptions": {"baseUrl": "../../lib/y"}})"},
        {"packages/web/package.json", R"({"name": "web"})"},
        {"packages/web/tsconfig.json", R"({"extends": "@r/tsc/react.json"})"},
        {"packages/lib/tsconfig.json", R"({"extends": ["@r/tsc/lib", "./broken.json"]})"},
        {"packages/lib/broken.json", R"({"compilerOptions")"}};
    for (const auto& [path, text] : configs) CHECK(Resolver::is_config(path, text));
    CHECK_FALSE(Resolver::is_config("data.json", "{\"paths\": {}}"));
    CHECK_FALSE(Resolver::is_config("data.json", "{\"extends\": 1}" + std::string(65'536, ' ')));
    const Resolver project({"src/lib/a.ts", "packages/web/x/b.ts", "packages/lib/y/c.ts",
                            "packages/lib/main.ts", "packages/tsc/in/lib.json"},
                           configs);
    CHECK(meaning(project, "src/lib/a.ts", "@app/lib/a") == "src/lib/a.ts");
    CHECK(meaning(project, "src/lib/a.ts", "lib/a") == "src/lib/a.ts");
    CHECK(meaning(project, "packages/web/x/b.ts", "~r/b") == "packages/web/x/b.ts");
    CHECK(meaning(project, "packages/lib/main.ts", "c") == "packages/lib/y/c.ts");
    CHECK(project.problems() ==
          std::vector<ConfigProblem>{{"packages/lib/broken.json", "not a JSON object"}});
  }

  TEST_CASE(
      "of a package's conditions those of a bundler count, others only when nothing is left") {
    const ConfigTexts configs{
        {"package.json", R"({"workspaces": ["p"], "imports": {"#e": {"node": "./n.ts",
             "default": "./e.ts"}}})"},
        {"p/package.json", R"({"name": "p", "exports": {
             ".": {"react-native": "./native.ts", "require": "./r.cjs", "import": "./i.mjs"},
             "./deep": {"node": {"import": "./n.ts"}, "default": {"types": "./d.d.ts",
                 "production": "./d.ts"}},
             "./only": {"react-native": "./native.ts"},
             "./css": {"import": "./i.mjs", "style": "./s.css"},
             "./look": {"style": "./s.css", "default": "./i.mjs"}}})"}};
    const Resolver project({"main.ts", "n.ts", "e.ts", "p/native.ts", "p/r.cjs", "p/i.mjs",
                            "p/n.ts", "p/d.d.ts", "p/d.ts", "p/s.css"},
                           configs);
    CHECK(meaning(project, "main.ts", "p") == "p/i.mjs");
    CHECK(meaning(project, "main.ts", "p", ImportKind::require) == "p/r.cjs");
    CHECK(meaning(project, "main.ts", "p/deep") == "p/d.ts");
    CHECK(meaning(project, "main.ts", "p/only") == "p/native.ts");
    CHECK(meaning(project, "main.ts", "p/css") == "p/i.mjs");
    CHECK(meaning(project, "main.ts", "p/look", ImportKind::css_import) == "p/s.css");
    CHECK(meaning(project, "main.ts", "p/look") == "p/i.mjs");
    CHECK(meaning(project, "main.ts", "#e") == "e.ts");
  }

  TEST_CASE("pnpm workspaces and package imports count") {
    const ConfigTexts configs{
        {"pnpm-workspace.yaml",
         "packages:\n  - 'libs/**'  # all\n  - \"!libs/x\"\ncatalog:\n  a: 1"},
        {"libs/deep/one/package.json",
         R"({"name": "one", "imports": {"#in/*": "./in/*.ts", "#out": "react"}})"}};
    const Resolver project({"main.ts", "libs/deep/one/index.ts", "libs/deep/one/in/a.ts"}, configs);
    CHECK(meaning(project, "main.ts", "one") == "libs/deep/one/index.ts");
    CHECK(meaning(project, "libs/deep/one/index.ts", "#in/a") == "libs/deep/one/in/a.ts");
    CHECK(meaning(project, "libs/deep/one/index.ts", "#out") == "external react");
    CHECK(meaning(project, "libs/deep/one/index.ts", "#none") == "not in the package's imports");
    CHECK(meaning(project, "libs/deep/one/in/a.ts", "one") == "libs/deep/one/index.ts");
  }

  TEST_CASE("style sheets, pages and absolute paths look where browsers and bundlers look") {
    const Resolver project({"index.html", "src/main.tsx", "src/a.css", "src/b.css", "src/_mix.scss",
                            "src/c.scss", "public/logo.svg"},
                           {{"package.json", "{}"}});
    CHECK(meaning(project, "index.html", "/src/main.tsx") == "src/main.tsx");
    CHECK(meaning(project, "src/main.tsx", "/logo.svg") == "public/logo.svg");
    CHECK(meaning(project, "src/a.css", "b.css", ImportKind::css_import) == "src/b.css");
    CHECK(meaning(project, "src/a.css", "tailwindcss", ImportKind::css_import) ==
          "external tailwindcss");
    CHECK(meaning(project, "src/c.scss", "mix", ImportKind::css_import) == "src/_mix.scss");
    CHECK(meaning(project, "src/a.css", "@fonts/inter/inter.woff2", ImportKind::asset) ==
          "external @fonts/inter");
    CHECK(meaning(project, "src/a.css", "@/b.css", ImportKind::asset) == "src/b.css");
    CHECK(meaning(project, "src/a.css", "none.woff2", ImportKind::asset) == "no such file");
    CHECK(meaning(project, "src/main.tsx", "@/a.css") == "src/a.css");
  }

  TEST_CASE("a page looks in its own folder and its public first, with and without a slash") {
    const Resolver project({"web/ui/index.html", "web/ui/src/main.tsx", "web/ui/public/icon.svg",
                            "web/src/main.tsx", "src/main.tsx", "public/root.svg"},
                           {{"package.json", "{}"}, {"web/package.json", "{}"}});
    const auto is = [&](std::string_view specifier) {
      return meaning(project, "web/ui/index.html", specifier);
    };
    CHECK(is("/src/main.tsx") == "web/ui/src/main.tsx");
    CHECK(is("src/main.tsx") == "web/ui/src/main.tsx");
    CHECK(is("/icon.svg") == "web/ui/public/icon.svg");
    CHECK(is("/root.svg") == "public/root.svg");
    CHECK(meaning(project, "web/ui/index.html", "gone.js", ImportKind::asset) == "no such file");
    CHECK(is("react") == "external react");
  }

  TEST_CASE(
      "a link of a text means a file, the text that a page is made of, or a page of its site") {
    const Resolver project(
        {"README.md", "guide/code.ts", "docs/guide/start.md", "docs/guide/index.md",
         "docs/de/guide/start.md", "docs/public/logo.png", "docs/README.md", "docs/api/x.mdx",
         "site/static/icon.svg", "site/content/a.md", "packages/ui/package.json",
         "packages/ui/index.ts"},
        {{"packages/ui/package.json", "{}"}});
    const auto is = [&](std::string_view importer, std::string_view link) {
      return meaning(project, importer, link, ImportKind::asset);
    };
    for (const std::string_view text : {"docs/guide/index.md", "docs/de/guide/start.md"}) {
      CHECK(is(text, "/guide/start") == "docs/guide/start.md");
      CHECK(is(text, "/guide/start.html") == "docs/guide/start.md");
      CHECK(is(text, "/guide/") == "docs/guide/index.md");
      CHECK(is(text, "/api/x") == "docs/api/x.mdx");
      CHECK(is(text, "/logo.png") == "docs/public/logo.png");
      CHECK(is(text, "/") == "README.md");
      CHECK(is(text, "/docs/README.md") == "docs/README.md");
      CHECK(is(text, "/blog/first") == "remote");
      CHECK(is(text, "/v1.2") == "remote");
      CHECK(is(text, "/blog/first.html") == "remote");
      CHECK(is(text, "/gone.png") == "no such file");
      CHECK(is(text, "/docs/gone.md") == "no such file");
    }
    CHECK(is("site/content/a.md", "/icon.svg") == "site/static/icon.svg");
    CHECK(is("README.md", "docs/guide/start") == "docs/guide/start.md");
    CHECK(is("README.md", "docs") == "docs/README.md");
    CHECK(is("README.md", "./docs/guide/start.html") == "docs/guide/start.md");
    CHECK(is("README.md", "packages/ui") == "packages/ui/index.ts");
    CHECK(is("README.md", "site/content") == "folder");
    CHECK(is("docs/README.md", "../packages") == "folder");
    CHECK(is("docs/README.md", "gone") == "no such file");
    CHECK(is("docs/README.md", "../../gone.md") == "outside the project");
    CHECK(meaning(project, "guide/code.ts", "/blog/first") == "no such file");
  }

  TEST_CASE("a glob names files, patterns with ! take away") {
    const Resolver project(
        {"src/main.ts", "src/pages/a.tsx", "src/pages/b/c.tsx", "src/pages/d.ts"}, {});
    const auto main = project.index_of("src/main.ts");
    CHECK(project.match(main, {"./pages/*.tsx"}) == std::vector<FileIndex>{1});
    CHECK(project.match(main, {"./pages/**/*.{ts,tsx}", "!**/a.*"}) ==
          std::vector<FileIndex>{2, 3});
    CHECK(project.match(main, {"/src/**/c.tsx"}) == std::vector<FileIndex>{2});
  }

  TEST_CASE("a glob that begins with an alias means what an import with it means") {
    const std::vector<std::string> paths{"src/lib/main.ts", "src/pages/a.tsx", "web/pages/b.tsx"};
    const Resolver usual(paths, {});
    CHECK(usual.match(0, {"@/pages/*.tsx"}) == std::vector<FileIndex>{1});
    CHECK(usual.match(0, {"~/**/*.tsx", "!@/pages/a.tsx"}).empty());
    CHECK(usual.match(0, {"pages/*.tsx"}).empty());
    const Resolver told(
        paths, {{"tsconfig.json", R"({"compilerOptions": {"paths": {"~web/*": ["./web/*"]}}})"}});
    CHECK(told.match(0, {"~web/pages/*.tsx"}) == std::vector<FileIndex>{2});
  }

  TEST_CASE("a tilde before a name leads to a package, never to a file that is missing") {
    const Resolver project(
        {"src/a.scss", "src/main.ts", "ui/package.json", "ui/scss/x.scss"},
        {{"package.json", R"({"workspaces": ["ui"]})"}, {"ui/package.json", R"({"name": "ui"})"}});
    CHECK(meaning(project, "src/a.scss", "~bootstrap/scss/x", ImportKind::css_import) ==
          "external bootstrap");
    CHECK(meaning(project, "src/a.scss", "~@fonts/inter/x.woff2", ImportKind::asset) ==
          "external @fonts/inter");
    CHECK(meaning(project, "src/a.scss", "~ui/scss/x.scss", ImportKind::css_import) ==
          "ui/scss/x.scss");
    CHECK(meaning(project, "src/main.ts", "~icons/mdi/home") == "external icons");
    CHECK(meaning(project, "src/main.ts", "~/gone") == "no such file");
  }

  TEST_CASE("an address is read as it is, then with its escapes decoded") {
    const Resolver project({"index.html", "README.md", "src/a.css", "src/my photo.png",
                            "docs/\xc3\xbc"
                            "ber.md",
                            "src/50%25.png", "my pages/a.html"},
                           {});
    const auto is = [&](std::string_view importer, std::string_view link) {
      return meaning(project, importer, link, ImportKind::asset);
    };
    CHECK(is("index.html", "src/my%20photo.png") == "src/my photo.png");
    CHECK(is("index.html", "/src/my%20photo.png?v=1") == "src/my photo.png");
    CHECK(is("README.md", "docs/%C3%BCber.md") ==
          "docs/\xc3\xbc"
          "ber.md");
    CHECK(is("README.md", "my%20pages") == "folder");
    CHECK(is("src/a.css", "./my%20photo.png") == "src/my photo.png");
    CHECK(is("index.html", "src/50%25.png") == "src/50%25.png");
    CHECK(is("index.html", "src/gone%2.png") == "no such file");
    CHECK(is("index.html", "src/%00.png") == "no such file");
  }
}
