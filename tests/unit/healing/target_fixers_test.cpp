// What is named and not found: sections and pages that links lead to, files behind backslashes. And
// types and marks that another language has.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

Said no_anchor(const std::string& address, std::string page = "dist/index.html") {
  return {"broken_anchor", "The address \"" + address + "\" names no element of its page.", "",
          Category::runtime, std::move(page)};
}

Said no_page(const std::string& address, std::string page = "dist/index.html") {
  return {"broken_link", "The address \"" + address + "\" names nothing in the site.", "",
          Category::runtime, std::move(page)};
}

Said unparsed(std::string message, std::string at, std::string file) {
  return {"parse_error", std::move(message), std::move(at), Category::syntax, std::move(file)};
}

const std::string home =
    "export const work: Work = {\n  id: \"work\",\n  title: \"Selected work\",\n};\n\n"
    "export const about: About = {\n  id: \"about\",\n  title: \"About\",\n};\n";

const std::string mark = "in plain JavaScript";

std::string plain(const std::string& text, const std::string& at) {
  const TextTree files = healed({{"src/main.jsx", text}}, {unparsed(mark, at, "src/main.jsx")});
  const auto file = files.find("src/main.jsx");
  return file == files.end() ? "(unchanged)" : file->second;
}

}  // namespace

TEST_SUITE("healing/fixers/targets") {
  TEST_CASE("an anchor is nearly the name of one section") {
    const std::string site = "export const nav = [{ label: \"Work\", href: \"/#workSection\" }];\n";
    CHECK(healed({{"src/home.ts", home}, {"src/site.ts", site}},
                 {no_anchor("../#workSection", "dist/a/index.html")})
              .at("src/site.ts") ==
          "export const nav = [{ label: \"Work\", href: \"/#work\" }];\n");
    const std::string skip = "export const a = <a href=\"#about-me\">Me</a>;\n";
    CHECK(healed({{"src/home.ts", home}, {"src/App.tsx", skip}}, {no_anchor("#about-me")})
              .at("src/App.tsx") == "export const a = <a href=\"#about\">Me</a>;\n");
  }

  TEST_CASE("an anchor stays that two sections may be, none is, or another page has") {
    const auto said = [](const std::string& anchor, const std::string& more) {
      return healed({{"src/home.ts", home + more},
                     {"src/site.ts", "export const nav = [{ href: \"/#" + anchor + "\" }];\n"}},
                    {no_anchor("#" + anchor)});
    };
    CHECK(said("about-work", "").empty());
    CHECK(said("workshop", "").empty());
    CHECK(said("work-list", "export const other = { id: \"work-list\" };\n").empty());
  }

  TEST_CASE("a section gets back the name that is linked to") {
    const auto said = [](const std::string& contact, const std::string& label) {
      const TextTree files =
          healed({{"src/home.ts", home + contact},
                  {"src/site.ts",
                   "export const nav = [{ label: \"" + label + "\", href: \"/#contact\" }];\n"}},
                 {no_anchor("#contact"), no_anchor("/#contact", "dist/404.html")});
      const auto file = files.find("src/home.ts");
      return file == files.end() ? "(unchanged)" : file->second;
    };
    CHECK(said("export const contact: Contact = {\n  title: \"Write\",\n};\n", "Mail") ==
          home +
              "export const contact: Contact = {\n  id: \"contact\",\n  title: \"Write\",\n};\n");
    CHECK(said("export const form = { title: \"Write to us\" };\n", "Write to us") ==
          home + "export const form = { id: \"contact\", title: \"Write to us\" };\n");
    CHECK(said("export const form = { title: \"Write to us\" };\n", "Mail") == "(unchanged)");
    CHECK(said("export const contact = { ...base, title: \"Write\" };\n", "Mail") == "(unchanged)");
    CHECK(said("export const contact = { id: \"mail\", title: \"Write\" };\n", "Mail") ==
          "(unchanged)");
  }

  TEST_CASE("a page is linked to by its address") {
    const TextTree tree{{"src/pages/journal/first.tsx", "export default () => null;\n"},
                        {"src/a.ts", "export const a = { href: \"/journal/first.html#top\" };\n"},
                        {"src/b.ts", "export const b = { href: \"/guide/\" };\n"}};
    CHECK(healed(tree, {no_page("../journal/first.html#top", "dist/guide/index.html")})
              .at("src/a.ts") == "export const a = { href: \"/journal/first/#top\" };\n");
    const TextTree other{{"src/a.ts", "export const a = { href: \"/journal/first.html\" };\n"},
                         {"src/b.ts", "export const b = { href: \"/guide/\" };\n"}};
    CHECK(healed(other, {no_page("/journal/first.html")}).empty());
  }

  TEST_CASE("paths with the backslashes of Windows") {
    const TextTree others{{"src/parts/Nav.tsx", "export const Nav = () => null;\n"},
                          {"src/styles/base.css", "a { color: red; }\n"}};
    CHECK(healed_app("import { Nav } from '.\\parts\\Nav';\n",
                     {"TS2307", "Cannot find module '.parts\nav'.", "'.", Category::dependency},
                     others) == "import { Nav } from './parts/Nav';\n");
    CHECK(healed_app(
              "const Nav = lazy(() => import(\".\\\\parts\\\\Nav.tsx\"));\n",
              {"TS2307", "Cannot find module '.\\parts\\Nav.tsx'.", "\".", Category::dependency},
              others) == "const Nav = lazy(() => import(\"./parts/Nav.tsx\"));\n");
    CHECK(healed_app("import { Nav } from '.\\parts\\Menu';\n",
                     {"TS2307", "Cannot find module '.partsMenu'.", "'.", Category::dependency},
                     others) == "(unchanged)");
    TextTree sheets = others;
    sheets["src/index.css"] = "@import \".\\styles\\base.css\";\n";
    CHECK(healed(sheets, {{"unresolved_import", "Can't resolve '.stylesbase.css' in '/site/src'",
                           "", Category::dependency, "src/index.css"}})
              .at("src/index.css") == "@import \"./styles/base.css\";\n");
  }

  TEST_CASE("equals signs of declarations") {
    const auto sheet = [](const std::string& text) {
      const TextTree files =
          healed({{"src/base.css", text}, {"src/index.css", "@import \"./base.css\";\n"}},
                 {{"tailwindcss_vite", "Invalid declaration: `padding = 1rem`", "",
                   Category::syntax, "src/index.css"}});
      const auto file = files.find("src/base.css");
      return file == files.end() ? "(unchanged)" : file->second;
    };
    CHECK(sheet("a[href=\"x\"] {\n  padding = 1rem;\n  --a=#fff;\n  gap := 2px\n}\n") ==
          "a[href=\"x\"] {\n  padding: 1rem;\n  --a: #fff;\n  gap: 2px\n}\n");
    CHECK(sheet("a {\n  color = red\n  padding: 1rem;\n}\n") !=
          "a {\n  color: red\n  padding: 1rem;\n}\n");
    CHECK(sheet("@media (width >= 40rem) {\n  /* b = c; */\n  a { content: \"d = e\"; }\n}\n") ==
          "(unchanged)");
  }

  TEST_CASE("types are taken out of plain JavaScript") {
    CHECK(plain("createRoot(document.getElementById('root') as HTMLElement).render(<App />)\n",
                "as ") == "createRoot(document.getElementById('root')).render(<App />)\n");
    CHECK(plain("const a = b! as unknown as Map<string, number>;\nc!.d();\n", "as ") ==
          "const a = b;\nc.d();\n");
    CHECK(
        plain("function App({ a }: Props, b?: string): React.JSX.Element {\n  return <p>{a}</p>;\n"
              "}\n",
              ": Props") == "function App({ a }, b) {\n  return <p>{a}</p>;\n}\n");
    CHECK(plain("interface Props { a: string }\nconst f = (a: Props): string => a.a;\n"
                "const [n, set] = useState<number[]>([]);\n",
                "interface") == "const f = (a) => a.a;\nconst [n, set] = useState([]);\n");
    CHECK(plain("const list: Array<string> = names.map((n: string) => n);\n", ": Array") ==
          "const list = names.map((n) => n);\n");
  }

  TEST_CASE("what may be a value or another name is no type") {
    CHECK(plain("const { a as b } = props;\nshow(b);\n", "as ") !=
          "const { a } = props;\nshow(b);\n");
    CHECK(plain("let total: 5;\nshow(total);\n", ": 5") != "let total;\nshow(total);\n");
    CHECK(plain("function Tag(tone: \"tint\") {\n  return tone;\n}\n", ": \"") !=
          "function Tag(tone) {\n  return tone;\n}\n");
    const std::string choice = "const a = is ? (b) : c => d;\nconst e = f as g;\n";
    CHECK(plain(choice, "as ") == "(unchanged)");
  }
}
