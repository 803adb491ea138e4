// Starts a new isolate of a Worker for each name that was not asked for before, and hands the request on to it.
const decoder = new TextDecoder();

/**
 * @typedef {{ modules: string[], compatibilityDate: string }} Code
 * @typedef {{ get(name: string, load: () => Promise<object>): { getEntrypoint(): { fetch(request: Request): Promise<Response> } } }} Loader
 */

/** @param {string} module @param {ArrayBuffer} bytes */
const moduleOf = (module, bytes) =>
  module.endsWith(".wasm") ? { wasm: bytes } : { js: decoder.decode(bytes) };

export default {
  /** @param {Request} request @param {Record<string, ArrayBuffer> & { LOADER: Loader, WORKERS: Record<string, Code> }} env */
  fetch(request, env) {
    const { searchParams } = new URL(request.url);
    const worker = String(searchParams.get("worker"));
    const load = async () => {
      const { modules, ...compatibility } = /** @type {Code} */ (env.WORKERS[worker]);
      const named = modules.map((module) => [
        module,
        moduleOf(module, /** @type {ArrayBuffer} */ (env[`${worker}/${module}`])),
      ]);
      return { ...compatibility, mainModule: "worker.mjs", modules: Object.fromEntries(named) };
    };
    return env.LOADER.get(String(searchParams.get("isolate")), load)
      .getEntrypoint()
      .fetch(request);
  },
};
