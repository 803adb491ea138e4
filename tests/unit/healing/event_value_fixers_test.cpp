// What events, fields and numbers hold where another kind of value is wanted. The messages are
// those of TypeScript 7.
#include "proof.hpp"

using namespace sitewright::healing;

namespace {

std::string input(std::string_view attributes) {
  return "export const a = <input " + std::string(attributes) + " />;\n";
}

Said argument(std::string is, std::string wanted, std::string at) {
  return {"TS2345",
          "Argument of type '" + std::move(is) + "' is not assignable to parameter of type '" +
              std::move(wanted) + "'.",
          std::move(at)};
}

Said assigned(std::string is, std::string wanted, std::string at) {
  return {"TS2322",
          "Type '" + std::move(is) + "' is not assignable to type '" + std::move(wanted) + "'.",
          std::move(at)};
}

Said member(std::string name, std::string type, std::string at) {
  return {"TS2339", "Property '" + std::move(name) + "' does not exist on type '" + type + "'.",
          std::move(at)};
}

constexpr const char* setter = "Dispatch<SetStateAction<string>>";
constexpr const char* handler = "ChangeEventHandler<HTMLInputElement, HTMLInputElement>";

}  // namespace

TEST_SUITE("healing/fixers/event_values") {
  TEST_CASE("what a field holds is read of the field, not of any target nor of the event") {
    CHECK(healed_app(input("onInput={(e) => setQ(e.target.value)}"),
                     member("value", "EventTarget", "value)")) ==
          input("onInput={(e) => setQ(e.currentTarget.value)}"));
    CHECK(healed_app(input("onChange={(e) => setQ(e.value)}"),
                     member("value", "ChangeEvent<HTMLInputElement, HTMLInputElement>",
                            "value)")) == input("onChange={(e) => setQ(e.target.value)}"));
    CHECK(healed_app(input("onInput={(e) => setQ(e.checked)}"),
                     member("checked", "InputEvent<HTMLInputElement>", "checked)")) ==
          input("onInput={(e) => setQ(e.currentTarget.checked)}"));
    // Whatever was clicked within it is meant.
    CHECK(healed_app("export const a = <ul onClick={(e) => e.target.closest(\"li\")} />;\n",
                     member("closest", "EventTarget", "closest")) == "(unchanged)");
  }

  TEST_CASE("a target of the browser's own events may be missing and is no field") {
    const sitewright::project::TextTree tree{
        {"src/App.tsx", "input.addEventListener(\"input\", (e) => save(e.target.value));\n"}};
    const Said missing{"TS18047", "'e.target' is possibly 'null'.", "e.target"};
    const auto files = healed(tree, {missing, member("value", "EventTarget", "value)")});
    CHECK_FALSE(
        (files.contains("src/App.tsx") && files.at("src/App.tsx").contains("currentTarget")));
  }

  TEST_CASE("a state gets what the field holds, in its own type") {
    const std::string field = "EventTarget & HTMLInputElement";
    CHECK(healed_app(input("onChange={(e) => setQ(e.target)}"),
                     argument(field, "SetStateAction<string>", "e.target")) ==
          input("onChange={(e) => setQ(e.target.value)}"));
    CHECK(healed_app(input("onChange={(e) => setN(e.target)}"),
                     argument(field, "SetStateAction<number>", "e.target")) ==
          input("onChange={(e) => setN(Number(e.target.value))}"));
    CHECK(healed_app(input("onChange={(e) => setN(e.target.value)}"),
                     argument("string", "SetStateAction<number>", "e.target")) ==
          input("onChange={(e) => setN(Number(e.target.value))}"));
    CHECK(healed_app(input("type=\"checkbox\" onChange={(e) => setB(e.target.value)}"),
                     argument("string", "SetStateAction<boolean>", "e.target")) ==
          input("type=\"checkbox\" onChange={(e) => setB(e.target.checked)}"));
    // Which text is true cannot be told.
    CHECK(healed_app(input("onChange={(e) => setB(e.target.value)}"),
                     argument("string", "SetStateAction<boolean>", "e.target")) == "(unchanged)");
    CHECK(healed_app(input("onChange={(e) => setTab(e.target.value)}"),
                     argument("string", "SetStateAction<Tab>", "e.target")) == "(unchanged)");
  }

  TEST_CASE("a setter that is named as a handler takes the value, where a field has one") {
    CHECK(healed_app(input("value={q} onChange={setQ}"), assigned(setter, handler, "onChange")) ==
          input("value={q} onChange={(event) => setQ(event.target.value)}"));
    CHECK(healed_app(input("type=\"checkbox\" onChange={setB}"),
                     assigned("Dispatch<SetStateAction<boolean>>", handler, "onChange")) ==
          input("type=\"checkbox\" onChange={(event) => setB(event.target.checked)}"));
    CHECK(healed_app(input("onChange={setN}"),
                     assigned("Dispatch<SetStateAction<number>>", handler, "onChange")) ==
          input("onChange={(event) => setN(Number(event.target.value))}"));
    // Opened, closed or the other way round?
    CHECK(healed_app("export const a = <button onClick={setOpen} />;\n",
                     assigned("Dispatch<SetStateAction<boolean>>",
                              "MouseEventHandler<HTMLButtonElement>", "onClick")) == "(unchanged)");
  }

  TEST_CASE("a number is written as a text where one is wanted") {
    CHECK(healed_app("localStorage.setItem(\"n\", n + 1);\n",
                     argument("number", "string", "n + 1")) ==
          "localStorage.setItem(\"n\", String(n + 1));\n");
    CHECK(healed_app("const s: string = list.length;\n", assigned("number", "string", "s:")) ==
          "const s: string = String(list.length);\n");
    CHECK(healed_app("document.title = n;\n", assigned("number", "string", "document")) ==
          "document.title = String(n);\n");
    CHECK(healed_app("const a = () => {\n  return n;\n};\n",
                     assigned("number", "string", "return")) ==
          "const a = () => {\n  return String(n);\n};\n");
    CHECK(healed_app("const a: B = { id };\n", assigned("number", "string", "id")) ==
          "const a: B = { id: String(id) };\n");
    CHECK(healed_app("const a: B = { id: b.id, name };\n", assigned("number", "string", "id:")) ==
          "const a: B = { id: String(b.id), name };\n");
    CHECK(healed_app("export const a = <p title={n}>b</p>;\n",
                     assigned("number", "string | undefined", "title")) ==
          "export const a = <p title={String(n)}>b</p>;\n");
    CHECK(healed_app("const s: string = 4;\n", assigned("number", "string", "s:")) ==
          "const s: string = \"4\";\n");
    CHECK(healed_app("const s: string = a ? n : m;\n", assigned("number", "string", "s:")) ==
          "const s: string = String(a ? n : m);\n");
    CHECK(healed_app("show(a ? n : \"none\");\n", argument("number", "string", "n :")) ==
          "show(a ? String(n) : \"none\");\n");
    CHECK(healed_app("const s = time.seconds.padStart(2, \"0\");\n",
                     member("padStart", "number", "padStart")) ==
          "const s = String(time.seconds).padStart(2, \"0\");\n");
    CHECK(healed_app("const s = a + Math.floor(n / 60).padStart(2, \"0\");\n",
                     member("padStart", "number", "padStart")) ==
          "const s = a + String(Math.floor(n / 60)).padStart(2, \"0\");\n");
  }
}
