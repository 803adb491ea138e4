// Packs reference/ with context.wasm into what wasm/context/passages/reference.hpp reads.
// Usage: node pack_reference.mjs CONTEXT_WASM TOKEN_TABLE REFERENCE_DIR OUT_FILE
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ContextModule } from "../cli/context/context_module.mjs";

const [module, table, folder, out] = process.argv.slice(2);
if (out === undefined) throw new Error("usage: node pack_reference.mjs CONTEXT_WASM TOKEN_TABLE REFERENCE_DIR OUT_FILE");

const engine = await ContextModule.load(() => 0, module);
engine.loadTokens(path.basename(table, ".tokens"), path.dirname(table));
for (const name of readdirSync(folder)) {
  if (name.endsWith(".md")) engine.keepText(name, readFileSync(path.join(folder, name)));
}
writeFileSync(out, engine.packReference());
