// Gives the dashboard the addresses of its WebAssembly module and token table as hashed assets. A dashboard that is
// bundled before the C++ was built has none, and shows what it can without them.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const name = "virtual:page-module";
const resolved = `\0${name}`;
const built = (path: string): string =>
  fileURLToPath(new URL(`../../../build/${path}`, import.meta.url));

const candidates = {
  // Emscripten's where it was there, else the one of the Workers' compiler.
  moduleUrl: [built("browser/browser.wasm"), built("wasm/browser.wasm")],
  tableUrl: [built("wasm/token_tables/o200k_base.tokens")],
};

export const pageModule = (): Plugin => ({
  name: "page-module",
  resolveId: (id) => (id === name ? resolved : undefined),
  load(id) {
    if (id !== resolved) return undefined;
    return Object.entries(candidates)
      .map(([url, files]) => {
        const file = files.find((one) => existsSync(one));
        return file === undefined
          ? `export const ${url} = "";`
          : `export { default as ${url} } from ${JSON.stringify(`${file}?url`)};`;
      })
      .join("\n");
  },
});
