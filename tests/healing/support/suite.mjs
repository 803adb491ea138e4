// The mutation suite: every site broken in every way, built, healed, built again.
import { isDeepStrictEqual } from "node:util";
import { startRunner } from "../../runner/support/runner.mjs";
import { mutations } from "../mutations/all.mjs";
import { contentOf, lostContent } from "./content.mjs";
import { buildTree, heal, startFixers } from "./heal.mjs";
import { siteNames, sites } from "./sites.mjs";

/** FNV-1a: which place a mutation breaks is the same on every machine. */
export function seedOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Cases in an order in which every front part is spread over sites and ways. */
export function casesOf(all, names, round = 0) {
  const out = [];
  for (const name of names) {
    for (const mutation of all)
      out.push({ site: name, mutation, seed: seedOf(`${name}|${mutation.name}|${round}`) });
  }
  return out.sort((a, b) => seedOf(String(a.seed)) - seedOf(String(b.seed)));
}

function choiceOf(seed) {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

/**
 * @typedef {object} Outcome
 * @property {string} site
 * @property {string} name of the mutation
 * @property {string} group
 * @property {boolean} unique
 * @property {boolean} gone content went with the mutation: what matters is that no build passes without it
 * @property {"healed" | "open" | "lost" | "builds"} end "builds": the mutation broke nothing
 * @property {string[]} lost
 * @property {any[]} steps
 * @property {any[]} problems
 */

/**
 * @param {{ state: string, sample?: number, only?: string, site?: string, round?: number, ways?: import("../mutations/edits.mjs").Mutation[],
 *   lanes?: number, flags?: string[], onOutcome?: (outcome: Outcome, done: number, total: number) => void }} options
 */
export async function runSuite({
  state,
  sample,
  only = "",
  site = "",
  round = 0,
  ways = mutations,
  lanes = 2,
  flags = [],
  onOutcome = () => {},
}) {
  const names = siteNames.filter((name) => name.includes(site));
  const trees = await sites(state, names);
  const runner = await startRunner({ state: `${state}/runner`, flags, smoke: "static" });
  const lanesOfFixers = Array.from({ length: lanes }, startFixers);
  const whole = {};
  const cases = casesOf(ways, names, round).filter((one) =>
    `${one.mutation.group} ${one.mutation.name}`.includes(only),
  );
  const outcomes = [];
  let next = 0;
  let counted = 0;
  const wholeSite = (name) => {
    whole[name] ??= buildTree(runner, trees[name]).then((built) => {
      if (!built.succeeded)
        throw new Error(`${name} does not build unbroken: ${JSON.stringify(built.problems)}`);
      return built;
    });
    return whole[name];
  };
  const lane = async (fixers) => {
    while (next < cases.length && (sample === undefined || counted < sample)) {
      const { site: name, mutation, seed } = cases[next++];
      const broken = mutation.make(trees[name], choiceOf(seed));
      if (broken === undefined) continue;
      counted++;
      const unbroken = await wholeSite(name);
      // Most repairs give back the site as it was, byte for byte, and that has been built.
      const build = async (tree) =>
        isDeepStrictEqual(tree, trees[name]) ? unbroken : buildTree(runner, tree);
      const first = await buildTree(runner, broken);
      /** @type {Outcome} */
      const outcome = {
        site: name,
        name: mutation.name,
        group: mutation.group,
        unique: mutation.unique,
        gone: mutation.gone ?? false,
        end: "builds",
        lost: [],
        steps: [],
        problems: first.problems,
      };
      if (first.succeeded) {
        counted--;
      } else {
        const result = await heal({ build, fixers }, broken, first);
        outcome.steps = result.steps;
        outcome.problems = result.problems;
        outcome.end = result.healed ? "healed" : "open";
        if (result.healed)
          outcome.lost = lostContent(contentOf(unbroken.files), contentOf(result.files));
        if (outcome.lost.length > 0) outcome.end = "lost";
      }
      outcomes.push(outcome);
      onOutcome(outcome, outcomes.length, sample ?? cases.length);
    }
  };
  try {
    await Promise.all(lanesOfFixers.map(lane));
  } finally {
    for (const fixers of lanesOfFixers) fixers.stop();
    await runner.stop();
  }
  return outcomes;
}

/** @param {Outcome[]} outcomes */
export function figuresOf(outcomes) {
  const broken = outcomes.filter((one) => one.end !== "builds");
  const failing = broken.filter((one) => !one.gone);
  const share = (some) =>
    some.length === 0 ? 1 : some.filter((one) => one.end === "healed").length / some.length;
  const byClass = {};
  for (const one of failing) {
    const key = `${one.group}: ${one.name}`;
    byClass[key] ??= { total: 0, healed: 0, unique: one.unique };
    const row = byClass[key];
    row.total++;
    if (one.end === "healed") row.healed++;
  }
  const healed = failing.filter((one) => one.end === "healed").length;
  return {
    total: failing.length,
    healed,
    share: share(failing),
    shareOfUnique: share(failing.filter((one) => one.unique)),
    byClass: Object.fromEntries(Object.entries(byClass).sort()),
    beyondRepair: broken.length - failing.length,
    contentLost: broken.filter((one) => one.end === "lost").length,
  };
}
