// The imports of a script as text, one per line, by TypeScript's parser and by ours: equal texts, equal lists.
import { kinds, languageOf } from "./wasm_scanner.mjs";

const fromTypeScript = kinds.indexOf("glob"); // the kinds before it are TypeScript's own

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

/** @param {any} ts @param {string} file @param {string} text */
export function parsedImports(ts, file, text) {
  const source = parse(ts, file, text);
  /** @type {{ at: number, line: string }[]} */
  const found = [];
  const visit = (/** @type {any} */ node) => {
    const [specifier, kind, typeOnly] = importOf(ts, node) ?? [];
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const line = `${kind} ${typeOnly ? "type " : ""}${specifier.text}`;
      found.push({ at: specifier.getStart(source), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line)
    .join("\n");
}

/** @param {import("./wasm_scanner.mjs").WasmScanner} scanner @param {string} file @param {string} text */
export function scannedImports(scanner, file, text) {
  return scanner
    .scan(text, languageOf(file))
    .imports.filter(({ kind }) => kind < fromTypeScript)
    .map(({ kind, typeOnly, specifier }) => `${kinds[kind]} ${typeOnly ? "type " : ""}${specifier}`)
    .join("\n");
}
