// A Worker's module, instantiated as the host does it at its first run, with imports that do nothing. What else is
// deployed with it is there and is not imported.
import module from "./module.wasm";

/** @type {WebAssembly.Imports} */
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] = { ...imports[from], [name]: () => 0 };
}
const { _initialize } = new WebAssembly.Instance(module, imports).exports;
/** @type {(() => void) | undefined} */ (_initialize)?.(); // a foreign module has none

export default { fetch: () => new Response("0") };
