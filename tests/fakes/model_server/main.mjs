#!/usr/bin/env node
// The model server by hand:
//   node tests/fakes/model_server/main.mjs [--scenario NAME_OR_FILE] [--port P]
import { parseArgs } from "node:util";
import { readScenario } from "./scenario.mjs";
import { startModelServer } from "./server.mjs";

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: "site" },
    port: { type: "string", default: "8790" },
  },
});
const scenario = readScenario(values.scenario);
const server = await startModelServer({ scenario, port: Number(values.port) });
console.log(`model server ${server.url}: ${scenario.title}
what came in: ${server.url}/_requests
a Sitewright on it, with one provider or with more:
  ANTHROPIC_BASE_URL=${server.url}/anthropic/v1 ANTHROPIC_API_KEY=any npm start`);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
