import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { catalogue, templates } from "./assemble.mjs";
import { colour, contrast, tokensOf } from "./colour.mjs";

// Which token is read on which. Text needs 4.5, edges of controls and marks 3.
const grounds = ["c-ground", "c-tint", "c-surface", "c-tint-surface"];
const text = [
  ...grounds.flatMap((ground) => ["c-ink", "c-muted", "c-link", "c-wrong", "c-right"].map((ink) => [ink, ground])),
  ["c-on-accent", "c-accent"],
  ["c-on-soft", "c-soft"],
  ["c-on-contrast", "c-contrast"],
  ["c-on-contrast-muted", "c-contrast"],
  ["c-on-code", "c-code"],
];
const edges = grounds.flatMap((ground) => ["c-edge", "c-accent"].map((edge) => [edge, ground]));

suite("templates/styles", () => {
  for (const style of catalogue.styles) {
    const css = readFileSync(join(templates, style.file), "utf8");
    const tokens = tokensOf(css);
    const value = (name) => tokens[name] ?? (name === "c-tint-surface" ? tokens["c-surface"] : undefined);

    const weakest = (pairs) => {
      let worst = { ratio: 99 };
      for (const scheme of ["light", "dark"])
        for (let hue = 0; hue < 360; hue += 5)
          for (const [ink, ground] of pairs) {
            const ratio = contrast(colour(value(ink), hue, scheme), colour(value(ground), hue, scheme));
            if (ratio < worst.ratio) worst = { ratio, ink, ground, scheme, hue };
          }
      return worst;
    };

    test(`${style.name}: text has a contrast of 4.5 at every hue, light and dark`, () => {
      const worst = weakest(text);
      assert.ok(worst.ratio >= 4.5, JSON.stringify(worst));
    });

    test(`${style.name}: edges of controls have a contrast of 3 at every hue, light and dark`, () => {
      const exempt = style.name === "brutal" ? edges.filter(([edge]) => edge !== "c-accent") : edges; // its accents have black borders
      const worst = weakest(exempt);
      assert.ok(worst.ratio >= 3, JSON.stringify(worst));
    });

    test(`${style.name}: brings its own fonts, from pinned packages, and fallbacks of the same width`, () => {
      const manifest = JSON.parse(readFileSync(join(templates, "starter", "package.json"), "utf8"));
      const urls = [...css.matchAll(/url\("(@[\w-]+\/[\w-]+)\//g)].map((match) => match[1]);
      assert.ok(urls.length > 0);
      for (const name of urls) assert.ok(manifest.dependencies[name], name);
      const faces = new Set([...css.matchAll(/font-family: "([^"]+)"; font-style/g)].map((match) => match[1]));
      for (const face of faces) assert.match(css, new RegExp(`font-family: "${face} Fallback"; src: local`));
    });
  }

  test("no two styles have the same display face and the same body face", () => {
    const faces = catalogue.styles.map((style) => {
      const css = readFileSync(join(templates, style.file), "utf8");
      return ["display", "body", "label"].map((role) => new RegExp(`--face-${role}: "([^"]+)"`).exec(css)?.[1]).join("/");
    });
    assert.equal(new Set(faces).size, faces.length, faces.join("\n"));
  });

  test("the starter's own style is one of the styles", () => {
    const own = readFileSync(join(templates, "starter", "src", "style", "style.css"), "utf8");
    assert.equal(own, readFileSync(join(templates, "styles", "studio.css"), "utf8"));
  });
});
