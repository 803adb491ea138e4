import type { Motif } from "../content";
import { artId } from "./id";
import type { Sheet } from "./pen";
import { scenes } from "./scenes";
import { signs } from "./signs";
import { things } from "./things";
import { people } from "./people";
import { gear } from "./gear";

export type Draw = (sheet: Sheet) => string;

const motifs: Record<Motif, Draw> = { ...scenes, ...things, ...gear, ...people, ...signs };
const sizes = { wide: [600, 400], square: [400, 400], tall: [400, 500] } as const;

/** mulberry32: small, even enough, and the same in every engine. */
function randomFrom(text: string): () => number {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** At most two letters, safe inside SVG. */
function initialsOf(seed: string): string {
  const letters = [...seed.matchAll(/(?:^|[\s-])(\p{L}|\p{N})/gu)].map((match) => match[1] ?? "");
  return letters.slice(0, 2).join("").toUpperCase() || "·";
}

/** The drawing as an SVG element. */
export function draw(motif: Motif, seed: string, shape: keyof typeof sizes): string {
  const [w, h] = sizes[shape];
  const random = randomFrom(`${motif} ${seed}`);
  for (let i = 0; i < 4; i += 1) random();
  const id = artId(motif, seed, shape);
  const sheet: Sheet = {
    w,
    h,
    random,
    between: (low, high) => low + random() * (high - low),
    pick: (items) => items[Math.floor(random() * items.length)] ?? items[0],
    id,
    initials: initialsOf(seed),
  };
  const content = (motifs[motif] ?? motifs.shapes)(sheet);
  return `<svg viewBox="0 0 ${w} ${h}" preserveAspectRatio="xMidYMid slice" focusable="false"><g id="${id}">${content}</g></svg>`;
}
