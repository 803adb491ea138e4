// Reads of the API, one after the other over kept connections, as a dashboard makes them.
import { Agent, get } from "node:http";
import { quantile } from "../../cli/benchmarks/benchmark.mjs";
import { callApi, field, generate } from "../../cli/client/generation.mjs";

const rounds = 100;

/** @param {string} url @param {Agent} agent @returns {Promise<number>} ms */
function timed(url, agent) {
  const since = performance.now();
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    get(
      {
        host: "127.0.0.1",
        port: target.port,
        path: target.pathname + target.search,
        headers: { host: target.host },
        agent,
      },
      (response) => {
        response.resume();
        response.on("end", () =>
          response.statusCode === 200
            ? resolve(performance.now() - since)
            : reject(new Error(`${url} gave ${response.statusCode}`)),
        );
      },
    ).on("error", reject);
  });
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "api reads",
  needsInstance: true,
  async run({ origin }) {
    const { projectId } = await generate(origin, "A page to be read many times");
    const project = await callApi(`${origin}/api/v1/projects/${projectId}`);
    const paths = [
      "/projects?limit=20",
      `/projects/${projectId}`,
      `/generations/${field(project, "currentGenerationId")}`,
      `/threads/${field(project, "threadId")}`,
      `/projects/${projectId}/versions`,
      `/projects/${projectId}/versions/1/files`,
    ];
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    /** @type {number[]} */
    const times = [];
    for (let round = -5; round < rounds; round++) {
      for (const path of paths) {
        const ms = await timed(`${origin}/api/v1${path}`, agent);
        if (round >= 0) times.push(ms);
      }
    }
    agent.destroy();
    return [
      { name: "api_read_p50", value: quantile(times, 0.5), unit: "ms", runs: times.length },
      {
        name: "api_read_p95",
        value: quantile(times, 0.95),
        unit: "ms",
        runs: times.length,
        bar: 10,
      },
    ];
  },
};
