// How an instance starts, lives and ends, with real wrangler and workerd and Workers that do nearly nothing.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  eventually,
  freePort,
  makeScratchRoot,
  processesWith,
  sitewright,
} from "./support/scratch_root.mjs";

/** @type {ReturnType<typeof makeScratchRoot>} */
let scratch;
/** @type {Set<import("./support/scratch_root.mjs").Started>} */
const running = new Set();

before(() => {
  scratch = makeScratchRoot();
});
after(async () => {
  for (const one of running) one.child.kill("SIGTERM");
  await Promise.all([...running].map((one) => one.ended));
  scratch.remove();
});

/** @param {string} name of the state folder @param {NodeJS.ProcessEnv} [env] */
async function start(name, env = {}) {
  const state = path.join(scratch.root, name);
  const port = await freePort();
  const started = sitewright(scratch.root, ["start", "--no-setup"], {
    ...env,
    PORT: String(port),
    SITEWRIGHT_STATE: state,
  });
  running.add(started);
  void started.ended.then(() => running.delete(started));
  await started.line(/^ready /);
  const ask = async () =>
    /** @type {any} */ (await (await fetch(`http://127.0.0.1:${port}/`)).json());
  return { ...started, state, port, ask };
}

/** The processes of one instance name its state folder or come from it. @param {string} state */
const processesOf = (state) =>
  processesWith(state).filter(({ command }) => !command.includes("cli/sitewright.mjs"));

test("start says ready with its own port and tells each Worker what it names in its vars, and only that", async () => {
  const one = await start("state-a", {
    API_TOKEN: 'quote\'s "here" \\slash',
    OPENAI_API_KEY: "sk-for-the-models",
  });
  assert.deepEqual(one.stdout, [`ready http://localhost:${one.port}`]);
  const said = await one.ask();
  assert.equal(said.own.BASE_HOST, `localhost:${one.port}`);
  assert.equal(said.own.LOOPBACK_ONLY, "true");
  assert.equal(said.own.API_TOKEN, 'quote\'s "here" \\slash');
  assert.equal(said.own.OPENAI_API_KEY, undefined);
  assert.equal(said.core.OPENAI_API_KEY, "sk-for-the-models");
  assert.equal(said.core.API_TOKEN, undefined);
  assert.match(said.core.RUNNER_URL, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(said.runner, /^runner \d+$/);

  const commands = processesOf(one.state)
    .map(({ command }) => command)
    .join("\n");
  assert.doesNotMatch(commands, /quote's|sk-/, "a secret is on a command line");
  const logs = readdirSync(path.join(one.state, "logs"))
    .filter((file) => file.endsWith(".log"))
    .map((file) => readFileSync(path.join(one.state, "logs", file), "utf8"));
  assert.doesNotMatch(logs.join("\n"), /quote's|sk-/, "a secret is in a log");
  assert.equal(
    statSync(path.join(one.state, "workers", "admin-web", ".dev.vars")).mode & 0o777,
    0o600,
  );
  assert.deepEqual(JSON.parse(readFileSync(path.join(one.state, "instance.json"), "utf8")), {
    pid: one.child.pid,
    port: one.port,
    url: `http://localhost:${one.port}`,
  });
});

test("two instances on two ports and states stand beside each other; SIGTERM to one leaves nothing of it and all of the other", async () => {
  const one = await start("state-b");
  const two = await start("state-c");
  assert.notEqual((await one.ask()).core.RUNNER_URL, (await two.ask()).core.RUNNER_URL);
  const since = Date.now();
  one.child.kill("SIGTERM");
  assert.equal(await one.ended, 0);
  assert.ok(Date.now() - since < 3000, `took ${Date.now() - since} ms`);
  assert.deepEqual(processesOf(one.state), []);
  assert.equal(existsSync(path.join(one.state, "instance.json")), false);
  assert.equal((await two.ask()).own.BASE_HOST, `localhost:${two.port}`);
});

test("a second start on the same state is refused and names the first", async () => {
  const one = await start("state-d");
  const again = sitewright(scratch.root, ["start", "--no-setup"], {
    PORT: String(await freePort()),
    SITEWRIGHT_STATE: one.state,
  });
  assert.equal(await again.ended, 1);
  assert.match(
    again.stderr.join("\n"),
    new RegExp(
      `already runs on this state: http://localhost:${one.port} \\(process ${one.child.pid}\\)`,
    ),
  );
});

test("a taken port is refused with the process that has it and the next step", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const started = sitewright(scratch.root, ["start", "--no-setup"], {
    PORT: String(port),
    SITEWRIGHT_STATE: path.join(scratch.root, "state-e"),
  });
  const code = await started.ended;
  server.close();
  assert.equal(code, 1);
  const text = started.stderr.join("\n");
  assert.match(text, new RegExp(`port ${port} is taken by process ${process.pid} `));
  assert.match(text, new RegExp(`PORT=${port + 1} npm start`));
});

test("a build runner that dies is started again", async () => {
  const one = await start("state-f");
  const pid = Number((await one.ask()).runner.split(" ")[1]);
  process.kill(pid, "SIGKILL");
  await one.line(/runner ended/);
  let answer = "";
  for (let i = 0; i < 100 && !/^runner \d+$/.test(answer); i++) {
    answer = (await one.ask()).runner;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.match(answer, /^runner \d+$/);
  assert.notEqual(Number(answer.split(" ")[1]), pid);
});

test("when the command line itself is killed outright, everything below it ends", async () => {
  const one = await start("state-g");
  assert.ok(processesOf(one.state).length >= 2);
  one.child.kill("SIGKILL");
  await one.ended;
  assert.ok(
    await eventually(() => processesOf(one.state).length === 0, 6000),
    JSON.stringify(processesOf(one.state)),
  );
  const again = await start("state-g");
  assert.equal((await again.ask()).own.BASE_HOST, `localhost:${again.port}`);
});
