// The imports of a script in their order: by TypeScript's parser, by its preProcessFile and by ours.
import { kinds, languageOf } from "./wasm_scanner.mjs";

const fromTypeScript = kinds.indexOf("glob"); // the kinds before it are TypeScript's own

/**
 * @typedef {object} ImportFound
 * @property {number} at where the specifier's quote stands, in UTF-16 units
 * @property {string} line its kind, whether it is a type only, and the specifier
 * @property {string} specifier
 * @property {any} [node] of TypeScript's tree
 */

/** @param {any} ts @param {string} file @param {string} text */
export function parse(ts, file, text) {
  const { ScriptKind } = ts;
  const kind = file.endsWith(".tsx")
    ? ScriptKind.TSX
    : /\.[cm]?ts$/.test(file)
      ? ScriptKind.TS
      : ScriptKind.JSX;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

/** @param {any} ts @param {any} node @returns {[any, string, boolean] | undefined} specifier, kind, type only */
function importOf(ts, node) {
  const { SyntaxKind } = ts;
  if (ts.isImportDeclaration(node))
    return [node.moduleSpecifier, "import_static", node.importClause?.isTypeOnly ?? false];
  if (ts.isExportDeclaration(node)) return [node.moduleSpecifier, "re_export", node.isTypeOnly];
  if (ts.isExternalModuleReference(node))
    return [node.expression, "import_static", node.parent.isTypeOnly];
  if (ts.isImportTypeNode(node)) return [node.argument.literal, "import_type", true];
  if (!ts.isCallExpression(node)) return undefined;
  const [first, second] = node.arguments;
  if (node.expression.kind === SyntaxKind.ImportKeyword) return [first, "import_dynamic", false];
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
  return isRequire && !second ? [first, "require", false] : undefined;
}

/** @param {any} ts @param {any} source of parse @returns {ImportFound[]} */
export function importsInTree(ts, source) {
  /** @type {ImportFound[]} */
  const found = [];
  const visit = (/** @type {any} */ node) => {
    const [specifier, kind, typeOnly] = importOf(ts, node) ?? [];
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const line = `${kind} ${typeOnly ? "type " : ""}${specifier.text}`;
      found.push({ at: specifier.getStart(source), line, specifier: specifier.text, node });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.at - b.at);
}

/** @param {any} ts @param {string} text @returns {ImportFound[]} it tells no kinds */
export function preProcessed(ts, text) {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(
    (/** @type {{ fileName: string, pos: number }} */ { fileName, pos }) => ({
      at: pos,
      line: fileName,
      specifier: fileName,
    }),
  );
}

/**
 * @param {import("./wasm_scanner.mjs").WasmScanner} scanner
 * @param {string} file
 * @param {string} text
 * @returns {ImportFound[]}
 */
export function importsScanned(scanner, file, text) {
  const unitsBefore = unitsOf(text);
  return scanner
    .scan(text, languageOf(file))
    .imports.filter(({ kind }) => kind < fromTypeScript)
    .map(({ kind, typeOnly, specifier, offset }) => ({
      at: unitsBefore(offset) - 1,
      line: `${kinds[kind]} ${typeOnly ? "type " : ""}${specifier}`,
      specifier,
    }));
}

/** @param {string} text @returns {(bytes: number) => number} UTF-16 units before so many bytes of UTF-8 */
function unitsOf(text) {
  const bytes = Buffer.from(text);
  if (bytes.length === text.length) return (count) => count;
  return (count) => bytes.toString("utf8", 0, count).length;
}

const listed = (/** @type {ImportFound[]} */ found) => found.map(({ line }) => line).join("\n");

/** One per line: equal texts, equal lists. @param {any} ts @param {string} file @param {string} text */
export const parsedImports = (ts, file, text) => listed(importsInTree(ts, parse(ts, file, text)));

/** @param {import("./wasm_scanner.mjs").WasmScanner} scanner @param {string} file @param {string} text */
export const scannedImports = (scanner, file, text) => listed(importsScanned(scanner, file, text));
