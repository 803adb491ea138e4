#include "proof.hpp"

using namespace sitewright::healing;
using sitewright::project::TextTree;

TEST_SUITE("healing/fixers/hooks") {
  TEST_CASE("a reference has the type of the element that it is given to") {
    CHECK(healed_app(
              "const box = useRef(null);\nbox.current.focus();\nconst e = <input ref={box} />;\n",
              {"TS18047", "'box.current' is possibly 'null'.", "box.current"}) ==
          "const box = useRef<HTMLInputElement>(null);\nbox.current?.focus();\n"
          "const e = <input ref={box} />;\n");
    CHECK(healed_app(
              "const box = useRef(null);\nbox.current?.play();\nconst e = <video ref={box} />;\n",
              {"TS2339", "Property 'play' does not exist on type 'never'.", "play"}) ==
          "const box = useRef<HTMLVideoElement>(null);\nbox.current?.play();\n"
          "const e = <video ref={box} />;\n");
    CHECK(healed_app("const box = useRef();\nconst e = <h2 ref={box}>a</h2>;\n",
                     {"TS2554", "Expected 1 arguments, but got 0.", "useRef"}) ==
          "const box = useRef<HTMLHeadingElement>(null);\nconst e = <h2 ref={box}>a</h2>;\n");
    // Two elements of several kinds: what it holds is not told.
    CHECK(healed_app(
              "const box = useRef(null);\nbox.current?.play();\nconst e = <video ref={box} />;\n"
              "const e = <p ref={box}>a</p>;\n",
              {"TS2339", "Property 'play' does not exist on type 'never'.", "play"}) ==
          "(unchanged)");
  }

  TEST_CASE("an untyped list elsewhere is not what holds nothing") {
    const std::string text = healed_app(
        "const [list, setList] = useState([]);\nconst box = useRef(null);\nbox.current?.play();\n"
        "const e = <video ref={box} />;\n",
        {"TS2339", "Property 'play' does not exist on type 'never'.", "play"});
    CHECK(text.contains("useState([])"));
  }

  TEST_CASE("a timer that a reference keeps") {
    CHECK(healed_app("const timer = useRef(null);\ntimer.current = setTimeout(run, 10);\n",
                     {"TS2322", "Type 'Timeout' is not assignable to type 'null'.", "timer.cur"}) ==
          "const timer = useRef<ReturnType<typeof setTimeout> | null>(null);\n"
          "timer.current = setTimeout(run, 10);\n");
    CHECK(healed_app("const timer = useRef<NodeJS.Timeout | null>(null);\n",
                     {"TS2503", "Cannot find namespace 'NodeJS'.", "NodeJS"}) ==
          "const timer = useRef<ReturnType<typeof setTimeout> | null>(null);\n");
  }

  TEST_CASE("a state says what it will hold") {
    const std::string told =
        "Argument of type 'User' is not assignable to parameter of type "
        "'SetStateAction<undefined>'.";
    CHECK(healed_app("const [user, setUser] = useState();\nconst f = (u: User) => setUser(u);\n",
                     {"TS2345", told, "u);"}) ==
          "const [user, setUser] = useState<User>();\nconst f = (u: User) => setUser(u);\n");
    CHECK(healed_app("const [a, setA] = useState(null);\nsetA(\"x\");\n",
                     {"TS2345",
                      "Argument of type '\"x\"' is not assignable to parameter of type "
                      "'SetStateAction<null>'.",
                      "\"x\""}) ==
          "const [a, setA] = useState<string | null>(null);\nsetA(\"x\");\n");
  }

  TEST_CASE("a state is written to by its setter") {
    const auto written = [](std::string_view handler, std::string_view outside = "") {
      const std::string text =
          "import { useState } from \"react\";\n\nexport function A({ list }: { list: string[] }) "
          "{\n  const [count, setCount] = useState<number>(0);\n" +
          std::string(outside) + "  return <p onClick={() => " + std::string(handler) +
          "}>{count}</p>;\n}\n";
      const std::string now = healed_app(
          text, {"TS2588", "Cannot assign to 'count' because it is a constant.", "count"});
      if (now == "(unchanged)") return now;
      const std::size_t begin = now.find("onClick={() => ") + 15;
      return now.substr(begin, now.find("}>{count}") - begin);
    };
    CHECK(written("count = list.length") == "setCount(list.length)");
    CHECK(written("(count = 2)") == "(setCount(2))");
    CHECK(written("count += 1") == "setCount(count + 1)");
    CHECK(written("count -= list.length ? 1 : 2") == "setCount(count - (list.length ? 1 : 2))");
    CHECK(written("count++") == "setCount(count + 1)");
    CHECK(written("{ if (list.length > 1) count = 3; else --count; }") ==
          "{ if (list.length > 1) setCount(3); else setCount(count - 1); }");
    CHECK(written("{\n    list.forEach(() => {\n      count = 1\n    })\n  }") ==
          "{\n    list.forEach(() => {\n      setCount(1)\n    })\n  }");
    // Read as a value, another one of that name, handed a function, in the way of every render.
    for (const char* one :
         {"list[(count = 2)]", "list.at(count++)", "{ let count = 1; count = 2; }",
          "((count) => { count = 2; })(1)", "count = () => 2", "count >>= 1"}) {
      CHECK_FALSE(written(one).contains("setCount"));
    }
    CHECK(written("list.pop()", "  count = 2;\n") == "(unchanged)");
    CHECK(written("list.pop()", "  list.forEach(() => {\n    count++;\n  });\n") == "(unchanged)");
  }

  TEST_CASE("a context has the default that its type names") {
    const Said said{"TS2554", "Expected 1 arguments, but got 0.", "createContext"};
    CHECK(healed_app("const C = createContext<T | undefined>();\n", said) ==
          "const C = createContext<T | undefined>(undefined);\n");
    CHECK(healed_app("const C = createContext<T | null>();\n", said) ==
          "const C = createContext<T | null>(null);\n");
    CHECK(healed_app("const C = createContext<T>();\n", said) ==
          "const C = createContext<T>(undefined!);\n");
    CHECK(healed_app("const C = createContext();\n", said) == "(unchanged)");
  }

  TEST_CASE("a reference and an effect give nothing back") {
    CHECK(
        healed_app(
            "const a = <li ref={(el) => (refs.current[i] = el)}>a</li>;\n",
            {"TS2322",
             "Type '(el: HTMLLIElement | null) => HTMLLIElement | null' is not assignable to type "
             "'Ref<HTMLLIElement> | undefined'.\nType 'HTMLLIElement | null' is not assignable "
             "to type 'void | (() => VoidOrUndefinedOnly)'.",
             "ref="}) == "const a = <li ref={(el) => { refs.current[i] = el; }}>a</li>;\n");
    CHECK(healed_app("useEffect(() => {\n  all.add(x);\n  return () => all.delete(x);\n}, [x]);\n",
                     {"TS2345",
                      "Argument of type '() => () => boolean' is not assignable to parameter of "
                      "type 'EffectCallback'.\nType '() => boolean' is not assignable to type "
                      "'void | Destructor'.",
                      "() => {"}) ==
          "useEffect(() => {\n  all.add(x);\n  return () => { all.delete(x); };\n}, [x]);\n");
    CHECK(healed_app("useEffect(() => setTimeout(run, 10), [run]);\n",
                     {"TS2322", "Type 'number' is not assignable to type 'void | Destructor'.",
                      "setTimeout"}) ==
          "useEffect(() => { const timer = setTimeout(run, 10); return () => "
          "clearTimeout(timer); }, [run]);\n");
    const Said returned{
        "TS2345",
        "Argument of type '() => number' is not assignable to parameter of type "
        "'EffectCallback'.\nType 'number' is not assignable to type 'void | Destructor'.",
        "() => {"};
    CHECK(
        healed_app("useEffect(() => {\n  run();\n  return window.setInterval(run, 10);\n}, []);\n",
                   returned) ==
        "useEffect(() => {\n  run();\n  const timer = window.setInterval(run, 10); return () => "
        "clearInterval(timer);\n}, []);\n");
    CHECK(healed_app(
              "const timer = 1;\nuseEffect(() => {\n  return setTimeout(run, timer)\n}, []);\n",
              returned) ==
          "const timer = 1;\nuseEffect(() => {\n  const started = setTimeout(run, timer); return "
          "() => clearTimeout(started);\n}, []);\n");
  }
}

TEST_SUITE("healing/fixers/value shapes") {
  TEST_CASE("raw HTML is handed over in its object") {
    const std::string told = "Type 'string' is not assignable to type '{ __html: string; }'.";
    CHECK(healed_app("<p dangerouslySetInnerHTML={html} />;\n", {"TS2322", told, "danger"}) ==
          "<p dangerouslySetInnerHTML={{ __html: html }} />;\n");
    CHECK(healed_app("<p dangerouslySetInnerHTML={{ html }} />;\n",
                     {"TS2353",
                      "Object literal may only specify known properties, and 'html' does not exist "
                      "in type '{ __html: string; }'.",
                      "html }"}) == "<p dangerouslySetInnerHTML={{ __html: html }} />;\n");
  }

  TEST_CASE("classes of a list are joined") {
    CHECK(healed_app("<p className={[\"a\", b]} />;\n",
                     {"TS2322", "Type 'string[]' is not assignable to type 'string'.",
                      "className"}) == "<p className={[\"a\", b].join(\" \")} />;\n");
    CHECK(healed_app("<p className={[\"a\", b && \"c\"]} />;\n",
                     {"TS2322", "Type '(string | false)[]' is not assignable to type 'string'.",
                      "className"}) ==
          "<p className={[\"a\", b && \"c\"].filter(Boolean).join(\" \")} />;\n");
  }

  TEST_CASE("a style may have properties of its own") {
    CHECK(healed_app("<p style={{ \"--accent\": c }} />;\n",
                     {"TS2353",
                      "Object literal may only specify known properties, and '\"--accent\"' does "
                      "not exist in type 'Properties<string | number, string & {}>'.",
                      "\"--acc"}) ==
          "import type { CSSProperties } from \"react\";\n"
          "<p style={{ \"--accent\": c } as CSSProperties} />;\n");
  }

  TEST_CASE("a text is taken for a key of an object") {
    CHECK(healed_app("const a = icons[name];\n",
                     {"TS7053",
                      "Element implicitly has an 'any' type because expression of type 'string' "
                      "can't be used to index type '{ a: number; b: number; }'.",
                      "icons"}) == "const a = icons[name as keyof typeof icons];\n");
  }

  TEST_CASE("a type parameter that is used is declared") {
    const TextTree tree{{"src/App.tsx", "function both(list: T[], f: (x: T) => K): K[] {}\n"}};
    const auto files = healed(tree, {{"TS2304", "Cannot find name 'T'.", "T[]"},
                                     {"TS2304", "Cannot find name 'K'.", "K):"}});
    REQUIRE(files.contains("src/App.tsx"));
    CHECK(files.at("src/App.tsx") == "function both<T, K>(list: T[], f: (x: T) => K): K[] {}\n");
    CHECK(healed_app("const last = (list: T[]) => list.at(-1);\n",
                     {"TS2304", "Cannot find name 'T'.", "T[]"}) ==
          "const last = <T,>(list: T[]) => list.at(-1);\n");
  }
}

TEST_SUITE("healing/fixers/component types") {
  const std::string props = "type Props = { title: string; text: string };\n";

  TEST_CASE("a component takes its properties out of one parameter") {
    CHECK(healed_app(props + "function Card(title, text: Props) {\n  return <p>{title}</p>;\n}\n",
                     {"TS7006", "Parameter 'title' implicitly has an 'any' type.", "title, "}) ==
          props + "function Card({ title, text }: Props) {\n  return <p>{title}</p>;\n}\n");
    CHECK(healed_app(props + "function Card(title: Props) {\n  return <p>{title}</p>;\n}\n",
                     {"TS2322", "Type 'Props' is not assignable to type 'ReactNode'.", "title}"}) ==
          props + "function Card({ title }: Props) {\n  return <p>{title}</p>;\n}\n");
    CHECK(
        healed_app("function Card(title: string, text: string) {\n  return <p>{title}</p>;\n}\n"
                   "const e = <Card title=\"a\" text=\"b\" />;\n",
                   {"TS2786",
                    "'Card' cannot be used as a JSX component.\nTarget signature provides too few "
                    "arguments. Expected 2 or more, but got 1.",
                    "Card title=\"a\""}) ==
        "function Card({ title, text }: { title: string; text: string }) {\n"
        "  return <p>{title}</p>;\n}\nconst e = <Card title=\"a\" text=\"b\" />;\n");
  }

  TEST_CASE("properties are taken apart once, by the parameter") {
    const auto once = [](const std::string& head, const std::string& line,
                         const std::string& rest) {
      return healed_app(head + line + rest, {"TS2300", "Duplicate identifier 'text'.", "text"});
    };
    const std::string head = "export function A({ text, size = 2 }: { text: string }) {\n";
    const std::string rest = "  return <p>{text}</p>;\n}\n";
    CHECK(once(head, "  const { text } = props;\n", rest) == head + rest);
    CHECK(once(head, "  const { text, size } = props\n", rest) == head + rest);
    const std::string arrow = "export const A = memo(({ text }: Props) => {\n";
    const std::string closed = "  return <p>{text}</p>;\n});\nfunction B(props) {}\n";
    CHECK(once(arrow, "  const { text } = props;\n", closed) == arrow + closed);
    // More than the parameter gives, another value, something that is called so.
    for (const char* line :
         {"  const { text, other } = props;\n", "  const { text = 1 } = props;\n",
          "  const { text: size } = props;\n", "  const { text } = other;\n",
          "  const { text } = props;\n  use(props);\n"}) {
      CHECK(once(head, line, rest) == "(unchanged)");
    }
    CHECK(once("const props = { text: 1 };\n" + head, "  const { text } = props;\n", rest) ==
          "(unchanged)");
  }

  TEST_CASE("properties without a type have those that their callers write") {
    const Said said{"TS7031", "Binding element 'href' implicitly has an 'any' type.", "href,"};
    CHECK(healed_app("function To({ href, label }) {\n  return <a href={href}>{label}</a>;\n}\n"
                     "const e = <To href=\"/\" label=\"x\" />;\n",
                     said) ==
          "function To({ href, label }: { href: string; label: string }) {\n"
          "  return <a href={href}>{label}</a>;\n}\nconst e = <To href=\"/\" label=\"x\" />;\n");
    CHECK(healed_app("function To({ href, label }) {\n  return <a href={href}>{label}</a>;\n}\n"
                     "const e = <To href=\"/\" label={x} />;\n",
                     said) == "(unchanged)");
  }

  TEST_CASE("a component has any children where more than one element is given") {
    CHECK(healed_app(
              "import type { ReactElement } from \"react\";\nfunction Box({ children }: { "
              "children: ReactElement }) {\n  return <p>{children}</p>;\n}\nconst e = "
              "<Box>a</Box>;\n",
              {"TS2747", "'Box' components don't accept text as child elements.", "a</Box>"}) ==
          "import type { ReactNode } from \"react\";\nfunction Box({ children }: { children: "
          "ReactNode }) {\n  return <p>{children}</p>;\n}\nconst e = <Box>a</Box>;\n");
  }
}

TEST_SUITE("healing/fixers/names of react") {
  TEST_CASE("types that React calls otherwise") {
    CHECK(healed_app("const a: React.CSSProps = {};\n",
                     {"TS2694", "Namespace 'React' has no exported member 'CSSProps'.",
                      "CSSProps"}) == "const a: React.CSSProperties = {};\n");
    // A node of the page keeps its name.
    CHECK(healed_app("const a: React.Node = null;\nconst b: Node = c;\n",
                     {"TS2694", "Namespace 'React' has no exported member 'Node'.",
                      "Node = null"}) == "const a: React.ReactNode = null;\nconst b: Node = c;\n");
    CHECK(healed_app(
              "const a: React.Event = b;\n",
              {"TS2724", "'React' has no exported member named 'Event'. Did you mean 'UIEvent'?",
               "Event"}) == "const a: React.SyntheticEvent = b;\n");
    CHECK(
        healed_app("const a: React.FormEvents = b;\n",
                   {"TS2724",
                    "'React' has no exported member named 'FormEvents'. Did you mean 'FormEvent'?",
                    "FormEvents"}) == "const a: React.FormEvent = b;\n");
  }

  TEST_CASE("an import that is spelt otherwise keeps its name in the file") {
    CHECK(
        healed_app(
            "import { ArrowNarrowRight } from \"lucide-react\";\nconst e = <ArrowNarrowRight />;\n",
            {"TS2724",
             "'\"lucide-react\"' has no exported member named 'ArrowNarrowRight'. Did you "
             "mean 'ArrowDownRight'?",
             "ArrowNarrow"}) ==
        "import { ArrowDownRight as ArrowNarrowRight } from \"lucide-react\";\n"
        "const e = <ArrowNarrowRight />;\n");
  }
}

TEST_SUITE("healing/fixers/files and packages") {
  TEST_CASE("an import without an ending means the one file that is called so") {
    const Said sheet{"TS2882",
                     "Cannot find module or type declarations for side-effect import of './index'.",
                     "\"./index"};
    CHECK(healed_app("import \"./index\";\n", sheet, {{"src/index.css", "p {}\n"}}) ==
          "import \"./index.css\";\n");
    CHECK(healed_app("import \"./style/site\";\n",
                     {"TS2882",
                      "Cannot find module or type declarations for side-effect import of "
                      "'./style/site'.",
                      "\"./style"},
                     {{"src/style/site.css", "p {}\n"}, {"src/content/site.ts", "f();\n"}}) ==
          "import \"./style/site.css\";\n");
    const Said picture{"TS2307",
                       "Cannot find module './hero' or its corresponding type declarations.",
                       "\"./hero"};
    CHECK(healed_app("import hero from \"./hero\";\nf(hero);\n", picture, {{"src/hero.png", ""}}) ==
          "import hero from \"./hero.png\";\nf(hero);\n");
    CHECK(healed_app("import hero from \"./hero\";\nf(hero);\n", picture,
                     {{"src/a/hero.png", ""}, {"src/b/hero.svg", ""}}) == "(unchanged)");
  }

  TEST_CASE("a picture that is used as a component is shown as one") {
    CHECK(healed_app("import { ReactComponent as Logo } from \"./logo.svg\";\nconst a = <Logo "
                     "className=\"x\" />;\n",
                     {"TS2614", "Module '\"*.svg\"' has no exported member 'ReactComponent'.",
                      "ReactComponent"},
                     {{"src/logo.svg", ""}}) ==
          "import Logo from \"./logo.svg\";\nconst a = <img src={Logo} alt=\"\" "
          "className=\"x\" />;\n");
    CHECK(healed_app("import Logo from \"./logo.svg\";\nconst a = <Logo aria-label=\"Home\" />;\n",
                     {"TS2322",
                      "Type '{ \"aria-label\": string; }' is not assignable to type "
                      "'IntrinsicAttributes'.",
                      "aria-label"},
                     {{"src/logo.svg", ""}}) ==
          "import Logo from \"./logo.svg\";\nconst a = <img src={Logo} alt=\"Home\" />;\n");
  }

  TEST_CASE("types of properties that React no longer reads go") {
    CHECK(healed_app(
              "import PropTypes from \"prop-types\";\nfunction A() {}\nA.propTypes = {\n  a: "
              "PropTypes.string,\n};\nA();\n",
              {"TS2307", "Cannot find module 'prop-types' or its corresponding type declarations.",
               "\"prop-types"}) == "function A() {}\nA();\n");
  }

  TEST_CASE("Vite's plugin is a package of its own") {
    TextTree tree{{"vite.config.ts",
                   "import tailwindcss from \"tailwindcss\";\nexport default { "
                   "plugins: [tailwindcss()] };\n"},
                  {"package.json",
                   "{ \"devDependencies\": { \"tailwindcss\": \"4.3.3\", "
                   "\"@tailwindcss/vite\": \"4.3.3\" } }\n"}};
    const auto files =
        healed(tree, {{"TS2769",
                       "No overload matches this call.\nType 'void' is not assignable to "
                       "type 'PluginOption'.",
                       "plugins", Category::type, "vite.config.ts"}});
    REQUIRE(files.contains("vite.config.ts"));
    CHECK(files.at("vite.config.ts").starts_with("import tailwindcss from \"@tailwindcss/vite\";"));
  }

  TEST_CASE("what is counted may be missing, not what it is asked of") {
    CHECK(healed_app("const a = m.get(\"a\") + 1;\n",
                     {"TS2532", "Object is possibly 'undefined'.", "m.get"}) ==
          "const a = (m.get(\"a\") ?? 0) + 1;\n");
  }

  TEST_CASE("a value is given back from the body, not from a type") {
    const Said said{"TS2355",
                    "A function whose declared type is neither 'undefined', 'void', nor 'any' must "
                    "return a value.",
                    "Promise"};
    CHECK(healed_app("function f(): Promise<{ a: number }> {\n  load();\n}\n", said) ==
          "function f(): Promise<{ a: number }> {\n  return load();\n}\n");
  }
}
