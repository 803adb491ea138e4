// The few strokes that all drawings are made of. Colours are the style's --art-1 … --art-7:
// 1 far ground, 2 near ground, 3 light tone, 4 middle tone, 5 deep tone, 6 the one strong colour, 7 light itself.

export interface Sheet {
  w: number;
  h: number;
  /** 0 ≤ n < 1, the same row of numbers for the same seed. */
  random: () => number;
  /** A number between two. */
  between: (low: number, high: number) => number;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** Distinguishes the gradients of this drawing from those of others on the page. */
  id: string;
  initials: string;
}

export type Tone = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const n = (value: number) => String(Math.round(value * 10) / 10);
const ink = (tone: Tone) => `var(--art-${tone})`;
const veil = (opacity: number) => (opacity === 1 ? "" : ` opacity="${n(opacity * 100)}%"`);

export const rect = (x: number, y: number, w: number, h: number, tone: Tone, radius = 0, opacity = 1) =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"${radius > 0 ? ` rx="${n(radius)}"` : ""} fill="${ink(tone)}"${veil(opacity)}/>`;

export const circle = (x: number, y: number, r: number, tone: Tone, opacity = 1) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${ink(tone)}"${veil(opacity)}/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, tone: Tone, opacity = 1) =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${ink(tone)}"${veil(opacity)}/>`;

export const path = (d: string, tone: Tone, opacity = 1) => `<path d="${d}" fill="${ink(tone)}"${veil(opacity)}/>`;

export const line = (d: string, tone: Tone, width: number, opacity = 1) =>
  `<path d="${d}" fill="none" stroke="${ink(tone)}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${veil(opacity)}/>`;

export const ring = (x: number, y: number, r: number, tone: Tone, width: number, opacity = 1) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${ink(tone)}" stroke-width="${n(width)}"${veil(opacity)}/>`;

export const group = (transform: string, content: string) => `<g transform="${transform}">${content}</g>`;

/** "M10 20L30 40" from numbers, with a shift and a scale. */
export function trace(x: number, y: number, scale: number, d: string): string {
  let axis = 0;
  return d.replace(/[A-Za-z]|-?\d+(?:\.\d+)?/g, (part) => {
    if (/[A-Za-z]/.test(part)) {
      axis = 0;
      return part;
    }
    const value = Number(part) * scale + (axis % 2 === 0 ? x : y);
    axis += 1;
    return `${n(value)} `;
  });
}

/** A ground from one tone to another, top to bottom. */
export function ground(sheet: Sheet, from: Tone, to: Tone, name = "g"): string {
  const id = `${sheet.id}${name}`;
  return (
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${ink(from)}"/><stop offset="1" stop-color="${ink(to)}"/></linearGradient>` +
    `<rect width="${sheet.w}" height="${sheet.h}" fill="url(#${id})"/>`
  );
}

/** A soft light around a point. */
export function glow(sheet: Sheet, x: number, y: number, r: number, tone: Tone, strength = 0.8, name = "l"): string {
  const id = `${sheet.id}${name}`;
  return (
    `<radialGradient id="${id}"><stop stop-color="${ink(tone)}" stop-opacity="${n(strength * 10) === "0" ? 0 : strength}"/><stop offset="1" stop-color="${ink(tone)}" stop-opacity="0"/></radialGradient>` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="url(#${id})"/>`
  );
}

/** A soft hill line from edge to edge, filled to the bottom. */
export function ridge(sheet: Sheet, base: number, height: number, bumps: number, tone: Tone, opacity = 1): string {
  const step = sheet.w / bumps;
  let y = base + sheet.between(-height, height) / 2;
  let d = `M0 ${n(y)}`;
  for (let i = 0; i < bumps; i += 1) {
    const next = base + sheet.between(-height, height) / 2;
    const x = i * step;
    d += `C${n(x + step * 0.45)} ${n(y)} ${n(x + step * 0.55)} ${n(next)} ${n(x + step)} ${n(next)}`;
    y = next;
  }
  return path(`${d}V${sheet.h}H0Z`, tone, opacity);
}

/** A table from a height down, with a soft shadow for what stands on it at x. */
export function table(sheet: Sheet, y: number, x: number, width: number): string {
  return rect(0, y, sheet.w, sheet.h - y, 3) + rect(0, y, sheet.w, 2, 4, 0, 0.4) + ellipse(x, y + (sheet.h - y) * 0.32, width, width * 0.09, 5, 0.28);
}

/** Repeats a stroke; the callback gets 0 … count - 1. */
export function times(count: number, draw: (index: number) => string): string {
  let out = "";
  for (let i = 0; i < count; i += 1) out += draw(i);
  return out;
}
