// A small TypeScript project with what real ones have, for tests of the context, graph and tokens verbs.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "./scratch_root.mjs";

/** Long enough that a budget of 500 tokens holds an excerpt of it at most. */
const rates = Array.from(
  { length: 60 },
  (_, n) =>
    `/** Duty on goods of class ${n}. */\nexport function dutyOfClass${n}(value: number): number {\n  const share = value * ${n};\n  return Math.round(share / 100);\n}\n`,
);
const shipping = `${rates.slice(0, 30).join("\n")}
/** What a courier takes to bring a parcel over the border. */
export function courierSurcharge(kilograms: number): number {
  const base = 4;
  const perKilogram = kilograms > 20 ? 3 : 2;
  return base + perKilogram * kilograms;
}

${rates.slice(30).join("\n")}`;

/** @type {Record<string, string | Uint8Array>} */
export const sources = {
  ".gitignore": "secret.ts\ndist/\n",
  "tsconfig.json":
    '{\n  // where things are\n  "compilerOptions": {\n    "baseUrl": ".", /* of this file */\n    "paths": { "@/*": ["./src/*"], },\n  },\n}\n',
  "package.json": '{ "name": "shop", "dependencies": { "react": "19.0.0" } }\n',
  "src/app.tsx": `import { Header } from "@/header";
import "./style.css";
import { courierSurcharge } from "@/trade/shipping";
import { team } from "./Über uns/das team";
import gone from "./gone";
import { useState } from "react";

export function App() {
  const [open, setOpen] = useState(false);
  return <Header open={open} onClick={() => setOpen(!open)} cost={courierSurcharge(3)} team={team} gone={gone} />;
}
`,
  "src/header.tsx": `import type { App } from "./app";

export interface HeaderProps {
  open: boolean;
  page?: typeof App;
}

export function Header(props: HeaderProps) {
  return <header className="dark">{String(props.open)}</header>;
}
`,
  "src/trade/shipping.ts": shipping,
  "src/trade/no newline.ts": "export const lastLine = 1;\nexport const withoutNewline = 2;",
  "src/Über uns/das team.ts": 'export const team = ["Änne", "Jörg"];\n',
  "src/style.css":
    '@import "./theme.css";\n@import "tailwindcss";\n@font-face {\n  src: url("@fonts/inter/inter.woff2");\n}\n',
  "src/theme.css": ":root {\n  --dark: #000;\n}\n",
  "src/empty.ts": "",
  "src/windows.ts": "export const first = 1;\r\nexport const second = 2;\r\n",
  "src/logo.png": Uint8Array.from({ length: 900 }, (_, n) => (n * 37) % 256),
  "secret.ts": "export const header = 'dark courier surcharge';\n",
  "dist/app.js": "export const header = 'dark courier surcharge';\n",
  "node_modules/react/index.js": "export const useState = () => {};\n",
};

/** Where a link to src/app.tsx is. */
export const link = "src/link.tsx";

/** What git would track of it, but for the link. */
export const tracked = Object.keys(sources)
  .filter((file) => !/^(secret|dist|node_modules)/.test(file))
  .sort();

/** @param {{ git: boolean }} kind */
export function makeProject({ git }) {
  const root = mkdtempSync(path.join(tmpdir(), "sitewright-project-"));
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  symlinkSync(path.join(root, "src", "app.tsx"), path.join(root, link));
  if (git) {
    const outcome = spawnSync("git", ["init", "-q", root]);
    if (outcome.status !== 0) throw new Error(`git init: ${outcome.stderr}`);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A project of which there is much to say. @param {number} files */
export function makeLargeProject(files) {
  const root = mkdtempSync(path.join(tmpdir(), "sitewright-project-"));
  for (let at = 0; at < files; at += 1) {
    const name = `a_module_with_a_name_that_takes_its_room_${at}`;
    writeFileSync(path.join(root, `${name}.ts`), `export const ${name} = ${at};\n`);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

const program = path.join(projectRoot, "cli", "sitewright.mjs");

function environment() {
  const { npm_lifecycle_event: _event, SITEWRIGHT_STATE: _state, ...env } = process.env;
  return env;
}

/**
 * Runs a verb to its end.
 * @param {string[]} args
 * @param {{ cwd?: string, input?: string }} [options]
 */
export function verb(args, { cwd = projectRoot, input = "" } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: environment(),
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** A verb that runs, its output in pipes. @param {string[]} args */
export const startVerb = (args) =>
  spawn(process.execPath, [program, ...args], {
    env: environment(),
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "pipe"],
  });
