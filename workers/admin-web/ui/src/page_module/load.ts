// Fetches the module and the token table once, when something on the page first wants them.
import { moduleUrl, tableUrl } from "virtual:page-module";
import { createPageModule, type PageModule } from "./page_module.ts";

let module: Promise<PageModule> | undefined;
let meter: Promise<PageModule> | undefined;

/** Whether this build of the dashboard has the module at all. */
export const hasPageModule = moduleUrl !== "";
export const hasTokenMeter = hasPageModule && tableUrl !== "";

/** A failed fetch is not kept: the next wish tries again. */
export function loadPageModule(): Promise<PageModule> {
  module ??= WebAssembly.compileStreaming(fetch(moduleUrl))
    .then(createPageModule)
    .catch((cause: unknown) => {
      module = undefined;
      throw cause;
    });
  return module;
}

async function fetchMeter(): Promise<PageModule> {
  const [ready, response] = await Promise.all([loadPageModule(), fetch(tableUrl)]);
  if (!response.ok) throw new Error(`the token table: HTTP ${response.status}`);
  ready.loadTokens(new Uint8Array(await response.arrayBuffer()));
  return ready;
}

/** The module with the table of o200k_base. */
export function loadTokenMeter(): Promise<PageModule> {
  meter ??= fetchMeter().catch((cause: unknown) => {
    meter = undefined;
    throw cause;
  });
  return meter;
}
