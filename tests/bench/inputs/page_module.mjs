// browser.wasm as the set-up built it, with the token table of o200k_base.
import { readFileSync } from "node:fs";
import path from "node:path";
import { wasmDirectory } from "../../../cli/paths.mjs";
import { createPageModule } from "../../../workers/admin-web/ui/src/page_module/page_module.ts";

/** @param {"o200k_base" | "cl100k_base"} encoding */
export const packedTable = (encoding) =>
  readFileSync(path.join(wasmDirectory, "token_tables", `${encoding}.tokens`));

export const newPageModule = () =>
  createPageModule(new WebAssembly.Module(readFileSync(path.join(wasmDirectory, "browser.wasm"))));
