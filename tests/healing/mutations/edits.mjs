// What language models get wrong, as edits of texts: each breaks a tree in one place, chosen by a
// number, without parsing it. One that finds nothing to break answers undefined; whether the result
// really fails is told by building it.
import { posix } from "node:path";

/** @typedef {import("../support/sites.mjs").Tree} Tree */
/** @typedef {(tree: Tree, choose: (count: number) => number) => Tree | undefined} Break */
/**
 * @typedef {object} Mutation
 * @property {string} name
 * @property {string} group
 * @property {boolean} unique whether only one repair makes sense
 * @property {boolean} [gone] whether content went that nothing left tells of
 * @property {Break} make
 */

export const isScript = (path) => /^src\/.*\.[jt]sx?$/.test(path) && !path.endsWith(".d.ts");
export const isMarkup = (path) => /^src\/.*\.[jt]sx$/.test(path);
export const isTyped = (path) => /^src\/.*\.tsx?$/.test(path) && !path.endsWith(".d.ts");
export const isCss = (path) => /^src\/.*\.css$/.test(path);

/**
 * Replaces one match, chosen among all of the files' matches.
 * @param {(path: string) => boolean} files
 * @param {RegExp} pattern with flag g
 * @param {(match: RegExpMatchArray, path: string, tree: Tree) => string | undefined} replace
 * @returns {Break}
 */
export function one(files, pattern, replace) {
  return (tree, choose) => {
    const found = [];
    for (const [path, text] of Object.entries(tree)) {
      if (typeof text !== "string" || !files(path)) continue;
      for (const match of text.matchAll(pattern)) {
        const with_ = replace(match, path, tree);
        if (with_ !== undefined && with_ !== match[0]) found.push({ path, text, match, with_ });
      }
    }
    if (found.length === 0) return undefined;
    const { path, text, match, with_ } = found[choose(found.length)];
    const at = /** @type {number} */ (match.index);
    return { ...tree, [path]: text.slice(0, at) + with_ + text.slice(at + match[0].length) };
  };
}

/** The first way that breaks something. */
export const either =
  (...ways) =>
  (tree, choose) => {
    const start = choose(ways.length);
    for (let i = 0; i < ways.length; i++) {
      const broken = ways[(start + i) % ways.length](tree, choose);
      if (broken !== undefined) return broken;
    }
    return undefined;
  };

export const dropLetter = (word) =>
  word.length < 4
    ? undefined
    : word.slice(0, word.length >> 1) + word.slice((word.length >> 1) + 1);
export const swapLetters = (word) => {
  const at = Math.max(1, (word.length >> 1) - 1);
  return word[at] === word[at + 1] || word.length < 4
    ? undefined
    : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
};

export const relativeImport = /from (["'])(\.\.?\/[^"']+)\1/g;
export const withSpecifier = (change) => (match, path, tree) => {
  const to = change(match[2], path, tree);
  return to === undefined ? undefined : `from ${match[1]}${to}${match[1]}`;
};
export const lastSegment = (change) => (specifier) => {
  const slash = specifier.lastIndexOf("/");
  const name = specifier.slice(slash + 1);
  const dot = name.indexOf(".");
  const stem = dot < 0 ? name : name.slice(0, dot);
  const to = change(stem);
  return to === undefined
    ? undefined
    : specifier.slice(0, slash + 1) + to + (dot < 0 ? "" : name.slice(dot));
};
export const fromSource = (path, specifier) =>
  posix.join(posix.dirname(path), specifier).replace(/^src\//, "");

/** A statement that a function of a component file begins with is put in front of its `return (`. */
export const beforeReturn = (line) =>
  one(isMarkup, /\n( +)return \(\n/g, (match) => `\n${match[1]}${line}${match[0]}`);

export const hooks =
  "useState|useEffect|useRef|useMemo|useCallback|useId|useReducer|useContext|useSyncExternalStore";

export const mutation = (group, name, unique, make) => ({ name, group, unique, make });
