// Starts Workers of this repository in one workerd, offline, and stops them after the tests.
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

process.env.CI = "1";
process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * @param {...(string | { configPath: string, vars?: Record<string, string> })} workers wrangler.toml files from the root; the first one is the front door
 */
export async function startWorkers(...workers) {
  const { createTestHarness } = await import("wrangler");
  const server = createTestHarness({
    root,
    workers: workers.map((worker) =>
      typeof worker === "string" ? { configPath: worker } : worker,
    ),
  });
  after(() => server.close());
  const { url } = await server.listen();
  return { server, url };
}
