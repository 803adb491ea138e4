// sitewright start: set up what is missing, then serve until stopped.
import { portOf } from "../arguments.mjs";
import { usageFailure } from "../failure.mjs";
import { startInstance } from "../instance/instance.mjs";
import { removeInstance } from "../instance/instance_file.mjs";
import { stateDirectory } from "../paths.mjs";
import { beforeStop, stopOnSignals } from "../process/stop_signals.mjs";
import { setUp } from "../setup/setup.mjs";
import { dim, say, seconds } from "../terminal/print.mjs";

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "set up what is missing, then serve the dashboard, the API and all sites on one port",
  options: {
    port: { type: "string", value: "N", help: "port, also PORT (8787)" },
    host: {
      type: "string",
      value: "ADDRESS",
      help: "address to listen on (127.0.0.1); another one needs API_TOKEN",
    },
    "no-setup": { type: "boolean", help: "trust that everything is installed and built" },
  },
  about:
    "Stop it with Ctrl-C; nothing it started is left. State is in SITEWRIGHT_STATE (.sitewright) and survives.",
  async run({ flags, env }) {
    const since = Date.now();
    const port = portOf(flags["port"] ?? env["PORT"], 8787);
    const host = String(flags["host"] ?? "127.0.0.1");
    if (!loopback.has(host) && !env["API_TOKEN"]) {
      throw usageFailure(
        `--host ${host} would open the API to the network without credentials`,
        "Set API_TOKEN to a long random text, then start again; clients send it as Authorization: Bearer.",
      );
    }
    const state = stateDirectory(env);
    stopOnSignals({ exitCode: 0 });
    if (flags["no-setup"] !== true) await setUp({ state, tests: false, env });
    beforeStop(() => {
      say("\nStopping …");
      removeInstance(state);
    });
    const instance = await startInstance({ state, port, host, env });
    process.stdout.write(`ready ${instance.url}\n`);
    say(`  Dashboard  ${instance.url}`);
    say(`  API        ${instance.url}/api/v1    description ${instance.url}/openapi.json`);
    say(`  Sites      http://<slug>.localhost:${port}/`);
    say(
      dim(`  ready in ${seconds(Date.now() - since)}, state in ${state}. Ctrl-C stops everything.`),
    );
    await instance.failed;
  },
};
