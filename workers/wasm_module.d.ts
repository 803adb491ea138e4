// wrangler bundles `*.wasm` as compiled modules; Workers may not compile bytes at run time.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

// Files of the wasm build, by the rule `Data` of the Worker's wrangler.toml.
declare module "*.tokens" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.pack" {
  const bytes: ArrayBuffer;
  export default bytes;
}
