// Notices that the Workers have ended though wrangler, which runs them, has not: wrangler puts another workerd in the
// place of one that was killed, but the queues' messages are gone with it, and nobody would ask for them again.
import { readdirSync, readFileSync } from "node:fs";
import { requestBytes } from "../client/http.mjs";

const lookEveryMs = 500;
const askEveryMs = 5000;
const patienceMs = 10_000;
const silences = 3;

/**
 * The workerd processes below wrangler; undefined where processes cannot be listed.
 * @param {number} wrangler
 * @returns {number[] | undefined}
 */
export function runtimesOf(wrangler) {
  try {
    return readdirSync(`/proc/${wrangler}/task`)
      .flatMap((task) => readFileSync(`/proc/${wrangler}/task/${task}/children`, "utf8").split(" "))
      .filter(Boolean)
      .map(Number)
      .filter(isRuntime);
  } catch {
    return undefined;
  }
}

/** A dead one that nobody has taken note of does not run. @param {number} pid */
function isRuntime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.includes("(workerd)") && !/^ [ZX]/.test(stat.slice(stat.lastIndexOf(")") + 1));
  } catch {
    return false;
  }
}

/**
 * Watches the Workers of one start, from their first answer on.
 * @param {object} options
 * @param {number} options.pid of wrangler
 * @param {number} options.port
 * @param {(reason: string) => void} options.onEnd once, when they have ended or answer no more
 * @returns {() => void} stops it
 */
export function watchWorkers({ pid, port, onEnd }) {
  /** @type {Set<number> | undefined} */
  let known;
  let unanswered = 0;
  let asking = false;
  let nextQuestion = 0;
  const timer = setInterval(() => {
    look();
    if (!asking && Date.now() >= nextQuestion) void ask();
  }, lookEveryMs);
  timer.unref();
  const stop = () => clearInterval(timer);
  const end = (/** @type {string} */ reason) => {
    stop();
    onEnd(reason);
  };
  const look = () => {
    if (!known) return;
    const now = runtimesOf(pid);
    if (!now) return;
    const gone = [...known].find((one) => !now.includes(one));
    if (gone !== undefined) return end(`workerd (process ${gone}) ended`);
    for (const one of now) known.add(one);
  };
  // The first answer is that of /readyz, which takes up what was under way when the last ones ended.
  const ask = async () => {
    asking = true;
    const address = `http://localhost:${port}${known ? "/healthz" : "/readyz"}`;
    const answer = await requestBytes(address, { timeoutMs: patienceMs }).catch(() => undefined);
    asking = false;
    const works = answer?.status === 200;
    nextQuestion = known || works ? Date.now() + askEveryMs : 0;
    if (works && !known) known = new Set(runtimesOf(pid));
    unanswered = works || !known ? 0 : unanswered + 1;
    if (unanswered >= silences) end("the Workers do not answer");
  };
  return stop;
}
