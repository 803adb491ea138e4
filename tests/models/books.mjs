// What calls must cost by the price table, and what is held against budgets while they run.
import { readFileSync } from "node:fs";

const catalogue = JSON.parse(
  readFileSync(new URL("../../wasm/models/catalogue/providers.json", import.meta.url), "utf8"),
);

/** COMPATIBLE_MODELS: prices of a server of one's own. */
export const compatible = {
  models: [
    {
      name: "local-model",
      contextTokens: 131072,
      maxOutputTokens: 16384,
      prices: { input: 200_000, cached: 20_000, cacheWrite: 250_000, output: 800_000 },
      takes: ["schema", "temperature"],
    },
  ],
};

/**
 * What a call costs by the price table, for the tokens that it is booked with.
 * @param {{ provider: string, model: string, inputTokens: number, cachedTokens: number, outputTokens: number }} call
 * @param {number} [written] of its input, to a cache: what the provider said, for the books have no column for it
 */
export function costOf({ provider, model, inputTokens, cachedTokens, outputTokens }, written = 0) {
  const { models, embeddings = [] } =
    provider === "compatible"
      ? compatible
      : catalogue.providers.find(({ name }) => name === provider);
  const vectors = embeddings.find(({ name }) => name === model);
  const { prices } = vectors
    ? { prices: { input: vectors.price, cached: 0, cacheWrite: 0, output: 0 } }
    : models.find(({ name }) => name === model);
  const fresh = inputTokens - cachedTokens - written;
  return Math.ceil(
    (fresh * prices.input +
      cachedTokens * prices.cached +
      written * prices.cacheWrite +
      outputTokens * prices.output) /
      1e6,
  );
}

/**
 * Reads the sums of a usage report again and again.
 * @param {(route: string) => Promise<any>} read
 * @param {string} route
 * @returns {() => Promise<number[]>} ends it: what was spent or set aside, each time
 */
export function watchBooks(read, route) {
  /** @type {number[]} */
  const held = [];
  let ended = false;
  const watched = (async () => {
    do {
      const { total } = await read(route);
      held.push(total.costMicros + total.reservedMicros);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } while (!ended);
  })();
  return async () => {
    ended = true;
    await watched;
    return held;
  };
}
