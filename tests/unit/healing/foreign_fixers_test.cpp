// What other frameworks, their templates and half of a type have: elements, braces, patterns.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said unknown_name(const std::string& name, std::string at) {
  return {"TS2304", "Cannot find name '" + name + "'.", std::move(at)};
}

const Said broken{"parse_error", "Unexpected token", "<p", Category::syntax};

}  // namespace

TEST_SUITE("healing/fixers/foreign") {
  TEST_CASE("a picture of Next is a picture of HTML, without what only Next knows") {
    CHECK(healed_app("import Image from \"next/image\";\nexport const A = () => (\n  <Image "
                     "src=\"/a.png\" alt=\"A loaf\" width={2} priority quality={80} />\n);\n",
                     not_found("next/image")) ==
          "export const A = () => (\n  <img src=\"/a.png\" alt=\"A loaf\" width={2} />\n);\n");
  }

  TEST_CASE("a picture that is used as a value stays an error") {
    CHECK(healed_app("import Image from \"next/image\";\nexport const A = wrap(Image);\n",
                     not_found("next/image")) == "(unchanged)");
  }

  TEST_CASE("a link of Next is one of the project's router, or of HTML where there is none") {
    const std::string app =
        "import Link from 'next/link'\nexport const A = () => <Link href=\"/a\">All</Link>\n";
    CHECK(healed_app(app, not_found("next/link")) ==
          "export const A = () => <a href=\"/a\">All</a>\n");
    const TextTree router{{"package.json", R"({ "dependencies": { "react-router": "7.0.0" } })"}};
    CHECK(healed_app(app, not_found("next/link"), router) ==
          "import { Link } from 'react-router'\nexport const A = () => <Link "
          "to=\"/a\">All</Link>\n");
  }

  TEST_CASE("what moves by a package that is not there stands still and is shown") {
    CHECK(healed_app("import { motion } from \"framer-motion\";\nexport const A = () => (\n  "
                     "<motion.div className=\"a\" initial={{ opacity: 0 }}>\n    One\n  "
                     "</motion.div>\n);\n",
                     not_found("framer-motion")) ==
          "export const A = () => (\n  <div className=\"a\">\n    One\n  </div>\n);\n");
    CHECK(healed_app("import { motion, useScroll } from \"framer-motion\";\nexport const A = () => "
                     "<motion.p>{useScroll()}</motion.p>;\n",
                     not_found("framer-motion")) == "(unchanged)");
  }

  TEST_CASE("a head of another framework is what React puts there by itself") {
    CHECK(healed_app("import Head from \"next/head\";\nexport const A = () => "
                     "<Head><title>Bread</title></Head>;\n",
                     not_found("next/head")) ==
          "export const A = () => <><title>Bread</title></>;\n");
  }

  TEST_CASE("two pairs of braces around a child are one, those of an attribute stay") {
    CHECK(healed_app("export const A = ({ user }) => <p style={{top}}>{{ user.name }}</p>;\n",
                     broken) ==
          "export const A = ({ user }) => <p style={{top}}>{ user.name }</p>;\n");
    CHECK(healed_app("export const A = () => <p>{{title}}</p>;\n",
                     {"TS2322", "Type '{ title: string; }' is not assignable to type 'ReactNode'.",
                      "{{title"}) == "export const A = () => <p>{title}</p>;\n");
  }

  TEST_CASE("types in place of names go behind what is taken apart") {
    CHECK(healed_app("export function A({ title: string, size?: number }) {\n  return "
                     "<p>{title}{size}</p>;\n}\n",
                     unknown_name("title", "title}")) ==
          "export function A({ title, size }: { title: string; size?: number }) {\n  return "
          "<p>{title}{size}</p>;\n}\n");
    CHECK(healed_app("import type { Post } from \"./post\";\nexport const A = ({ post: Post }) => "
                     "<p>{post.title}</p>;\n",
                     unknown_name("post", "post.title")) ==
          "import type { Post } from \"./post\";\nexport const A = ({ post }: { post: Post }) => "
          "<p>{post.title}</p>;\n");
  }

  TEST_CASE("a prop that is taken under the name of a component keeps it") {
    CHECK(healed_app("export const A = ({ icon: Icon }) => <p><Icon />{icon}</p>;\n",
                     unknown_name("icon", "icon}</p>")) ==
          "export const A = ({ icon: Icon }) => <p><Icon />{Icon}</p>;\n");
  }

  TEST_CASE("types are imported from the package that their declarations are of") {
    CHECK(healed_app("import type { FC } from \"@types/react\";\n",
                     {"TS6137",
                      "Cannot import type declaration files. Consider importing 'react' instead of "
                      "'@types/react'.",
                      "\"@types"}) == "import type { FC } from \"react\";\n");
  }

  TEST_CASE("a state holds what it begins with") {
    const auto state = [](const std::string& type, const std::string& value) {
      return healed_app("const [a, setA] = useState<" + type + ">(" + value + ");\n",
                        {"TS2345",
                         "Argument of type 'x' is not assignable to parameter of type '" + type +
                             " | (() => " + type + ")'.",
                         value + ");"});
    };
    CHECK(state("string", "null") == "const [a, setA] = useState<string | null>(null);\n");
    CHECK(state("Item", "[]") == "const [a, setA] = useState<Item[]>([]);\n");
    CHECK(state("number", "false") == "const [a, setA] = useState<boolean>(false);\n");
    CHECK(state("Item", "load()") == "(unchanged)");
  }

  TEST_CASE("a comment in front of an element that a bracket holds has no braces") {
    CHECK(healed_app("export const A = () => (\n  {/* the page */}\n  <p>One</p>\n);\n", broken) ==
          "export const A = () => (\n  /* the page */\n  <p>One</p>\n);\n");
    CHECK(healed_app("export const A = () => (\n  {/* the page }\n  <p>One</p>\n);\n", broken) ==
          "export const A = () => (\n  /* the page */\n  <p>One</p>\n);\n");
    CHECK(healed_app("export const A = () => (\n  {/* the page\n  <p>One</p>\n);\n", broken) ==
          "export const A = () => (\n  /* the page */\n  <p>One</p>\n);\n");
  }

  TEST_CASE("a comment among elements keeps its braces and gets back the one it lost") {
    CHECK(healed_app("export const A = () => (\n  <div>\n    {/* all }\n    <p>One</p>\n  "
                     "</div>\n);\n",
                     broken) ==
          "export const A = () => (\n  <div>\n    {/* all */}\n    <p>One</p>\n  </div>\n);\n");
    CHECK(healed_app("export const A = () => (\n  <div>\n    {/* all */\n    <p>One</p>\n  "
                     "</div>\n);\n",
                     broken) ==
          "export const A = () => (\n  <div>\n    {/* all */}\n    <p>One</p>\n  </div>\n);\n");
  }

  TEST_CASE("a list's parameter is called as what its body reads, though windows have one so") {
    const Said unused{"TS6133", "'entry' is declared but its value is never read.", "entry"};
    CHECK(healed_app("export const A = () => list.map((entry) => <li>{name}</li>);\n", unused) ==
          "export const A = () => list.map((name) => <li>{name}</li>);\n");
    CHECK(healed_app("const name = 1;\nexport const A = () => list.map((entry) => "
                     "<li>{name}</li>);\n",
                     unused) !=
          "const name = 1;\nexport const A = () => list.map((name) => <li>{name}</li>);\n");
    CHECK(
        healed_app("export const A = () => list.map((entry) => <li>{name}{status}</li>);\n", unused)
            .contains("(name) =>") == false);
  }

  TEST_CASE("the opening quote of a setting's key") {
    const TextTree tree{{"tsconfig.json",
                         "{\n  \"compilerOptions\": {\n    strict\": true,\n    "
                         "\"noEmit\": true\n  }\n}\n"}};
    const Said said{"TS1005", "':' expected.", "strict", Category::syntax, "tsconfig.json"};
    CHECK(healed(tree, {said}).at("tsconfig.json") ==
          "{\n  \"compilerOptions\": {\n    \"strict\": true,\n    \"noEmit\": true\n  }\n}\n");
  }
}
