// Starts Workers of this repository in one workerd, offline, and stops them after the tests.
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

process.env.CI = "1";
process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * @param {...string} configs paths of wrangler.toml files from the root; the first one is the front door
 */
export async function startWorkers(...configs) {
  const { createTestHarness } = await import("wrangler");
  const server = createTestHarness({
    root,
    workers: configs.map((configPath) => ({ configPath })),
  });
  after(() => server.close());
  const { url } = await server.listen();
  return { server, url };
}
