// A Worker's module, instantiated as the host does it at its first run, with imports that do nothing.
import module from "./core_api.wasm";

/** @type {WebAssembly.Imports} */
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] = { ...imports[from], [name]: () => 0 };
}
const { _initialize } = new WebAssembly.Instance(module, imports).exports;
/** @type {() => void} */ (_initialize)();

export default { fetch: () => new Response("0") };
