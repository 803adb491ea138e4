// What inputs/workerd.mjs puts beside a Worker's entry.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "*.tokens" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*corpus.json" {
  const corpus: { task: string; budget: number; files: { path: string; text: string }[] };
  export default corpus;
}
declare module "es-module-lexer/js" {
  export function parse(text: string): [{ n: string | undefined }[]];
}
declare module "gpt-tokenizer/encoding/o200k_base" {
  export function countTokens(text: string): number;
}
