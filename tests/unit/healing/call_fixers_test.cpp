// Functions and components that are named where they are to be called, and the other way round. The
// messages are those of TypeScript 7.
#include "proof.hpp"

using namespace sitewright::healing;

namespace {

Said assigned(std::string is, std::string wanted, std::string at) {
  return {"TS2322",
          "Type '" + std::move(is) + "' is not assignable to type '" + std::move(wanted) + "'.",
          std::move(at)};
}

Said uncallable(std::string type, std::string at) {
  return {
      "TS2349",
      "This expression is not callable.\nType '" + std::move(type) + "' has no call signatures.",
      std::move(at)};
}

std::string shown(std::string_view child) {
  return "export const A = () => <p>" + std::string(child) + "</p>;\n";
}

const std::string body = "() => Promise<any>";

}  // namespace

TEST_SUITE("healing/fixers/uncalled") {
  TEST_CASE("a method that is shown is called, where nothing has to be passed to it") {
    CHECK(healed_app(shown("{new Date().getFullYear}"),
                     assigned("() => number", "ReactNode", "new Date")) ==
          shown("{new Date().getFullYear()}"));
    CHECK(healed_app(shown("{price.toFixed}"),
                     assigned("(fractionDigits?: number | undefined) => string", "ReactNode",
                              "price")) == shown("{price.toFixed()}"));
    CHECK(healed_app("const s: string = name.trim;\n", assigned("() => string", "string", "s:")) ==
          "const s: string = name.trim();\n");
    CHECK(healed_app(shown("{name.at}"),
                     assigned("(index: number) => string", "ReactNode", "name")) == "(unchanged)");
    CHECK(healed_app(shown("{load}"), assigned("() => Promise<string>", "ReactNode", "load")) ==
          "(unchanged)");
  }

  TEST_CASE("a method that was put aside is called where its object is") {
    const std::string use = "export const A = () => {\n  const year = date.getFullYear";
    const std::string show = ";\n  return <p>{year}</p>;\n};\n";
    CHECK(healed_app(use + show, assigned("() => number", "ReactNode", "year}")) ==
          use + "()" + show);
    CHECK(healed_app("const list = () => <ul />;\n" + shown("{list}"),
                     assigned("() => React.JSX.Element", "ReactNode", "list}")) ==
          "const list = () => <ul />;\n" + shown("{list()}"));
  }

  TEST_CASE("what a response holds is asked for, and awaited once") {
    const std::string load = "export const load = async (res: Response) => {\n";
    const std::string pattern = load + "  const { items } = await res.json";
    CHECK(healed_app(pattern + ";\n  return items;\n};\n",
                     {"TS2339", "Property 'items' does not exist on type '" + body + "'.",
                      "items }"}) == pattern + "();\n  return items;\n};\n");
    CHECK(healed_app(load + "  const a: string[] = await res.json;\n  return a;\n};\n",
                     assigned(body, "string[]", "a: ")) ==
          load + "  const a: string[] = await res.json();\n  return a;\n};\n");
    CHECK(healed_app(
              "fetch(\"/a\").then((r) => r.json).then((x: string[]) => show(x));\n",
              {"TS2345",
               "Argument of type '(x: string[]) => void' is not assignable to parameter of type "
               "'(value: () => Promise<any>) => void'.\nTypes of parameters 'x' and 'value' are "
               "incompatible.\nType '() => Promise<any>' is not assignable to type 'string[]'.",
               "(x: "}) == "fetch(\"/a\").then((r) => r.json()).then((x: string[]) => show(x));\n");
  }

  TEST_CASE("a component that is to be shown becomes an element, and keeps to its place") {
    const std::string is = "() => React.JSX.Element";
    CHECK(healed_app("export const a = <Route path=\"/\" element={Home} />;\n",
                     assigned(is, "ReactNode", "element")) ==
          "export const a = <Route path=\"/\" element={<Home />} />;\n");
    CHECK(healed_app("export const a = <Route path=\"/\" element={Home} />;\n",
                     assigned(is, "ReactNode", "{Home")) ==
          "export const a = <Route path=\"/\" element={<Home />} />;\n");
    CHECK(healed_app(shown("{Home}"), assigned(is, "ReactNode", "Home")) == shown("<Home />"));
    CHECK(
        healed_app("const a: R[] = [{ element: Home }];\n", assigned(is, "ReactNode", "element")) ==
        "const a: R[] = [{ element: <Home /> }];\n");
    // It would lack what it takes.
    CHECK(healed_app(shown("{Card}"), assigned("({ title }: CardProps) => JSX.Element", "ReactNode",
                                               "Card")) == "(unchanged)");
  }

  TEST_CASE("an element where a component is wanted becomes its name, if nothing is lost by it") {
    const Said said =
        assigned("Element", "ComponentType<{ className?: string | undefined; }>", "icon");
    CHECK(healed_app("export const a = <Item icon={<Star />} />;\n", said) ==
          "export const a = <Item icon={Star} />;\n");
    CHECK(healed_app("export const a = <Item icon={<Star />} />;\n",
                     assigned("Element",
                              "ForwardRefExoticComponent<Omit<LucideProps, \"ref\"> & "
                              "RefAttributes<SVGSVGElement>>",
                              "icon")) == "export const a = <Item icon={Star} />;\n");
    CHECK(healed_app("const a: Item[] = [{ icon: <Star /> }];\n",
                     assigned("Element", "ElementType | undefined", "icon")) ==
          "const a: Item[] = [{ icon: Star }];\n");
    CHECK(healed_app("export const a = <Item icon={<Star size={20} />} />;\n", said) ==
          "(unchanged)");
  }

  TEST_CASE("what is no function is read, not called") {
    CHECK(healed_app(shown("{count()}"), uncallable("Number", "count(")) == shown("{count}"));
    CHECK(healed_app(shown("{props.label()}"), uncallable("String", "label")) ==
          shown("{props.label}"));
    CHECK(healed_app(shown("{size()}"), {"TS2349",
                                         "This expression is not callable.\nNo constituent of type "
                                         "'\"long\" | \"short\"' is callable.",
                                         "size("}) == shown("{size}"));
    // The value alone would do nothing.
    CHECK(healed_app("export const a = <b onClick={() => open()} />;\n",
                     uncallable("Boolean", "open(")) == "(unchanged)");
  }

  TEST_CASE("a condition that asks for a function asks the function") {
    const std::string message =
        "This condition will always return true since this function is always defined. Did you "
        "mean to call it instead?";
    CHECK(healed_app("if (isReady) start();\n", {"TS2774", message, "isReady"}) ==
          "if (isReady()) start();\n");
    CHECK(healed_app(shown("{props.isOpen && <b>a</b>}"), {"TS2774", message, "props"}) ==
          shown("{props.isOpen() && <b>a</b>}"));
  }

  TEST_CASE("a list is made, not walked over; a block that is one expression gives it back") {
    CHECK(healed_app(shown("{list.forEach((x) => <b>{x}</b>)}"),
                     assigned("void", "ReactNode", "{list")) ==
          shown("{list.map((x) => <b>{x}</b>)}"));
    CHECK(healed_app("const a: number[] = list.map((n) => { n * 2 });\n",
                     assigned("void[]", "number[]", "a:")) ==
          "const a: number[] = list.map((n) => { return n * 2 });\n");
    CHECK(healed_app("const a: B[] = list.map((n) => { id: n });\n",
                     assigned("void[]", "B[]", "a:")) == "(unchanged)");
    CHECK(healed_app("const a: number[] = list.map((n) => { show(n); n * 2 });\n",
                     assigned("void[]", "number[]", "a:")) == "(unchanged)");
  }

  TEST_CASE("an export of react that is imported as its default is imported by name") {
    const std::string use = "export const a = () => useState(0);\n";
    CHECK(healed_app("import useState from \"react\";\n" + use,
                     uncallable("typeof React", "useState(0")) ==
          "import { useState } from \"react\";\n" + use);
    CHECK(healed_app("import useState, { useEffect } from \"react\";\n" + use,
                     uncallable("typeof React", "useState(0")) ==
          "import { useState, useEffect } from \"react\";\n" + use);
    // What its state is follows from that.
    const std::string app = "export const a = () => useState(0)[1]((one) => one);\n";
    CHECK(healed({{"src/App.tsx", "import useState from \"react\";\n" + app}},
                 {uncallable("typeof React", "useState(0"),
                  {"TS7006", "Parameter 'one' implicitly has an 'any' type.", "one)"}})
              .at("src/App.tsx") == "import { useState } from \"react\";\n" + app);
    CHECK(healed_app("import React from \"react\";\nexport const a = React();\n",
                     uncallable("typeof React", "React()")) == "(unchanged)");
  }
}
