// What a draft refers to and nobody made: pictures, sheets, icons, folders without a list of their exports, a package
// that package.json lost.
import { isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

/** A line in front of a file's imports, and an element behind the first one that it shows. */
const shown = (line, element) => (tree, choose) => {
  const broken = one(
    isMarkup,
    /\n( +)return \(\n( +)<(\w+)[^<>]*>\n/g,
    (m) => `${m[0]}${element}\n`,
  )(tree, choose);
  if (broken === undefined) return undefined;
  const path = Object.keys(broken).find((name) => broken[name] !== tree[name]);
  return path === undefined ? undefined : { ...broken, [path]: `${line}\n${broken[path]}` };
};

/** @type {import("./edits.mjs").Mutation[]} */
export const absent = [
  mutation(
    "absent",
    "imported package taken out of package.json",
    true,
    one(
      (path) => path === "package.json",
      / +"(?:clsx|react-router-dom|react-router|tailwindcss|@fontsource[^"]*)": "[^"]+",\n/g,
      () => "",
    ),
  ),
  mutation(
    "absent",
    "picture that nobody made",
    false,
    shown('import nobodys from "./nobodys.png";', '<img src={nobodys} alt="" />'),
  ),
  mutation(
    "absent",
    "sheet of a module that nobody made",
    false,
    shown('import plain from "./Plain.module.css";', "<span className={plain.gap} />"),
  ),
  mutation(
    "absent",
    "icons of a package that is not there",
    false,
    shown(
      'import { Github, Mail } from "lucide-react";',
      '<Github size={16} className="icon" /><Mail aria-hidden="true" />',
    ),
  ),
  mutation(
    "absent",
    "names of a folder without a list",
    true,
    one(
      isScript,
      /from (["'])(\.\.?(?:\/[\w-]+)*\/[a-z][\w-]*)\/[A-Z]\w*(?:\.[jt]sx?)?\1/g,
      (m) => `from ${m[1]}${m[2]}${m[1]}`,
    ),
  ),
  mutation(
    "absent",
    "identifiers of a package that is not there",
    true,
    shown(
      'import { v4 as identify } from "uuid";\nconst identity = identify();',
      "<i data-id={identity} />",
    ),
  ),
  mutation(
    "absent",
    "interface that extends nothing",
    true,
    one(isTyped, /interface (\w+) \{/g, (m) => `interface ${m[1]} extends BaseProps {`),
  ),
  mutation(
    "absent",
    "dashes in the names of styles",
    true,
    shown("", '<i style={{ margin-top: 4, "font-weight": 700 }} />'),
  ),
];
