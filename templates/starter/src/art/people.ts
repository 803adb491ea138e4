import type { Draw } from "./draw";
import { circle, ellipse, glow, ground, group, path, rect, ridge, ring, times, line, type Tone } from "./pen";

/** A person from afar: head and a body that narrows to the ground. */
function figure(x: number, y: number, h: number, tone: Tone, dress = false): string {
  const w = h * (dress ? 0.19 : 0.12);
  return circle(x, y - h * 0.9, h * 0.085, tone) + path(`M${x - h * 0.1} ${y - h * 0.76}q${h * 0.1} ${-h * 0.07} ${h * 0.2} 0l${w - h * 0.1} ${h * 0.76}h${-w * 2}z`, tone);
}

const couple: Draw = (s) => {
  const x = s.w * s.between(0.4, 0.6);
  const horizon = s.h * 0.74;
  const h = s.h * s.between(0.34, 0.42);
  const light = s.pick([-1, 1]);
  const grass = times(40, () => {
    const at = s.between(0, s.w);
    const y = s.between(s.h * 0.84, s.h * 1.04);
    return line(`M${at} ${y}q${s.between(-8, 8)} ${-s.h * 0.05} ${s.between(-14, 14)} ${-s.h * s.between(0.06, 0.12)}`, 5, 2, 0.8);
  });
  const scene = s.random() < 0.5 ? ridge(s, s.h * 0.6, s.h * 0.18, 3, 3, 0.7) : times(7, (i) => ellipse((i / 6) * s.w, s.h * 0.62, s.w * 0.1, s.h * s.between(0.1, 0.2), 3, 0.75));
  return ground(s, 1, 2) + glow(s, x + light * s.w * 0.12, s.h * 0.42, s.h * 0.55, 7, 0.95) + circle(x + light * s.w * 0.12, s.h * 0.42, s.h * 0.1, 7) + scene + ridge(s, horizon, s.h * 0.04, 3, 4) + figure(x - h * 0.14, horizon + s.h * 0.05, h * 0.95, 7, true) + figure(x + h * 0.14, horizon + s.h * 0.05, h, 5) + line(`M${x - h * 0.08} ${horizon - h * 0.42}Q${x} ${horizon - h * 0.3} ${x + h * 0.08} ${horizon - h * 0.42}`, 5, h * 0.04) + ridge(s, s.h * 0.92, s.h * 0.05, 4, 4) + grass;
};

const portrait: Draw = (s) => {
  const x = s.w / 2;
  const u = Math.min(s.w, s.h) / 100;
  const top = s.h * 0.34;
  const arch = path(`M${x - 40 * u} ${s.h}V${s.h * 0.46}a${40 * u} ${40 * u} 0 0 1 ${80 * u} 0V${s.h}Z`, 2);
  const hair = s.pick([0, 1, 2]);
  const back = hair === 0 ? ellipse(x, top + 4 * u, 20 * u, 24 * u, 5) : hair === 1 ? path(`M${x - 20 * u} ${top + 46 * u}C${x - 30 * u} ${top - 34 * u} ${x + 30 * u} ${top - 34 * u} ${x + 20 * u} ${top + 46 * u}Z`, 5) : circle(x, top - 22 * u, 9 * u, 5) + ellipse(x, top - u, 19 * u, 20 * u, 5);
  const face = ellipse(x, top + 6 * u, 14.5 * u, 18 * u, 3) + rect(x - 5.5 * u, top + 18 * u, 11 * u, 18 * u, 3, 3 * u) + path(`M${x - 15 * u} ${top + 2 * u}C${x - 14 * u} ${top - 20 * u} ${x + 14 * u} ${top - 20 * u} ${x + 15 * u} ${top + 2 * u}C${x + 6 * u} ${top - 4 * u} ${x - 4 * u} ${top - 10 * u} ${x - 15 * u} ${top + 2 * u}Z`, 5);
  const body = path(`M${x - 38 * u} ${s.h}C${x - 38 * u} ${top + 38 * u} ${x - 16 * u} ${top + 32 * u} ${x} ${top + 38 * u}C${x + 16 * u} ${top + 32 * u} ${x + 38 * u} ${top + 38 * u} ${x + 38 * u} ${s.h}Z`, s.pick([4, 6]));
  return ground(s, 3, 4) + arch + circle(x + s.pick([-1, 1]) * 30 * u, s.h * 0.24, 9 * u, 6) + back + body + face;
};

const crowd: Draw = (s) => {
  const tones = [4, 6, 5, 3, 7] as const;
  const person = (x: number, y: number, r: number, tone: Tone) => circle(x, y, r, tone) + path(`M${x - r * 1.9} ${s.h}V${y + r * 3.1}a${r * 1.9} ${r * 1.9} 0 0 1 ${r * 3.8} 0V${s.h}Z`, tone);
  const row = (count: number, y: number, r: number, shift: number) => times(count, (i) => person(((i + 0.5 + shift) / count) * s.w + s.between(-6, 6), y + s.between(-8, 8), r, s.pick(tones)));
  return ground(s, 1, 2) + glow(s, s.w * 0.5, s.h * 0.2, s.h * 0.7, 7, 0.8) + row(6, s.h * 0.4, s.h * 0.055, 0) + rect(0, s.h * 0.5, s.w, s.h, 2, 0, 0.28) + row(5, s.h * 0.56, s.h * 0.07, 0) + rect(0, s.h * 0.7, s.w, s.h, 2, 0, 0.2) + row(4, s.h * 0.76, s.h * 0.085, 0);
};

const monogram: Draw = (s) => {
  const r = Math.min(s.w, s.h) * 0.36;
  const x = s.w / 2;
  const y = s.h / 2;
  const turn = Math.floor(s.between(0, 8)) * 45;
  const text = `<text x="${x}" y="${y}" fill="var(--art-7)" font-size="${Math.round(r * 0.82)}" text-anchor="middle" dominant-baseline="central" font-family="var(--font-display)" font-weight="500">${s.initials}</text>`;
  return ground(s, 3, 4) + group(`rotate(${turn} ${x} ${y})`, circle(x + r * 0.7, y - r * 0.7, r * 0.9, 6, 0.75) + ring(x - r * 0.8, y + r * 0.7, r * 0.6, 7, 2, 0.7)) + circle(x, y, r, 5) + text;
};

export const people = { couple, portrait, group: crowd, monogram };
