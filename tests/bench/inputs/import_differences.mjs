// Where the lists of imports differ and why. A reason is a rule about the very node of TypeScript's tree that stands
// at the place of the difference; what no rule covers is "unexplained".
import { importsInTree, importsScanned, parse, preProcessed } from "./typescript_imports.mjs";

/** @typedef {import("./typescript_imports.mjs").ImportFound} ImportFound */
/**
 * @typedef {object} Difference
 * @property {"parser" | "preProcessFile"} against
 * @property {"ours" | "theirs"} only who has it
 * @property {ImportFound} found
 * @property {string} reason
 */
/**
 * @typedef {object} Case what a rule is asked about
 * @property {any} ts
 * @property {Difference["only"]} only
 * @property {ImportFound} found
 * @property {any} literal the string's node in TypeScript's tree, if one begins there
 * @property {ImportFound | undefined} inTree what the parser has at that place
 */

/** @param {any} ts @param {any} source @param {number} at */
function literalAt(ts, source, at) {
  /** @type {any} */
  let found;
  const visit = (/** @type {any} */ node) => {
    if (found || at < node.pos || at >= node.end) return;
    if (ts.isStringLiteralLike(node) && node.getStart(source) === at) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {any} ts @param {any} node @param {string} name */
const isNamed = (ts, node, name) => ts.isIdentifier(node) && node.text === name;

/** The call that has the string as an argument. @param {Case} one */
function callOf({ ts, literal }) {
  const call = literal?.parent;
  return call && ts.isCallExpression(call) && call.arguments.includes(literal) ? call : undefined;
}

/** @param {Case} one @param {any} call @param {string} object */
const isMemberCall = ({ ts }, call, object) =>
  ts.isPropertyAccessExpression(call.expression) && isNamed(ts, call.expression.expression, object);

/** @type {{ reason: string, only: Difference["only"], holds: (one: Case) => boolean }[]} */
const rules = [
  {
    reason: "require.resolve names a module, so it is a require to us",
    only: "ours",
    holds: (one) => {
      const call = callOf(one);
      return (
        Boolean(call) &&
        isMemberCall(one, call, "require") &&
        call.expression.name.text === "resolve"
      );
    },
  },
  {
    reason:
      "declare module names what it adds to; preProcessFile lists it, the parser has no import there",
    only: "theirs",
    holds: ({ ts, literal, inTree }) =>
      !inTree && Boolean(literal) && ts.isModuleDeclaration(literal.parent),
  },
  {
    reason: "define([…]) of AMD is listed by preProcessFile, the parser has no import there",
    only: "theirs",
    holds: ({ ts, literal, inTree }) => {
      const list = literal?.parent;
      if (inTree || !list || !ts.isArrayLiteralExpression(list)) return false;
      return ts.isCallExpression(list.parent) && isNamed(ts, list.parent.expression, "define");
    },
  },
  {
    reason:
      "a member that is named require is listed by preProcessFile, the parser has no import there",
    only: "theirs",
    holds: (one) => {
      const callee = callOf(one)?.expression;
      if (one.inTree || !callee || !one.ts.isPropertyAccessExpression(callee)) return false;
      return callee.name.text === "require";
    },
  },
  {
    reason:
      "no string begins there for the parser: preProcessFile has taken a regular expression for something else",
    only: "theirs",
    holds: ({ literal }) => !literal,
  },
  {
    reason: "export * as name is not read by preProcessFile, the parser has it",
    only: "ours",
    holds: ({ ts, found, inTree }) =>
      inTree?.line === found.line &&
      ts.isExportDeclaration(inTree.node) &&
      Boolean(inTree.node.exportClause) &&
      ts.isNamespaceExport(inTree.node.exportClause),
  },
  {
    reason:
      "preProcessFile has it when it is given the statement alone: what stands before has confused it; the parser has it",
    only: "ours",
    holds: ({ ts, found, inTree }) => {
      if (inTree?.line !== found.line) return false;
      const alone = preProcessed(ts, inTree.node.getText());
      return alone.some(({ specifier }) => specifier === found.specifier);
    },
  },
];

export const reasons = rules.map(({ reason }) => reason);

/**
 * @param {any} ts
 * @param {import("./wasm_scanner.mjs").WasmScanner} scanner
 * @param {string} file
 * @param {string} text
 * @returns {Difference[]} by place: what only one has; lists without any are equal, their order included
 */
export function differencesOf(ts, scanner, file, text) {
  const source = parse(ts, file, text);
  const tree = importsInTree(ts, source);
  const ours = importsScanned(scanner, file, text);
  const pre = preProcessed(ts, text);
  /** @param {Difference["against"]} against @param {ImportFound[]} theirs @param {(one: ImportFound) => string} key */
  const compared = (against, theirs, key) => {
    const lacking = (/** @type {ImportFound[]} */ some, /** @type {ImportFound[]} */ others) => {
      const known = new Set(others.map(key));
      return some.filter((one) => !known.has(key(one)));
    };
    /** @param {Difference["only"]} only @param {ImportFound} found */
    const told = (only, found) => {
      const inTree = tree.find(({ at }) => at === found.at);
      const one = { ts, only, found, literal: literalAt(ts, source, found.at), inTree };
      const rule = rules.find((each) => each.only === only && each.holds(one));
      return { against, only, found, reason: rule?.reason ?? "unexplained" };
    };
    return [
      ...lacking(ours, theirs).map((found) => told("ours", found)),
      ...lacking(theirs, ours).map((found) => told("theirs", found)),
    ];
  };
  return [
    ...compared("parser", tree, ({ at, line }) => `${at} ${line}`),
    ...compared("preProcessFile", pre, ({ at, specifier }) => `${at} ${specifier}`),
  ];
}
