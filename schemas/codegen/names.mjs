// One word per concept in every language: create_project_request is CreateProjectRequest in C++ and
// TypeScript; createdAt is created_at in C++.

const cppReserved = new Set(
  (
    "alignas alignof and asm auto bool break case catch char class compl concept const continue " +
    "decltype default delete do double else enum explicit export extern false float for friend goto " +
    "if inline int long mutable namespace new noexcept not nullptr operator or private protected " +
    "public register requires return short signed sizeof static struct switch template this throw " +
    "true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor " +
    "import module final override " +
    // macros of <cstdio> and <cerrno>
    "stdin stdout stderr errno"
  ).split(" "),
);

export const isSnake = (name) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name);
export const isCamel = (name) => /^[a-z][a-zA-Z0-9]*$/.test(name);

export const upperCamel = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join("");

export const snake = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();

/** A C++ field or enumerator for `name`. */
export function cppName(name) {
  const word = snake(name).replace(/^(?=[0-9])/, "v");
  return cppReserved.has(word) ? `${word}_` : word;
}

/** The name of one item of a list: steps -> step, entries -> entry. */
export function singular(name) {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  if (name.endsWith("s") && !name.endsWith("ss")) return name.slice(0, -1);
  return `${name}Item`;
}

/** The type that a schema file makes; event payloads say so, since a queue message may carry the same name. */
export function typeName(group, name) {
  const type = upperCamel(name);
  return group === "events" && !type.endsWith("Event") ? `${type}Event` : type;
}
