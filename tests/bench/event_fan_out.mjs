// 200 readers of one project's events while follow-ups make at least 200 of them: all in order, none twice, none missing.
import { quantile } from "../../cli/benchmarks/benchmark.mjs";
import { callApi, field, generate } from "../../cli/client/generation.mjs";
import { open } from "../../cli/client/http.mjs";
import { createEventParser } from "../../cli/client/sse.mjs";

const clients = 200;
const events = 200;
const changes = [
  "Add a section with opening hours",
  "Make it dark",
  "Add a frequently asked questions section",
  "Rename it to North Light",
  "Remove the frequently asked questions section",
  "Add a contact page",
];

/** @typedef {{ ids: number[], at: Map<number, number>, close: () => void }} Reader */

/** @param {string} url @returns {Promise<Reader>} */
async function reader(url) {
  const abort = new AbortController();
  const response = await open(url, {
    headers: { accept: "text/event-stream" },
    signal: abort.signal,
  });
  /** @type {Reader} */
  const result = { ids: [], at: new Map(), close: () => abort.abort() };
  const parse = createEventParser(({ id }) => {
    if (id === undefined) return;
    result.ids.push(id);
    result.at.set(id, performance.now());
  });
  response.setEncoding("utf8");
  response.on("data", parse);
  response.on("error", () => {});
  return result;
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "event fan-out",
  needsInstance: true,
  async run({ origin, note }) {
    const { projectId, events: first } = await generate(origin, "A studio that many people watch");
    const from = first.at(-1)?.id ?? 0;
    const url = `${origin}/api/v1/projects/${projectId}/events?after=${from}`;
    const readers = await Promise.all(Array.from({ length: clients }, () => reader(url)));
    const since = performance.now();
    const least = () => Math.min(...readers.map((one) => one.ids.length));
    for (let round = 0; least() < events && round < 60; round++) {
      await callApi(`${origin}/api/v1/projects/${projectId}/messages`, {
        method: "POST",
        body: { content: changes[round % changes.length] },
      });
      for (let idle = 0; idle < 300; idle++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const project = await callApi(`${origin}/api/v1/projects/${projectId}`);
        const generation = await callApi(
          `${origin}/api/v1/generations/${field(project, "currentGenerationId")}`,
        );
        if (/complete|failed|escalated|cancelled/.test(field(generation, "state"))) break;
      }
      note(`${least()} of ${events} events`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ms = performance.now() - since;
    for (const one of readers) one.close();
    const whole = readers.filter(
      (one) => one.ids.length >= events && one.ids.every((id, index) => id === from + 1 + index),
    );
    const spreads = [...(readers[0]?.at.keys() ?? [])].map((id) => {
      const times = readers
        .map((one) => one.at.get(id) ?? Number.POSITIVE_INFINITY)
        .filter(Number.isFinite);
      return Math.max(...times) - Math.min(...times);
    });
    const delivered = readers.reduce((sum, one) => sum + one.ids.length, 0);
    return [
      {
        name: "sse_clients_in_order",
        value: whole.length,
        unit: `of ${clients}`,
        runs: 1,
        bar: clients,
      },
      { name: "sse_events_each", value: least(), unit: "events", runs: clients, bar: events },
      {
        name: "sse_first_to_last_client_p95",
        value: quantile(spreads, 0.95),
        unit: "ms",
        runs: spreads.length,
      },
      { name: "sse_deliveries_per_second", value: delivered / (ms / 1000), unit: "1/s", runs: 1 },
    ];
  },
};
