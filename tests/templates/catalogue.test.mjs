import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { catalogue, templates } from "./assemble.mjs";

const types = readFileSync(join(templates, "starter", "src", "content.ts"), "utf8");
const names = (folder, end) => readdirSync(join(templates, folder)).filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length)).sort();
const union = (type) => [...(new RegExp(`export type ${type} =([^;]+);`).exec(types)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((match) => match[1]).sort();
const sorted = (items) => [...items].sort();

suite("templates/catalogue", () => {
  test("lists every section and style that is there, and no other", () => {
    assert.deepEqual(sorted(catalogue.sections.map((section) => section.name)), names("sections", ".tsx"));
    assert.deepEqual(sorted(catalogue.styles.map((style) => style.name)), names("styles", ".css"));
    assert.deepEqual(sorted(catalogue.languages), sorted(["en", ...names("words", ".ts")]));
  });

  test("names the drawings, icons and forms that the types know", () => {
    assert.deepEqual(sorted(catalogue.motifs.map((motif) => motif.name)), sorted(union("Motif")).filter((name) => name !== "plain"));
    assert.deepEqual(sorted(catalogue.icons), union("IconName"));
    assert.deepEqual(sorted(catalogue.headers), union("HeaderForm"));
    assert.deepEqual(sorted(catalogue.footers), union("FooterForm"));
    assert.deepEqual(sorted(catalogue.heroes), union("HeroForm"));
    assert.deepEqual(sorted(catalogue.tones), union("Tone"));
  });

  test("each section has its props type, exports its component, and serves kinds that exist", () => {
    for (const section of catalogue.sections) {
      assert.match(types, new RegExp(`export interface ${section.props}\\b`), section.name);
      assert.match(readFileSync(join(templates, section.file), "utf8"), new RegExp(`export function ${section.name}\\(`), section.name);
      for (const kind of section.kinds) assert.ok(catalogue.kinds.includes(kind), `${section.name}: ${kind}`);
      assert.ok(section.words.en.length > 0, section.name);
    }
  });

  test("every kind of site has a style that names it, and every style names forms that exist", () => {
    for (const kind of catalogue.kinds) assert.ok(catalogue.styles.some((style) => style.kinds.includes(kind)), kind);
    for (const { name, layout, mode } of catalogue.styles) {
      assert.ok(catalogue.headers.includes(layout.header) && catalogue.footers.includes(layout.footer) && catalogue.heroes.includes(layout.hero), name);
      assert.ok(["auto", "light", "dark"].includes(mode), name);
    }
  });

  test("the starter's words have the same names and the same blanks in every language", () => {
    const read = (path) => new Map([...readFileSync(join(templates, path), "utf8").matchAll(/^ {2}(\w+): "(.*)",$/gm)].map(([, key, value]) => [key, sorted(value.match(/\{\w+\}/g) ?? []).join()]));
    const english = read("starter/src/words.ts");
    assert.ok(english.size > 80);
    for (const language of names("words", ".ts")) assert.deepEqual(read(`words/${language}.ts`), english, language);
  });

  test("the lock file holds no download address and fits the manifest", () => {
    const lock = readFileSync(join(templates, "starter", "package-lock.json"), "utf8");
    const manifest = JSON.parse(readFileSync(join(templates, "starter", "package.json"), "utf8"));
    const locked = JSON.parse(lock);
    assert.doesNotMatch(lock, /"resolved"/);
    assert.deepEqual({ ...locked.packages[""].dependencies, ...locked.packages[""].devDependencies }, { ...manifest.dependencies, ...manifest.devDependencies });
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/);
  });
});
