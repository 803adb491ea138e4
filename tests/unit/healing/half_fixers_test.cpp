#include "proof.hpp"

using namespace sitewright::healing;

namespace {

Said said(std::string code, std::string message, std::string at, Category category) {
  return {std::move(code), std::move(message), std::move(at), category};
}

Said syntax(std::string message, std::string at) {
  return said("parse_error", std::move(message), std::move(at), Category::syntax);
}

}  // namespace

TEST_SUITE("healing/fixers/halves") {
  TEST_CASE("the colon of a condition stands between its sides") {
    CHECK(
        healed_app("export const a = (\n  <p>\n    {on ? (\n      <b>one</b>\n    ) (\n      <i>two"
                   "</i>\n    )}\n  </p>\n);\n",
                   syntax("Expected `:` but found `}`", "}\n  </p>"))
            .contains("    ) : (\n"));
  }

  TEST_CASE(
      "async stands before its parameters, a type ends before a call, a member has its colon") {
    CHECK(healed_app("const send = (async event: Event) => {\n  await go(event);\n};\n",
                     syntax("')' expected.", "event")) ==
          "const send = async (event: Event) => {\n  await go(event);\n};\n");
    CHECK(healed_app("const [a, setA] = useState<string[]([]);\n",
                     said("TS2693", "'string' only refers to a type.", "string", Category::type)) ==
          "const [a, setA] = useState<string[]>([]);\n");
    CHECK(healed_app("interface Props {\n  late boolean;\n  all: number;\n}\n",
                     syntax("Property or signature expected.", "late")) ==
          "interface Props {\n  late: boolean;\n  all: number;\n}\n");
  }

  TEST_CASE("a comment among elements ends with its line; a comma twice makes no place in a list") {
    CHECK(healed_app("export const a = (\n  <main>\n    {/* part\n    <p>one</p>\n  </main>\n);\n",
                     syntax("Unterminated multiline comment", "{/*"))
              .contains("{/* part */}\n"));
    CHECK(healed_app("export const list: Item[] = [{ id: 1 },, { id: 2 }];\n",
                     said("TS2322", "Type '({ id: number; } | undefined)[]' is not assignable.",
                          "list", Category::type)) ==
          "export const list: Item[] = [{ id: 1 }, { id: 2 }];\n");
  }

  TEST_CASE("a constant has its value where it is declared") {
    CHECK(healed_app("const sum;\nsum = one();\n",
                     said("TS1155", "'const' declarations must be initialized.", "sum",
                          Category::syntax)) == "const sum = one();\n");
  }

  TEST_CASE("types that values contradict are those of the values") {
    CHECK(healed_app("function show(n: number): number {\n  return `${n}`;\n}\n",
                     said("TS2322", "Type 'string' is not assignable to type 'number'.", "return",
                          Category::type)) ==
          "function show(n: number): string {\n  return `${n}`;\n}\n");
    CHECK(healed_app("const [on, setOn] = useState<string>(false);\n",
                     said("TS2345",
                          "Argument of type 'boolean' is not assignable to parameter of type "
                          "'string | (() => string)'.",
                          "false", Category::type)) ==
          "const [on, setOn] = useState<boolean>(false);\n");
  }

  TEST_CASE("what is written to of a browser waits for one, handlers are left alone") {
    CHECK(
        healed_app("export function A() {\n  document.title = \"A\";\n  const go = () => {\n    "
                   "document.title = \"B\";\n  };\n  return <p onClick={go} />;\n}\n",
                   said("reference_error", "ReferenceError: document is not defined", "",
                        Category::runtime)) ==
        "export function A() {\n  if (typeof document !== \"undefined\") document.title = \"A\";\n"
        "  const go = () => {\n    document.title = \"B\";\n  };\n  return <p onClick={go} "
        "/>;\n}\n");
  }
}
