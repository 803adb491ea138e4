// How long text of a model takes from the provider's socket to a script in a browser's page: a model server that stamps
// what it sends, the whole product in between, Chromium that reads the project's events.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, quantile } from "../../cli/benchmarks/benchmark.mjs";
import { callApi, field } from "../../cli/client/generation.mjs";
import { startInstance } from "../../cli/instance/instance.mjs";
import { freePort } from "../../cli/instance/ports.mjs";
import { setUp } from "../../cli/setup/setup.mjs";
import { launchChromium } from "../browser/chromium.mjs";

const generations = 6;
/** A model's pace: 24 characters every 20 ms, after a moment of thinking. */
const behaviour = { firstTextDelayMs: 400, pieceDelayMs: 20, pieceChars: 24, stamps: true };

/** @typedef {{ role: string, answer: string, sent?: [characters: number, at: number][] }} Recorded */

/**
 * Everything that a project's readers are shown of its steps' texts, with the time when it came.
 * @param {import("playwright-core").Page} page of the same origin
 * @param {string} project
 */
async function watch(page, project) {
  const came = await page.evaluate((address) => {
    /** @type {{ data: string, at: number }[]} */
    const deltas = [];
    const events = new EventSource(address);
    events.addEventListener("step.delta", ({ data }) => {
      deltas.push({ data, at: performance.timeOrigin + performance.now() });
    });
    return new Promise((resolve) => {
      events.onerror = () => {
        events.close(); // the stream has ended: nothing more is to come
        resolve(deltas);
      };
    });
  }, `/api/v1/projects/${project}/events?until=idle`);
  return /** @type {{ data: string, at: number }[]} */ (came).map(({ data, at }) => {
    const delta = JSON.parse(data);
    return { stepId: field(delta, "stepId"), text: field(delta, "text"), at };
  });
}

/**
 * When the piece with a text's last character left, for every text that was shown of an answer.
 * @param {{ text: string, at: number }[]} shown
 * @param {Recorded} record
 * @returns {number[]} ms
 */
function latencies(shown, { answer, sent = [] }) {
  let from = 0;
  return shown.flatMap(({ text, at }) => {
    const begin = answer.indexOf(text, from);
    if (begin < 0) return [];
    from = begin + text.length;
    const left = sent.find(([characters]) => characters >= from)?.[1];
    return left === undefined ? [] : [at - left];
  });
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "model latency",
  async run({ note }) {
    // By path: it is checked as the models' suite checks it.
    const module = new URL("../fakes/model_server/server.mjs", import.meta.url).href;
    const { startModelServer } = await import(module);
    /** @type {{ url: string, records: Recorded[], stop: () => Promise<void> }} */
    const server = await startModelServer({ scenario: { title: "stamped", otherwise: behaviour } });
    const state = await mkdtemp(path.join(tmpdir(), "sitewright-latency-"));
    const env = {
      ...process.env,
      SITEWRIGHT_MODEL: "auto",
      MODEL_ROUTES: "",
      ANTHROPIC_BASE_URL: `${server.url}/anthropic`,
      OPENAI_BASE_URL: `${server.url}/openai/v1`,
      GEMINI_BASE_URL: `${server.url}/gemini`,
      ANTHROPIC_API_KEY: "any",
      OPENAI_API_KEY: "any",
      GEMINI_API_KEY: "any",
    };
    await setUp({ state, tests: false, env });
    const instance = await startInstance({ state, port: await freePort(), quiet: true, env });
    const browser = await launchChromium();
    /** @type {number[]} */
    const first = [];
    /** @type {number[]} */
    const every = [];
    try {
      const page = await browser.newPage();
      await page.goto(instance.url);
      for (let round = 0; round < generations; round++) {
        const since = server.records.length;
        const project = await callApi(`${instance.url}/api/v1/projects`, {
          method: "POST",
          body: { prompt: `A study of latency, number ${round}` },
        });
        const shown = await watch(page, field(project, "id"));
        const coders = server.records.slice(since).filter(({ role }) => role === "coder");
        const steps = [...new Set(shown.map(({ stepId }) => stepId))];
        for (const [index, step] of steps.entries()) {
          const record = coders[index];
          if (!record) continue;
          const times = latencies(
            shown.filter(({ stepId }) => stepId === step),
            record,
          );
          if (times[0] !== undefined) first.push(times[0]);
          every.push(...times);
        }
        note(`${round + 1} of ${generations} generations, ${first.length} first deltas`);
      }
    } finally {
      await browser.close();
      await instance.stop();
      await server.stop();
      await rm(state, { recursive: true, force: true, maxRetries: 5 });
    }
    return [
      { name: "model_first_delta", value: median(first), unit: "ms", runs: first.length, bar: 50 },
      {
        name: "model_first_delta_p95",
        value: quantile(first, 0.95),
        unit: "ms",
        runs: first.length,
      },
      { name: "model_delta", value: median(every), unit: "ms", runs: every.length, bar: 50 },
      { name: "model_delta_p95", value: quantile(every, 0.95), unit: "ms", runs: every.length },
    ];
  },
};
