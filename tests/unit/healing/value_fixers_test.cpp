// Values, names and handlers that are of another kind than what is wanted where they stand.
#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

std::string typed(std::string_view text, std::string at, std::string code, std::string message,
                  TextTree others = {}) {
  return healed_app(text, {std::move(code), std::move(message), std::move(at)}, std::move(others));
}

std::string not_a_key(const std::string& type) {
  return "Type '" + type + "' is not assignable to type 'Key | null | undefined'.";
}

}  // namespace

TEST_SUITE("healing/fixers/values") {
  TEST_CASE("a check against the other kind of nothing") {
    const std::string missing = "'sent' is possibly 'undefined'.";
    CHECK(typed("const a = sent === null ? b : c(sent.d);\n", "sent.d", "TS18048", missing) ==
          "const a = sent === undefined ? b : c(sent.d);\n");
    CHECK(typed("if (sent !== undefined) {\n  c(sent.d);\n}\n", "sent.d", "TS18047",
                "'sent' is possibly 'null'.") == "if (sent !== null) {\n  c(sent.d);\n}\n");
    CHECK(typed("const a = all.sent === null ? b : c(sent.d);\n", "sent.d", "TS18048", missing) ==
          "const a = all.sent === null ? b : c(sent?.d);\n");
  }

  TEST_CASE("a handler by the name of its kind, beside a word of the same name") {
    CHECK(
        typed(
            "function A() {\n  function copy() {}\n  return <p onClick={handleCopy}>{b.copy}</p>;\n"
            "}\n",
            "handleCopy", "TS2304", "Cannot find name 'handleCopy'.") ==
        "function A() {\n  function handleCopy() {}\n  return <p "
        "onClick={handleCopy}>{b.copy}</p>;\n"
        "}\n");
  }

  TEST_CASE("a handler that is called so in several places") {
    CHECK(typed("function A() {\n  function play() {}\n  play();\n  return <p onClick={handlePlay} "
                "/>;\n}\n",
                "handlePlay", "TS2304", "Cannot find name 'handlePlay'.") ==
          "function A() {\n  function play() {}\n  play();\n  return <p onClick={play} />;\n}\n");
    CHECK(typed("const play = b(c);\nconst onPlay = d(c);\nplay(onPlay);\n"
                "show(<p onClick={handlePlay} />);\n",
                "handlePlay", "TS2304", "Cannot find name 'handlePlay'.") == "(unchanged)");
  }

  TEST_CASE("braces around what a hook depends on") {
    const std::string lacks =
        "Type '{}' is missing the following properties from type 'readonly unknown[]': length, "
        "concat, join, slice, and 26 more.";
    CHECK(typed("useEffect(() => a(), {});\n", "{}", "TS2740", lacks) ==
          "useEffect(() => a(), []);\n");
    CHECK(typed("useEffect(() => a(b), { b, c });\n", "b, c", "TS2353",
                "Object literal may only specify known properties, and 'b' does not exist in type "
                "'readonly unknown[]'.") == "useEffect(() => a(b), [b, c]);\n");
    CHECK(typed("useEffect(() => a(), { b: c });\n", "b: c", "TS2353",
                "Object literal may only specify known properties, and 'b' does not exist in type "
                "'readonly unknown[]'.") == "(unchanged)");
  }

  TEST_CASE("a whole item for its key") {
    CHECK(typed("const a = b.map((c) => <li key={c}>{c.d}</li>);\n", "key", "TS2322",
                not_a_key("{ title: string; id: string; }")) ==
          "const a = b.map((c) => <li key={c.id}>{c.d}</li>);\n");
    CHECK(typed("interface Link {\n  href: string;\n  label: string;\n}\n"
                "const a = (b: Link[]) => b.map((c) => <li key={c}>{c.label}</li>);\n",
                "key", "TS2322", not_a_key("Link"))
              .contains("<li key={c.href}>"));
    CHECK(typed("const a = b.map((c) => <li key={c}>{c.d}</li>);\n", "key", "TS2322",
                not_a_key("{ id?: string | undefined; d: string; }")) == "(unchanged)");
  }

  TEST_CASE("a reference by its name") {
    const std::string told =
        "Type 'string' is not assignable to type 'Ref<HTMLFormElement> | undefined'.";
    CHECK(typed("const form = useRef<HTMLFormElement>(null);\nconst a = <form ref=\"form\" />;\n",
                "ref=", "TS2322", told) ==
          "const form = useRef<HTMLFormElement>(null);\nconst a = <form ref={form} />;\n");
    CHECK(typed("const other = useRef(null);\nconst a = <form ref=\"form\" />;\n", "ref=", "TS2322",
                told) == "(unchanged)");
  }

  TEST_CASE("a name that says more words than the one that is known") {
    CHECK(typed("interface Art {\n  motif: string;\n  alt: string;\n}\n"
                "const a: Art = { motif: \"b\", altText: \"c\" };\nshow(a.alt);\n",
                "altText", "TS2353",
                "Object literal may only specify known properties, and 'altText' does not exist in "
                "type 'Art'.")
              .contains("{ motif: \"b\", alt: \"c\" }"));
    CHECK(typed("const a = <img src={b} altText=\"c\" />;\n", "altText", "TS2322",
                "Type '{ src: string; altText: string; }' is not assignable to type "
                "'DetailedHTMLProps<ImgHTMLAttributes<HTMLImageElement>, HTMLImageElement>'.\n"
                "Property 'altText' does not exist on type "
                "'DetailedHTMLProps<ImgHTMLAttributes<HTMLImageElement>, HTMLImageElement>'.") ==
          "const a = <img src={b} alt=\"c\" />;\n");
  }

  TEST_CASE("the type of a parameter where its name should stand") {
    CHECK(typed("interface A {\n  b: (FormData) => void;\n}\n", "FormData", "TS7051",
                "Parameter has a name but no type. Did you mean 'arg0: FormData'?") ==
          "interface A {\n  b: (arg0: FormData) => void;\n}\n");
    CHECK(typed("interface A {\n  b: (value) => void;\n}\n", "value", "TS7051",
                "Parameter has a name but no type. Did you mean 'arg0: value'?") == "(unchanged)");
  }

  TEST_CASE("a state that begins with what only a browser knows") {
    const TextTree tree = {{"src/A.tsx",
                            "function A({ on }: { on: (b: string) => void }) {\n"
                            "  const [c] = useState(() => window.matchMedia(\"d\").matches);\n  "
                            "return <p>{c}</p>;\n}\n"}};
    const TextTree files =
        healed(tree, {{"reference_error", "ReferenceError: window is not defined", "",
                       Category::runtime, "dist/.server/server.js"}});
    REQUIRE(files.contains("src/A.tsx"));
    CHECK(files.at("src/A.tsx").contains("useState(() => globalThis.window?.matchMedia("));
  }
}
