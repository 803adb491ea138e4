import type { Draw } from "./draw";
import { circle, ellipse, glow, ground, group, line, path, rect, ring, table, times, type Sheet, type Tone } from "./pen";

/** Where most things stand: a wall with light from one side, and a table. */
function setting(s: Sheet, width: number): { back: string; x: number; y: number; u: number } {
  const y = s.h * 0.7;
  const x = s.w * 0.5;
  const u = Math.min(s.w, s.h) / 100;
  const side = s.random() < 0.5 ? 0.2 : 0.8;
  return { back: ground(s, 1, 2) + glow(s, s.w * side, s.h * 0.2, s.h * 0.8, 7, 0.7) + table(s, y, x, width * u), x, y: y + (s.h - y) * 0.3, u };
}

const stillLife: Draw = (s) => {
  const { back, y, u } = setting(s, 40);
  const vase = (x: number, h: number, w: number, tone: Tone) =>
    path(`M${x - w * 0.25} ${y - h}h${w * 0.5}q${-w * 0.06} ${h * 0.14} ${w * 0.16} ${h * 0.36}t${-w * 0.2} ${h * 0.64}h${-w * 0.42}q${-w * 0.36} ${-h * 0.28} ${-w * 0.2} ${-h * 0.64}t${w * 0.16} ${-h * 0.36}z`, tone) +
    path(`M${x + w * 0.04} ${y - h}h${w * 0.21}q${-w * 0.06} ${h * 0.14} ${w * 0.16} ${h * 0.36}t${-w * 0.2} ${h * 0.64}h${-w * 0.12}q${w * 0.2} ${-h * 0.5} ${-w * 0.05} ${-h}z`, 5, 0.18);
  const stem = s.w * 0.4;
  const twig = times(7, (i) => line(`M${stem} ${y - 44 * u}q${(i - 3) * 4 * u} ${-14 * u} ${(i - 3) * 7 * u} ${-(24 - Math.abs(i - 3) * 3) * u}`, 5, u * 0.6) + ellipse(stem + (i - 3) * 7 * u, y - (68 - Math.abs(i - 3) * 3) * u, 2.6 * u, 3.6 * u, i % 3 === 0 ? 6 : 4));
  return back + twig + vase(stem, 46 * u, 30 * u, 7) + vase(s.w * 0.6, 28 * u, 34 * u, 6) + circle(s.w * 0.74, y - 6 * u, 6.5 * u, 4);
};

const bread: Draw = (s) => {
  const { back, x, y, u } = setting(s, 46);
  const loaf = (cx: number, cy: number, w: number, h: number, turn: number) =>
    group(`translate(${cx} ${cy}) rotate(${turn})`, path(`M${-w} 0C${-w} ${-h * 1.25} ${w} ${-h * 1.25} ${w} 0C${w} ${h * 0.42} ${-w} ${h * 0.42} ${-w} 0Z`, 4) + path(`M${-w * 0.92} ${-h * 0.2}C${-w * 0.8} ${-h * 1.1} ${w * 0.8} ${-h * 1.1} ${w * 0.92} ${-h * 0.2}C${w * 0.5} ${-h * 0.62} ${-w * 0.5} ${-h * 0.62} ${-w * 0.92} ${-h * 0.2}Z`, 3) + times(4, (i) => path(`M${w * (-0.62 + i * 0.36)} ${-h * 0.16}q${w * 0.02} ${-h * 0.5} ${w * 0.2} ${-h * 0.66}q${w * 0.06} ${h * 0.3} ${-w * 0.1} ${h * 0.7}z`, 7, 0.85)));
  const board = rect(x - 46 * u, y - 2 * u, 92 * u, 5 * u, 5, 2 * u, 0.8);
  const wheat = times(2, (k) => group(`translate(${x + (k === 0 ? -40 : 40) * u} ${y - 4 * u}) rotate(${k === 0 ? -24 : 20})`, line(`M0 0V${-46 * u}`, 5, u * 0.7) + times(5, (i) => ellipse(-2.2 * u, -(22 + i * 5) * u, 1.5 * u, 3.4 * u, 6) + ellipse(2.2 * u, -(24.5 + i * 5) * u, 1.5 * u, 3.4 * u, 6))));
  return back + wheat + board + loaf(x - 17 * u, y - 5 * u, 27 * u, 25 * u, -2) + loaf(x + 22 * u, y - 4 * u, 20 * u, 18 * u, s.between(1, 5)) + circle(x + 42 * u, y - 3 * u, 5 * u, 3);
};

const plate: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w * s.between(0.44, 0.56);
  const y = s.h * 0.52;
  const cloth = path(`M0 ${s.h * 0.3}L${s.w * 0.34} 0H0Z`, 2) + times(5, (i) => line(`M0 ${s.h * (0.06 + i * 0.055)}L${s.w * (0.06 + i * 0.062)} 0`, 6, 2, 0.5));
  const food = times(7, (i) => ellipse(x + Math.cos(i * 0.9) * 11 * u, y + Math.sin(i * 0.9) * 10 * u, s.between(5, 9) * u, s.between(4, 7) * u, s.pick([4, 6, 3, 5] as const))) + times(9, () => path(`M${x + s.between(-15, 15) * u} ${y + s.between(-14, 14) * u}q${5 * u} ${-6 * u} ${8 * u} 0q${-4 * u} ${3 * u} ${-8 * u} 0z`, s.pick([4, 5] as const))) + times(10, () => circle(x + s.between(-22, 22) * u, y + s.between(-20, 20) * u, u * 0.9, 6));
  const fork = line(`M${x - 50 * u} ${y + 30 * u}V${y - 8 * u}M${x - 54 * u} ${y - 26 * u}v${12 * u}q0 ${6 * u} ${4 * u} ${6 * u}t${4 * u} ${-6 * u}v${-12 * u}M${x - 50 * u} ${y - 26 * u}v${16 * u}`, 7, u * 1.3);
  const knife = line(`M${x + 50 * u} ${y + 30 * u}V${y - 2 * u}`, 7, u * 1.5) + path(`M${x + 49 * u} ${y}V${y - 27 * u}q${6 * u} ${7 * u} ${3 * u} ${27 * u}z`, 7);
  return ground(s, 3, 4) + cloth + ellipse(x + 2 * u, y + 4 * u, 41 * u, 40 * u, 5, 0.35) + circle(x, y, 40 * u, 7) + ring(x, y, 28 * u, 3, u * 0.7, 0.8) + food + fork + knife;
};

const cup: Draw = (s) => {
  const { back, x, y, u } = setting(s, 36);
  const tone = s.pick([6, 7, 4] as const);
  const steam = times(3, (i) => line(`M${x + (i - 1) * 9 * u} ${y - 44 * u}q${5 * u} ${-6 * u} 0 ${-12 * u}t0 ${-12 * u}`, 7, u * 1.1, 0.7));
  const body = path(`M${x - 22 * u} ${y - 38 * u}h${44 * u}v${14 * u}q0 ${22 * u} ${-22 * u} ${22 * u}t${-22 * u} ${-22 * u}z`, tone) + path(`M${x + 4 * u} ${y - 38 * u}h${18 * u}v${14 * u}q0 ${20 * u} ${-17 * u} ${22 * u}q${10 * u} ${-14 * u} ${-1 * u} ${-36 * u}z`, 5, 0.16);
  return back + ellipse(x, y - u, 34 * u, 5 * u, 7) + ellipse(x, y - u, 24 * u, 3 * u, 4, 0.5) + ring(x + 25 * u, y - 26 * u, 8 * u, tone, u * 3.4) + body + ellipse(x, y - 38 * u, 22 * u, 4.4 * u, 5) + ellipse(x, y - 37.6 * u, 19 * u, 3.2 * u, 4) + steam + ellipse(x - 36 * u, y + 3 * u, 4 * u, 2.6 * u, 5) + ellipse(x - 44 * u, y + 1 * u, 4 * u, 2.6 * u, 5);
};

const bottle: Draw = (s) => {
  const { back, x, y, u } = setting(s, 34);
  const one = (cx: number, scale: number, tone: Tone) =>
    group(`translate(${cx} ${y}) scale(${scale})`, path(`M${-9 * u} 0V${-38 * u}q0 ${-9 * u} ${5.5 * u} ${-14 * u}V${-68 * u}h${7 * u}v${16 * u}q${5.5 * u} ${5 * u} ${5.5 * u} ${14 * u}V0z`, tone) + rect(-4 * u, -70 * u, 8 * u, 6 * u, 6) + rect(-9 * u, -32 * u, 18 * u, 18 * u, 7) + line(`M${-5 * u} ${-26 * u}h${10 * u}M${-5 * u} ${-21 * u}h${6 * u}`, 4, u * 0.9) + rect(-6.5 * u, -58 * u + 18 * u, 2 * u, 34 * u, 7, u, 0.35));
  const glass = path(`M${x + 22 * u} ${y - 40 * u}h${20 * u}q${1 * u} ${19 * u} ${-10 * u} ${20 * u}t${-10 * u} ${-20 * u}z`, 7, 0.75) + path(`M${x + 22.5 * u} ${y - 32 * u}h${19 * u}q${-1 * u} ${11 * u} ${-9.5 * u} ${12 * u}t${-9.5 * u} ${-12 * u}z`, 6) + line(`M${x + 32 * u} ${y - 20 * u}V${y}M${x + 25 * u} ${y}h${14 * u}`, 7, u * 1.2);
  return back + one(x - 24 * u, 0.92, 4) + one(x - 2 * u, 1, 5) + glass;
};

const book: Draw = (s) => {
  const { back, x, y, u } = setting(s, 44);
  let top = y;
  const tones = [5, 6, 3, 4, 7] as const;
  const stack = times(4, (i) => {
    const w = s.between(56, 74) * u;
    const h = s.between(7, 11) * u;
    top -= h;
    const left = x - w / 2 + s.between(-6, 6) * u;
    return rect(left, top, w, h, tones[i % 5] ?? 4, u) + rect(left + w * 0.08, top + h * 0.3, w * 0.1, h * 0.4, 7, 0, 0.7) + rect(left + w * 0.8, top + h * 0.18, w * 0.2, h * 0.64, 7, 0, 0.85);
  });
  const open = path(`M${x} ${top - 4 * u}C${x - 14 * u} ${top - 13 * u} ${x - 26 * u} ${top - 11 * u} ${x - 34 * u} ${top - 8 * u}V${top - 3 * u}C${x - 22 * u} ${top - 6 * u} ${x - 10 * u} ${top - 4 * u} ${x} ${top}C${x + 10 * u} ${top - 4 * u} ${x + 22 * u} ${top - 6 * u} ${x + 34 * u} ${top - 3 * u}V${top - 8 * u}C${x + 26 * u} ${top - 11 * u} ${x + 14 * u} ${top - 13 * u} ${x} ${top - 4 * u}Z`, 7);
  return back + stack + open + line(`M${x} ${top - 4 * u}V${top}`, 4, u * 0.7) + line(`M${x + 14 * u} ${top - 9 * u}v${16 * u}`, 6, u * 1.6);
};

const plant: Draw = (s) => {
  const { back, x, y, u } = setting(s, 26);
  const leaf = (turn: number, length: number, tone: Tone) =>
    group(`translate(${x} ${y - 24 * u}) rotate(${turn})`, path(`M0 0C${-length * 0.32} ${-length * 0.36} ${-length * 0.2} ${-length * 0.8} 0 ${-length}C${length * 0.2} ${-length * 0.8} ${length * 0.32} ${-length * 0.36} 0 0Z`, tone) + line(`M0 0V${-length * 0.86}`, 7, u * 0.5, 0.5));
  const leaves = times(9, (i) => leaf((i - 4) * 20 + s.between(-6, 6), (54 - Math.abs(i - 4) * 5 + s.between(-4, 4)) * u, i % 2 === 0 ? 4 : 5));
  return back + leaves + path(`M${x - 17 * u} ${y - 26 * u}h${34 * u}l${-4 * u} ${27 * u}h${-26 * u}z`, 6) + rect(x - 19 * u, y - 28 * u, 38 * u, 6 * u, 6, u) + rect(x - 17 * u, y - 22 * u, 34 * u, 1.5 * u, 5, 0, 0.3);
};

const rings: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w / 2;
  const y = s.h * 0.54;
  const petals = (cx: number, cy: number, size: number, tone: Tone) => times(8, (i) => group(`translate(${cx} ${cy}) rotate(${i * 45})`, ellipse(0, -size * 0.62, size * 0.32, size * 0.5, tone, 0.85))) + circle(cx, cy, size * 0.3, 5, 0.5);
  const sprig = (cx: number, cy: number, turn: number) => group(`translate(${cx} ${cy}) rotate(${turn})`, line(`M0 0V${-44 * u}`, 4, u * 0.7) + times(6, (i) => group(`translate(0 ${-(8 + i * 7) * u}) rotate(${i % 2 === 0 ? 50 : -50})`, ellipse(0, -5 * u, 2.2 * u, 5 * u, 4))));
  return ground(s, 2, 1) + glow(s, s.w * 0.3, s.h * 0.2, s.h * 0.8, 7, 0.9) + sprig(s.w * 0.14, s.h * 0.98, 24) + sprig(s.w * 0.9, s.h * 0.06, 205) + petals(s.w * 0.16, s.h * 0.84, 15 * u, 7) + petals(s.w * 0.27, s.h * 0.95, 11 * u, 3) + petals(s.w * 0.88, s.h * 0.16, 13 * u, 7) + ellipse(x + 4 * u, y + 24 * u, 34 * u, 4 * u, 5, 0.2) + ring(x - 11 * u, y, 20 * u, 6, u * 2.6) + ring(x + 13 * u, y + 2 * u, 20 * u, 5, u * 2.2) + line(`M${x - 4 * u} ${y - 18.7 * u}A${20 * u} ${20 * u} 0 0 1 ${x + 8.6 * u} ${y + 4 * u}`, 6, u * 2.6) + path(`M${x - 11 * u} ${y - 30 * u}l${6 * u} ${4 * u}l${-6 * u} ${7 * u}l${-6 * u} ${-7 * u}z`, 7);
};

const gift: Draw = (s) => {
  const { back, x, y, u } = setting(s, 40);
  const box = (cx: number, w: number, h: number, tone: Tone, ribbon: Tone) => rect(cx - w / 2, y - h, w, h, tone, u) + rect(cx - w * 0.56, y - h - h * 0.1, w * 1.12, h * 0.22, tone, u) + rect(cx - w * 0.08, y - h * 1.1, w * 0.16, h * 1.1, ribbon) + line(`M${cx} ${y - h * 1.1}c${-w * 0.4} ${-h * 0.1} ${-w * 0.3} ${-h * 0.5} 0 0c${w * 0.3} ${-h * 0.5} ${w * 0.4} ${-h * 0.1} 0 0`, ribbon, u * 2);
  const confetti = times(22, () => rect(s.between(0, s.w), s.between(0, s.h * 0.55), 3 * u, 1.6 * u, s.pick([6, 7, 4, 3] as const), u * 0.6, 0.9));
  return back + confetti + box(x - 16 * u, 42 * u, 36 * u, 4, 7) + box(x + 20 * u, 30 * u, 24 * u, 6, 7);
};

const garment: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const rail = s.h * 0.18;
  const tones = [4, 7, 6, 3, 5] as const;
  const count = Math.round(s.w / (26 * u));
  const clothes = times(count, (i) => {
    const x = ((i + 0.5) / count) * s.w;
    const long = s.random() < 0.4 ? 58 : 44;
    const tone = tones[(i + Math.floor(s.random() * 2)) % 5] ?? 4;
    return line(`M${x} ${rail}v${4 * u}l${-9 * u} ${6 * u}M${x} ${rail + 4 * u}l${9 * u} ${6 * u}`, 5, u * 0.9) + path(`M${x - 4 * u} ${rail + 8 * u}q${4 * u} ${4 * u} ${8 * u} 0l${9 * u} ${5 * u}l${3 * u} ${18 * u}l${-6 * u} ${u}l${-1 * u} ${-8 * u}l${2 * u} ${(long - 16) * u}h${-22 * u}l${2 * u} ${-(long - 16) * u}l${-1 * u} ${8 * u}l${-6 * u} ${-u}l${3 * u} ${-18 * u}z`, tone) + line(`M${x} ${rail + 12 * u}v${(long - 8) * u}`, 5, u * 0.4, 0.3);
  });
  return ground(s, 1, 2) + glow(s, s.w * 0.25, s.h * 0.1, s.h * 0.8, 7, 0.6) + rect(0, s.h * 0.86, s.w, s.h * 0.14, 3) + line(`M0 ${rail}H${s.w}`, 5, u * 1.6) + clothes;
};

export const things = { "still-life": stillLife, bread, plate, cup, bottle, book, plant, rings, gift, garment };
