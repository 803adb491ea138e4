#!/usr/bin/env node
// The model server by hand:
//   node tests/fakes/model_server/main.mjs [--scenario NAME_OR_FILE] [--port P]
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readScenario } from "./scenario.mjs";
import { startModelServer } from "./server.mjs";

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    scenario: { type: "string", default: "site" },
    port: { type: "string", default: "8790" },
  },
});
if (values.help) {
  console.log(`usage: node tests/fakes/model_server/main.mjs [--scenario NAME_OR_FILE] [--port P]
  NAME is a file of ${fileURLToPath(new URL("scenarios/", import.meta.url))}
  (site when none is named); the port is 8790 when none is named.`);
  process.exit(0);
}
const scenario = readScenario(values.scenario);
const server = await startModelServer({ scenario, port: Number(values.port) });
console.log(`model server ${server.url}: ${scenario.title}
what came in: ${server.url}/_requests
a Sitewright on it, with one provider or with more:
  ANTHROPIC_BASE_URL=${server.url}/anthropic/v1 ANTHROPIC_API_KEY=any npm start`);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
