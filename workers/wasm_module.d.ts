// wrangler bundles `*.wasm` as compiled modules; Workers may not compile bytes at run time.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
