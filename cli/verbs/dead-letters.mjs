// sitewright dead-letters: the messages that a queue gave up, and putting them back on it.
import { callApi, field, list } from "../client/generation.mjs";
import { Failure, usageFailure } from "../failure.mjs";
import { runningInstance } from "../instance/instance_file.mjs";
import { stateDirectory } from "../paths.mjs";
import { dim, say } from "../terminal/print.mjs";

/** @typedef {{ id: string, queue: string, body: string, receivedAt: string, replayedAt: string }} Letter */

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "messages that were tried too often: list them, put them on their queue again",
  words: "[list | replay [ID…]]",
  options: {
    all: { type: "boolean", help: "with replay: every letter that is listed" },
    json: { type: "boolean", help: "print JSON, one object for each letter" },
    url: { type: "string", value: "URL", help: "another Sitewright; API_TOKEN lets you in" },
  },
  about:
    "Uses the instance that serves the same SITEWRIGHT_STATE, or the one at --url.\nA letter is replayed once; if its message is given up again, that is a new letter. What it asked for\nis done only if it is still to do: a generation that has ended does not go on. Start those anew, or\npublish their version.",
  async run({ flags, words, env }) {
    const [action = "list", ...ids] = words;
    const all = flags["all"] === true;
    check(action, ids, all);
    const base = addressOf(flags["url"], env);
    const show = flags["json"] === true ? showJson : showLine;
    if (action === "list") {
      const letters = await openLetters(base);
      for (const letter of letters) show(letter);
      if (letters.length === 0) say("no dead letters");
      return 0;
    }
    const chosen = new Set(all ? (await openLetters(base)).map(({ id }) => id) : ids);
    for (const id of chosen) {
      const path = `/api/v1/dead-letters/${encodeURIComponent(id)}/replay`;
      show(letterFrom(await callApi(base + path, { method: "POST" })));
    }
    say(`${chosen.size} put on their queues again`);
    return 0;
  },
};

/**
 * @param {string} action
 * @param {string[]} ids
 * @param {boolean} all
 */
function check(action, ids, all) {
  if (action !== "list" && action !== "replay") {
    throw usageFailure(`dead-letters: cannot "${action}"`, "Say list or replay.");
  }
  if (action === "list" && (ids.length > 0 || all)) {
    throw usageFailure("dead-letters: list takes neither ids nor --all");
  }
  if (action === "replay" && all === ids.length > 0) {
    throw usageFailure(
      "dead-letters: replay which?",
      "Name ids, as npx sitewright dead-letters lists them, or say --all.",
    );
  }
}

/**
 * @param {string | boolean | undefined} url
 * @param {NodeJS.ProcessEnv} env
 */
function addressOf(url, env) {
  if (typeof url === "string") {
    if (!URL.canParse(url)) throw usageFailure(`"${url}" is not a URL`);
    return new URL(url).origin;
  }
  const running = runningInstance(stateDirectory(env));
  if (running) return running.url;
  throw new Failure("no Sitewright runs on this state", {
    next: "Start it with npm start, or name one with --url.",
  });
}

/**
 * All of them, oldest first.
 * @param {string} base
 */
async function openLetters(base) {
  /** @type {Letter[]} */
  const letters = [];
  for (let cursor = ""; ; ) {
    const query = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await callApi(`${base}/api/v1/dead-letters?limit=100${query}`);
    letters.push(...list(page, "items").map(letterFrom));
    cursor = field(page, "nextCursor");
    if (cursor === "") return letters;
  }
}

/**
 * @param {unknown} value
 * @returns {Letter}
 */
function letterFrom(value) {
  return {
    id: field(value, "id"),
    queue: field(value, "queue"),
    body: field(value, "body"),
    receivedAt: field(value, "receivedAt"),
    replayedAt: field(value, "replayedAt"),
  };
}

/** @param {Letter} letter */
function showJson(letter) {
  process.stdout.write(
    `${JSON.stringify({ ...letter, replayedAt: letter.replayedAt === "" ? null : letter.replayedAt })}\n`,
  );
}

/** @param {Letter} letter */
function showLine({ id, queue, body, receivedAt, replayedAt }) {
  const when = replayedAt === "" ? `since ${receivedAt}` : `replayed ${replayedAt}`;
  process.stdout.write(`${id}  ${queue}  ${when}\n`);
  say(dim(`  ${body.length > 160 ? `${body.slice(0, 160)}…` : body}`));
}
