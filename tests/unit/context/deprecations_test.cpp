#include "context/deprecation/deprecations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using namespace sitewright::context;

namespace {

std::string ids(std::string_view path, std::string_view text) {
  std::string all;
  for (const auto& use : find_deprecated(path, text)) {
    if (!all.empty()) all += ' ';
    all += std::string(use.rule->id) + ":" + std::to_string(use.line);
  }
  return all;
}

}  // namespace

TEST_SUITE("context/deprecations") {
  TEST_CASE("ids are unique and every rule says what to write instead") {
    std::set<std::string_view> seen;
    for (const auto& rule : deprecations()) {
      CHECK(seen.insert(rule.id).second);
      CHECK(rule.instead.ends_with('.'));
      CHECK_FALSE(rule.pattern.empty());
    }
  }

  TEST_CASE("removed calls of React are found where they stand") {
    CHECK(ids("src/main.tsx",
              "import ReactDOM from \"react-dom\";\n\nReactDOM.render(<App />, root);\n") ==
          "react-dom-render:3");
    CHECK(ids("src/main.tsx", "import { hydrate as start } from 'react-dom';") ==
          "react-dom-hydrate-import:1");
    CHECK(ids("a.tsx", "Card.propTypes = {};\nCard.defaultProps = { a: 1 };") ==
          "react-prop-types:1 react-default-props:2");
  }

  TEST_CASE("the same names elsewhere are nobody's business") {
    CHECK(ids("a.tsx", "import { render } from './paint'; render(); canvas.render();").empty());
    CHECK(ids("a.tsx", "import { useFormState as f } from './own';").empty());
    CHECK(ids("a.tsx", "if (x.propTypes == y) {}").empty());
    CHECK(ids("a.ts", "// ReactDOM.render(x)\n/* getServerSideProps */ const a = 1;").empty());
    CHECK(ids("a.ts", "const said = 'getServerSideProps is gone';").empty());
  }

  TEST_CASE("classes are found in strings, templates, behind variants, and only as a whole") {
    CHECK(ids("a.tsx", "<p className=\"md:hover:bg-opacity-50 flex\">x</p>") ==
          "tailwind-bg-opacity:1");
    CHECK(ids("a.tsx", "const c = `a ${b ? 'flex-shrink-0' : ''} overflow-ellipsis!`;") ==
          "tailwind-flex-shrink-number:1 tailwind-overflow-ellipsis:1");
    CHECK(ids("a.tsx", "<p className=\"my-flex-grow flex-growth grow\">x</p>").empty());
    CHECK(ids("a.html", "<p class=\"text-opacity-20\">") == "tailwind-text-opacity:1");
  }

  TEST_CASE("names, labels and properties of CSS are no classes") {
    CHECK(ids("a.tsx", "<label htmlFor=\"flex-grow\" /><i id='flex-grow' name=\"flex-grow\" />")
              .empty());
    CHECK(ids("a.tsx", "const s = { transition: 'flex-grow 0.3s', willChange: \"flex-grow\" };")
              .empty());
    CHECK(ids("a.tsx", "<i id={a} className=\"flex-grow\" />") == "tailwind-flex-grow:1");
  }

  TEST_CASE("an address in the text of a page hides nothing behind it") {
    CHECK(ids("a.tsx", "<p>See https://a.b/c <i className=\"flex-grow\" /></p>") ==
          "tailwind-flex-grow:1");
    CHECK(ids("a.ts", "const a = { b: 1 }; // https://x.y flex 'flex-grow'").empty());
  }

  TEST_CASE("what a file had before is not new") {
    const std::string before = "<p className=\"flex-grow\" />";
    const auto after = "<b className=\"flex-grow\" />\n<p className=\"bg-opacity-50\" />";
    const auto found = newly_deprecated("a.tsx", &before, after);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule->id == "tailwind-bg-opacity");
    CHECK(found[0].line == 2);
    CHECK(newly_deprecated("a.tsx", nullptr, after).size() == 2);
    const std::string empty;
    CHECK(newly_deprecated("src/a.scss", &empty, "b {}").empty());
    CHECK(newly_deprecated("src/a.scss", nullptr, "b {}").size() == 1);
  }

  TEST_CASE("an apostrophe in the text of a page opens no string") {
    CHECK(ids("a.tsx", "<p>Don't</p>\n<b className=\"decoration-slice\" />") ==
          "tailwind-decoration-slice:2");
  }

  TEST_CASE("style sheets are read outside their comments") {
    CHECK(ids("a.css", "/* @tailwind base; */\n@tailwind base;\n.a { @apply flex-grow p-2; }") ==
          "tailwind-directive:2 tailwind-flex-grow:3");
  }

  TEST_CASE("files are known by their names") {
    CHECK(ids("tailwind.config.ts", "export default {}") == "tailwind-config:1");
    CHECK(ids("src/tailwind.configure.ts", "").empty());
  }

  TEST_CASE("modules are told from modules that begin alike") {
    CHECK(ids("a.tsx", "import Link from \"next/link\";") == "next-packages:1");
    CHECK(ids("a.tsx", "import x from \"nextra\";").empty());
    CHECK(ids("a.ts", "export { useFormState } from 'react-dom';") == "react-dom-form-state:1");
  }

  TEST_CASE("a fetch inside an effect is found, one beside it is not") {
    CHECK(ids("a.tsx", "useEffect(() => { void fetch('/a').then(set); }, []);") ==
          "react-effect-fetch:1");
    CHECK(ids("a.tsx", "useEffect(() => { focus(); }, []); fetch('/a');").empty());
  }

  TEST_CASE("string refs and styles are attributes set to text, not variables") {
    CHECK(ids("a.tsx", "<input ref=\"name\" />") == "react-string-ref:1");
    CHECK(ids("a.tsx", "<p class='lede' style=\"color: red\">x</p>") ==
          "react-attribute-class:1 react-attribute-style-text:1");
    CHECK(ids("a.tsx", "const ref = \"name\"; <input ref={name} className=\"a\" />").empty());
  }

  TEST_CASE("enums and namespaces are found where they make code") {
    CHECK(ids("a.ts", "export enum Level { low }\nnamespace Own { const a = 1; }") ==
          "typescript-enum:1 typescript-namespace:2");
    CHECK(ids("a.ts", "declare enum Level { low }\nconst enumOf = { enum: 1 };").empty());
  }

  TEST_CASE("calls, members and directives of another world are found") {
    CHECK(ids("a.ts", "const fs = require('fs');\nmodule.exports = fs;") ==
          "vite-commonjs-require:1 vite-commonjs-exports:2");
    CHECK(ids("a.ts", "loader.require('fs'); const required = 1;").empty());
    CHECK(ids("a.tsx", "<p>We require (for parties) a deposit.</p>").empty());
    CHECK(ids("a.tsx", "\"use server\";\nif (event.keyCode === 13) go();") ==
          "next-use-server:1 react-key-code:2");
    CHECK(ids("a.tsx", "import { createRoot } from 'react-dom';") == "react-dom-create-root:1");
    CHECK(ids("a.tsx", "import { Link } from 'react-router-dom';") == "react-router-dom:1");
  }

  TEST_CASE("a variable in brackets is a class of version 3") {
    CHECK(ids("a.tsx", "<p className=\"md:bg-[--brand] p-2\" />") ==
          "tailwind-variable-in-brackets:1");
    CHECK(ids("a.tsx", "<p className=\"bg-(--brand) bg-[var(--brand)] [--gap:1rem]\" />").empty());
  }

  TEST_CASE("files of tools that are not there are known by name or ending") {
    CHECK(ids("src/style/site.scss", "") == "vite-sass:1");
    CHECK(ids("postcss.config.mjs", "") == "tailwind-postcss-config:1");
    CHECK(ids("src/style/site.css", "@layer base {}").empty());
  }

  TEST_CASE("the starter's way of writing is clean") {
    CHECK(ids("a.tsx",
              "import { hydrateRoot } from \"react-dom/client\";\n"
              "hydrateRoot(root, <App />);\nconst all = import.meta.glob('./*.ts');")
              .empty());
  }

  TEST_CASE("hostile text takes linear time") {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "'\\`/[";
    CHECK(find_deprecated("a.tsx", text).empty());
    std::string calls;
    for (int i = 0; i < 20'000; ++i) calls += "useEffect(";
    CHECK(find_deprecated("a.tsx", calls).empty());
  }

  TEST_CASE("the notes for a prompt name each rule that is never right") {
    const auto notes = deprecation_notes();
    CHECK(notes.contains("ReactDOM.render, render of react-dom (react-dom): Use createRoot"));
    CHECK(notes.contains("- imports of next (next): This is a Vite project"));
    CHECK(notes.contains("- ref=\"text\" (react): String refs are gone"));
    CHECK_FALSE(notes.contains("forwardRef"));
    CHECK(notes.size() < 9'000);
  }

  TEST_CASE("what is mended alike shares a line of the notes") {
    const auto notes = deprecation_notes();
    CHECK(std::ranges::count(notes, '\n') < 90);
    const auto opacity = notes.find("bg-opacity-*, border-opacity-*");
    CHECK(opacity != std::string::npos);
    CHECK(notes.find("Write the opacity behind the colour", opacity) ==
          notes.rfind("Write the opacity behind the colour"));
  }
}
