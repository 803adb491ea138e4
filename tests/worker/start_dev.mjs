// Starts a Worker of these tests as `npm start` starts the product's: its requests to the world leave
// workerd themselves. (The test harness sends them through Node, which keeps a connection that the
// Worker has let go, and makes a status of 500 of a server that is not there.)
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { freePort } from "../../cli/instance/ports.mjs";
import { wranglerEnvironment } from "../../cli/instance/wrangler.mjs";
import { nodeBinary, root, wranglerScript } from "../../cli/paths.mjs";
import { spawnGroup, stopGroup } from "../../cli/process/groups.mjs";

const patienceMs = 60_000;

/** @param {string[]} configs the first one is asked @param {Record<string, string>} vars */
export async function startDev(configs, vars) {
  const state = await mkdtemp(path.join(tmpdir(), "sitewright-worker-"));
  const port = await freePort();
  const ready = Promise.withResolvers();
  let output = "";
  const group = spawnGroup(
    nodeBinary(),
    [
      ...["--no-warnings", wranglerScript, "dev", ...configs.flatMap((config) => ["-c", config])],
      ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
      ...["--persist-to", path.join(state, "cloudflare"), "--show-interactive-dev-session=false"],
      ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    {
      name: "wrangler",
      cwd: root,
      env: wranglerEnvironment(state, process.env),
      onLine: (line) => {
        output += `${line}\n`;
        if (/Ready on/.test(line)) ready.resolve(undefined);
      },
    },
  );
  after(async () => {
    await stopGroup(group);
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  });
  const timer = setTimeout(() => ready.reject(new Error(`not ready: ${output}`)), patienceMs);
  group.ended.then((code) => ready.reject(new Error(`ended with ${code}: ${output}`)));
  await ready.promise.finally(() => clearTimeout(timer));
  return { url: `http://127.0.0.1:${port}/`, output: () => output };
}
