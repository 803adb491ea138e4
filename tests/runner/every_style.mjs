// Builds what the built-in model makes of every kind of site in every style, and looks at each in Chromium:
//   node tests/runner/every_style.mjs            each kind once, the styles in turn
//   node tests/runner/every_style.mjs --all      each kind in each style
//   node tests/runner/every_style.mjs KIND STYLE this one
// Needs build/native: build_runner and builtin_cli. Too slow for every run of the tests.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRoot } from "../../cli/paths.mjs";
import { readProject, starterDirectory } from "./support/projects.mjs";
import { build, freshState, nodePath, programPath, startRunner } from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

/** @type {Record<string, string>} kind → one line that asks for it */
const prompts = {
  portfolio: "Portfolio of architect Lena Holm with projects and contact",
  restaurant: "Ramen bar in Lyon with a menu and opening hours",
  shop: "Online shop for handmade candles called Wickwell with products",
  saas: "Landing page for a SaaS called Ledgerly that does invoices, pricing and FAQ",
  event: "Jazz festival in Gothenburg 2027 with line-up and schedule",
  blog: "Blog about urban gardening",
  docs: "Documentation for an open source library named Tessel",
  quiz: "A maths practice site for times tables",
  agency: "Branding agency Nordlys in Bergen, services and case studies",
  community: "Neighbourhood choir in Leeds, events and how to join",
  service: "Zahnarztpraxis in Graz mit Leistungen und Sprechzeiten",
  personal: "Personal page of data scientist Mira Okafor with CV and projects",
  venue: "Small guest house by the lake in Annecy with rooms and booking",
  nonprofit: "River clean-up charity in Porto Alegre, donate and volunteer",
  course: "Evening pottery course in Ghent with timetable and prices",
  general: "Everything about the number seven",
};
const styles = readdirSync(inRoot("templates", "styles")).map((name) => name.replace(".css", ""));
const kinds = Object.keys(prompts);
const every = kinds.flatMap((kind) => styles.map((style) => ({ kind, style })));
const inTurn = kinds.map((kind, i) => ({ kind, style: styles[i % styles.length] ?? "" }));
const [first, second] = process.argv.slice(2);
const named = every.filter(({ kind, style }) => kind === first && style === second);
const pairs = first === "--all" ? every : first === undefined ? inTurn : named;
if (pairs.length === 0) throw new Error(`kinds: ${kinds}; styles: ${styles}`);

const state = freshState();
const warm = ["--state", state, "--node", nodePath, "--warm", starterDirectory];
execFileSync(programPath(), warm, { stdio: "inherit" });
const runner = await startRunner({ state, smoke: "browser" });
const scratch = mkdtempSync(path.join(tmpdir(), "sitewright-styles-"));
let failed = 0;
try {
  for (const { kind, style } of pairs) {
    const folder = path.join(scratch, `${kind}-${style}`);
    const prompt = `${prompts[kind]}, ${style} style`;
    const made = spawnSync(inRoot("build", "native", "builtin_cli"), ["render", folder, prompt], {
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(`${prompt}: ${made.stderr}`);
    const { done, errors, stages } = await build(runner, tarOf(readProject(folder)), {
      timeoutMs: 120_000,
    });
    const note = stages.find(({ note: words }) => words)?.note ?? "";
    const works = done.status === "succeeded" && note === "";
    if (!works) failed += 1;
    console.log(`${works ? "✓" : "✗"} ${kind} ${style} ${done.durationMs} ms ${note}`);
    for (const { code, file, message } of errors) console.log(`    ${code} ${file}: ${message}`);
    rmSync(folder, { recursive: true });
  }
} finally {
  await runner.stop();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${pairs.length - failed} of ${pairs.length} sites are sound`);
process.exitCode = failed === 0 ? 0 : 1;
