// Reads schemas/<group>/<name>.json. Order is by name, so that output never depends on the disk.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isSnake } from "./names.mjs";
import { SchemaProblem } from "./problem.mjs";

export const groups = [
  "http",
  "events",
  "queue",
  "effects",
  "build",
  "channel",
  "model",
  "context",
  "otlp",
];

export function loadSchemas(root) {
  const files = [];
  for (const group of groups) {
    const folder = path.join(root, "schemas", group);
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder).sort()) {
      if (!entry.endsWith(".json") || (group === "http" && entry === "routes.json")) continue;
      const file = `schemas/${group}/${entry}`;
      const name = entry.slice(0, -".json".length);
      if (!isSnake(name)) throw new SchemaProblem(file, "", "a schema file is named in snake_case");
      files.push({ group, name, file, json: readJson(root, file) });
    }
  }
  return files;
}

export function readJson(root, file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    throw new SchemaProblem(file, "", `not readable as JSON: ${error.message}`);
  }
}
