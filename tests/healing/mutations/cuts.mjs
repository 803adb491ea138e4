// What no rule can give back: pieces of the site are gone. None of these may end as a build that
// passes; they count neither as healed nor as open.
import { isMarkup, isScript, one } from "./edits.mjs";

const cut = (name, make) => ({ name, group: "cuts", unique: false, gone: true, make });

/** @type {import("./edits.mjs").Mutation[]} */
export const cuts = [
  cut(
    "file cut in the middle",
    one(isMarkup, /^[\s\S]{400,}$/g, (m) => m[0].slice(0, m[0].length * 0.7)),
  ),
  cut(
    "file cut in a list of texts",
    one(
      (path) => /^src\/(?:content|data|words)/.test(path),
      /^([\s\S]{100,}?",\n)[\s\S]{40,}$/g,
      (m) => m[1],
    ),
  ),
  cut(
    "last elements and brackets left out",
    one(isMarkup, /\n( +)<[a-z][^\n]*>\n(?:(?!\n\}\n)[\s\S])*\n\}\n$/g, () => "\n"),
  ),
  cut(
    "rest of the code in words",
    one(
      isMarkup,
      /\n( +)<(h1|h2|h3|p|ul)[\s\S]{60,400}?(?=\n +\);\n)/g,
      (m) => `\n${m[1]}{/* ... rest of the section ... */}`,
    ),
  ),
  cut("component's file is gone", (tree, choose) => {
    const found = Object.keys(tree).filter(
      (path) =>
        isMarkup(path) && /\/(?:sections|components|pages|layout)\/[A-Z]\w+\.tsx$/.test(path),
    );
    if (found.length < 2) return undefined;
    const { [found[choose(found.length)] ?? ""]: _gone, ...rest } = tree;
    return rest;
  }),
  cut(
    "component's element is gone",
    one(isMarkup, /\n +<[A-Z]\w+(?: [^<>\n]*)?\/>(?=\n)/g, () => ""),
  ),
  cut(
    "required attribute of a component is gone",
    one(
      isMarkup,
      /(<[A-Z]\w+[^<>]*?) (?:title|text|label|name|heading|items|product)=(?:"[^"]*"|\{[^{}]*\})/g,
      (m) => m[1],
    ),
  ),
  cut(
    "property of an object is gone",
    one(
      (path) => /^src\/(?:content|data)\/.*\.ts$/.test(path),
      /\n +(?:title|text|lede|name|question|answer|label|price): "[^"\n]*",(?=\n)/g,
      () => "",
    ),
  ),
  cut(
    "quote and text after it are gone",
    one(isScript, /(: "[\w']+ )[^"\n]{6,}",\n/g, (m) => `${m[1]}\n`),
  ),
];
