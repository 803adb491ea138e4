import type { Draw } from "./draw";
import { circle, ellipse, glow, ground, group, line, path, rect, ridge, times, type Sheet, type Tone } from "./pen";

function sun(s: Sheet, x: number, y: number, r: number): string {
  return glow(s, x, y, r * 3.4, 7, 0.75) + circle(x, y, r, 7);
}

function tree(s: Sheet, x: number, y: number, size: number, tone: Tone): string {
  return s.random() < 0.5
    ? rect(x - size * 0.04, y - size * 0.3, size * 0.08, size * 0.3, 5) + ellipse(x, y - size * 0.62, size * 0.3, size * 0.4, tone)
    : path(`M${x} ${y - size}L${x + size * 0.26} ${y}H${x - size * 0.26}Z`, tone);
}

const landscape: Draw = (s) => {
  const horizon = s.h * s.between(0.42, 0.52);
  const far = sun(s, s.w * s.between(0.2, 0.8), horizon - s.h * s.between(0.06, 0.2), s.h * 0.065);
  const furrowX = s.w * s.between(0.3, 0.7);
  const furrows = times(9, (i) => line(`M${furrowX} ${horizon + s.h * 0.2}Q${furrowX + (i - 4) * 22} ${s.h * 0.8} ${furrowX + (i - 4) * s.w * 0.16} ${s.h}`, 5, 2.2, 0.32));
  const trees = times(5, (i) => tree(s, s.w * s.between(0.05, 0.95), horizon + s.h * (0.16 + i * 0.012), s.h * s.between(0.09, 0.17), s.pick([4, 5, 5])));
  return ground(s, 1, 2) + far + ridge(s, horizon, s.h * 0.14, 3, 3, 0.7) + ridge(s, horizon + s.h * 0.08, s.h * 0.1, 4, 3) + trees + ridge(s, horizon + s.h * 0.19, s.h * 0.07, 3, 4) + furrows;
};

const coast: Draw = (s) => {
  const horizon = s.h * s.between(0.44, 0.54);
  const x = s.w * s.between(0.25, 0.75);
  const left = s.random() < 0.5;
  const headland = path(`M0 ${horizon + 2}V${horizon - s.h * 0.2}C${s.w * 0.12} ${horizon - s.h * 0.24} ${s.w * 0.2} ${horizon - s.h * 0.08} ${s.w * 0.38} ${horizon + 2}Z`, 4);
  const glints = times(26, () => {
    const y = s.between(horizon + 8, s.h * 0.96);
    const reach = (y - horizon) / (s.h - horizon);
    const at = x + s.between(-1, 1) * s.w * (0.04 + reach * 0.3);
    return line(`M${at} ${y}h${14 + reach * s.between(20, 70)}`, 7, 1.5 + reach * 2.5, 0.55);
  });
  const shore = path(`M0 ${s.h}V${s.h * 0.9}C${s.w * 0.25} ${s.h * 0.8} ${s.w * 0.5} ${s.h * 0.97} ${s.w} ${s.h * 0.86}V${s.h}Z`, 2);
  const foam = line(`M0 ${s.h * 0.9}C${s.w * 0.25} ${s.h * 0.8} ${s.w * 0.5} ${s.h * 0.97} ${s.w} ${s.h * 0.86}`, 7, 5, 0.8);
  const sail = left ? s.w * 0.72 : s.w * 0.3;
  const boat = path(`M${sail} ${horizon - 34}V${horizon + 2}H${sail + 20}Z`, 7) + path(`M${sail - 14} ${horizon + 4}h38l-7 9h-24z`, 5);
  return ground(s, 1, 2) + sun(s, x, horizon - s.h * 0.12, s.h * 0.07) + rect(0, horizon, s.w, s.h - horizon, 4, 0, 0.82) + (left ? headland : group(`translate(${s.w} 0) scale(-1 1)`, headland)) + glints + boat + shore + foam;
};

const mountains: Draw = (s) => {
  const peak = (x: number, y: number, half: number, tone: Tone) =>
    path(`M${x - half} ${s.h}L${x} ${y}L${x + half} ${s.h}Z`, tone) +
    path(`M${x} ${y}L${x + half} ${s.h}H${x + half * 0.12}L${x + half * 0.06} ${y + half * 0.6}Z`, 5, 0.25) +
    path(`M${x} ${y}l${half * 0.21} ${(s.h - y) * 0.21}l${-half * 0.1} ${-half * 0.06}l${-half * 0.08} ${half * 0.12}l${-half * 0.1} ${-half * 0.12}l${-half * 0.14} ${half * 0.09}Z`, 7, 0.92);
  const far = times(3, (i) => peak(s.w * (0.12 + i * 0.38) + s.between(-20, 20), s.h * s.between(0.3, 0.42), s.w * 0.34, 3));
  const near = times(2, (i) => peak(s.w * (0.3 + i * 0.45) + s.between(-40, 40), s.h * s.between(0.34, 0.46), s.w * 0.36, 4));
  const pines = times(16, (i) => path(`M${(i + 0.5) * (s.w / 16)} ${s.h * s.between(0.76, 0.84)}l${s.w * 0.03} ${s.h * 0.2}h${-s.w * 0.06}z`, 5));
  return ground(s, 1, 2) + sun(s, s.w * s.between(0.15, 0.85), s.h * 0.2, s.h * 0.055) + far + rect(0, s.h * 0.6, s.w, s.h * 0.4, 1, 0, 0.35) + near + ridge(s, s.h * 0.88, s.h * 0.08, 3, 5, 0.75) + pines;
};

const forest: Draw = (s) => {
  const layer = (count: number, tone: Tone, width: number, opacity: number) =>
    times(count, (i) => {
      const x = ((i + s.between(0.2, 0.8)) / count) * s.w;
      const branch = s.between(0.15, 0.5) * s.h;
      return rect(x, 0, width * s.between(0.7, 1.3), s.h, tone, 0, opacity) + line(`M${x + width / 2} ${branch}q${s.between(-40, 40)} ${-s.h * 0.06} ${s.between(-60, 60)} ${-s.h * 0.16}`, tone, width * 0.28, opacity);
    });
  const light = path(`M${s.w * 0.55} 0L${s.w * 0.2} ${s.h}H${s.w * 0.55}L${s.w * 0.72} 0Z`, 7, 0.3);
  return ground(s, 7, 2) + glow(s, s.w * 0.55, s.h * 0.35, s.h * 0.7, 7, 0.8) + layer(11, 3, s.w * 0.014, 0.8) + layer(8, 4, s.w * 0.022, 0.8) + light + ridge(s, s.h * 0.84, s.h * 0.08, 3, 4) + layer(4, 5, s.w * 0.045, 1) + ridge(s, s.h * 0.93, s.h * 0.06, 4, 5);
};

const city: Draw = (s) => {
  const row = (tone: Tone, low: number, high: number, windows: Tone | 0) => {
    let out = "";
    for (let x = -10; x < s.w; ) {
      const width = s.between(0.06, 0.13) * s.w;
      const top = s.h * s.between(low, high);
      out += rect(x, top, width, s.h - top, tone);
      if (s.random() < 0.3) out += rect(x + width * 0.45, top - s.h * 0.06, 3, s.h * 0.06, tone);
      if (windows !== 0) {
        const columns = Math.max(2, Math.round(width / 16));
        for (let cy = top + 12; cy < s.h * 0.92; cy += 20)
          for (let c = 0; c < columns; c += 1) if (s.random() < 0.55) out += rect(x + 6 + (c * (width - 8)) / columns, cy, 6, 10, windows, 0, s.random() < 0.2 ? 1 : 0.55);
      }
      x += width + s.between(0, 6);
    }
    return out;
  };
  return ground(s, 1, 2) + sun(s, s.w * s.between(0.2, 0.8), s.h * 0.3, s.h * 0.08) + row(3, 0.3, 0.5, 0) + row(4, 0.42, 0.62, 3) + row(5, 0.6, 0.8, 6);
};

const street: Draw = (s) => {
  const base = s.h * 0.82;
  let out = ground(s, 1, 2);
  for (let x = 0; x < s.w; ) {
    const width = s.w * s.between(0.17, 0.23);
    const top = s.h * s.between(0.14, 0.3);
    const wall = s.pick([3, 4, 2, 6, 7] as const);
    const trim: Tone = wall === 7 || wall === 2 ? 4 : 7;
    out += rect(x, top, width, base - top, wall) + path(`M${x - 5} ${top}h${width + 10}l${-width * 0.12} ${-s.h * 0.07}h${-width * 0.76}z`, 5);
    for (let level = 0; level < 2; level += 1)
      for (let c = 0; c < 2; c += 1) {
        const wx = x + width * (0.16 + c * 0.42);
        const wy = top + (base - top) * (0.1 + level * 0.28);
        out += rect(wx, wy, width * 0.26, s.h * 0.105, 5, 3, 0.85) + rect(wx - 3, wy + s.h * 0.105, width * 0.26 + 6, 4, trim) + line(`M${wx + width * 0.13} ${wy}v${s.h * 0.105}`, trim, 2);
      }
    const shop = base - s.h * 0.2;
    out += rect(x + width * 0.12, shop, width * 0.48, s.h * 0.2, 5) + rect(x + width * 0.15, shop + 12, width * 0.42, s.h * 0.2 - 26, 7, 0, 0.75) + rect(x + width * 0.68, shop, width * 0.2, s.h * 0.2, trim);
    out += times(5, (i) => path(`M${x + width * (0.1 + i * 0.104)} ${shop - 2}h${width * 0.104}v14q${-width * 0.052} 9 ${-width * 0.104} 0z`, i % 2 === 0 ? 6 : 7));
    x += width;
  }
  return out + rect(0, base, s.w, s.h - base, 4) + rect(0, base, s.w, 8, 3) + times(7, (i) => rect(i * (s.w / 6) - 20, base + (s.h - base) * 0.55, s.w / 12, 4, 7, 0, 0.5));
};

const house: Draw = (s) => {
  const x = s.w * s.between(0.32, 0.46);
  const y = s.h * 0.46;
  const w = s.w * 0.34;
  const h = s.h * 0.34;
  const window = (wx: number) => rect(wx, y + h * 0.28, w * 0.17, h * 0.32, 7) + line(`M${wx + w * 0.085} ${y + h * 0.28}v${h * 0.32}M${wx} ${y + h * 0.44}h${w * 0.17}`, 4, 2.5);
  const body = rect(x, y, w, h, 3) + rect(x + w * 0.8, y - h * 0.62, w * 0.09, h * 0.4, 4) + path(`M${x - w * 0.08} ${y + 2}L${x + w / 2} ${y - h * 0.68}L${x + w * 1.08} ${y + 2}Z`, 5) + rect(x + w * 0.42, y + h * 0.42, w * 0.17, h * 0.58, 6) + window(x + w * 0.13) + window(x + w * 0.71);
  const trees = times(3, (i) => tree(s, s.w * ([0.12, 0.24, 0.88][i] ?? 0.5), s.h * 0.82, s.h * s.between(0.3, 0.46), 4));
  return ground(s, 1, 2) + sun(s, s.w * 0.8, s.h * 0.2, s.h * 0.06) + ridge(s, s.h * 0.62, s.h * 0.12, 3, 3, 0.6) + trees + body + ridge(s, s.h * 0.84, s.h * 0.05, 3, 4);
};

const interior: Draw = (s) => {
  const floor = s.h * 0.74;
  const wx = s.w * s.between(0.1, 0.2);
  const lamp = s.w * s.between(0.62, 0.74);
  const window = rect(wx, s.h * 0.14, s.w * 0.24, s.h * 0.36, 7) + line(`M${wx + s.w * 0.12} ${s.h * 0.14}v${s.h * 0.36}M${wx} ${s.h * 0.31}h${s.w * 0.24}`, 3, 5);
  const light = path(`M${wx + s.w * 0.12} ${floor + s.h * 0.03}h${s.w * 0.26}l${s.w * 0.12} ${s.h * 0.2}h${-s.w * 0.28}z`, 7, 0.4);
  const sofa = rect(s.w * 0.46, floor - s.h * 0.2, s.w * 0.38, s.h * 0.16, 4, 16) + rect(s.w * 0.44, floor - s.h * 0.12, s.w * 0.42, s.h * 0.12, 5, 12) + rect(s.w * 0.5, floor - s.h * 0.2, s.w * 0.1, s.h * 0.1, 6, 8) + rect(s.w * 0.47, floor, 6, s.h * 0.03, 5) + rect(s.w * 0.82, floor, 6, s.h * 0.03, 5);
  const hanging = line(`M${lamp} 0V${s.h * 0.2}`, 5, 3) + path(`M${lamp - 36} ${s.h * 0.28}q6 ${-s.h * 0.1} 36 ${-s.h * 0.1}t36 ${s.h * 0.1}z`, 6) + glow(s, lamp, s.h * 0.32, s.h * 0.26, 7, 0.6);
  const plant = rect(s.w * 0.16, floor - s.h * 0.05, s.w * 0.07, s.h * 0.1, 6, 4) + times(6, (i) => line(`M${s.w * 0.195} ${floor - s.h * 0.05}q${(i - 2.5) * 12} ${-s.h * 0.12} ${(i - 2.5) * 24} ${-s.h * (0.2 - Math.abs(i - 2.5) * 0.02)}`, 4, 7));
  return ground(s, 2, 1) + rect(0, floor, s.w, s.h - floor, 3) + window + light + hanging + sofa + plant;
};

const garden: Draw = (s) => {
  const flowers = times(34, () => {
    const y = s.between(s.h * 0.55, s.h * 1.02);
    const size = 5 + ((y / s.h) ** 2) * 13;
    const x = s.between(0, s.w);
    const tone = s.pick([6, 6, 7, 2] as const);
    return line(`M${x} ${y}v${size * 3.5}`, 5, 2) + times(5, (i) => circle(x + Math.cos(i * 1.257) * size * 0.6, y + Math.sin(i * 1.257) * size * 0.6, size * 0.48, tone)) + circle(x, y, size * 0.36, 5);
  });
  return ground(s, 1, 2) + sun(s, s.w * s.between(0.2, 0.8), s.h * 0.22, s.h * 0.06) + ridge(s, s.h * 0.44, s.h * 0.1, 3, 3) + times(6, (i) => ellipse(s.w * (i / 5), s.h * 0.5, s.w * s.between(0.05, 0.13), s.h * s.between(0.06, 0.2), i % 2 === 0 ? 4 : 3)) + ridge(s, s.h * 0.54, s.h * 0.04, 3, 4, 0.85) + flowers;
};

const night: Draw = (s) => {
  const moon = { x: s.w * s.between(0.2, 0.8), y: s.h * 0.26, r: s.h * 0.09 };
  const stars = times(60, () => circle(s.between(0, s.w), s.between(0, s.h * 0.7), s.between(0.7, 2), 7, s.between(0.35, 0.9)));
  const dome = rect(0, 0, s.w, s.h, 5);
  return dome + glow(s, moon.x, moon.y, s.h * 0.6, 4, 0.9) + stars + circle(moon.x, moon.y, moon.r, 7) + circle(moon.x + moon.r * 0.42, moon.y - moon.r * 0.16, moon.r * 0.86, 4, 0.55) + ridge(s, s.h * 0.72, s.h * 0.14, 3, 4, 0.6) + ridge(s, s.h * 0.83, s.h * 0.1, 4, 5) + rect(s.w * 0.6, s.h * 0.76, 44, 30, 5) + rect(s.w * 0.6 + 16, s.h * 0.76 + 9, 10, 12, 6);
};

const stage: Draw = (s) => {
  const beam = (x: number, lean: number, tone: Tone) => path(`M${x} 0L${x + lean - s.w * 0.1} ${s.h * 0.74}H${x + lean + s.w * 0.1}Z`, tone, 0.34);
  const beams = times(4, (i) => beam(s.w * (0.14 + i * 0.24), s.between(-0.14, 0.14) * s.w, i % 2 === 0 ? 6 : 3));
  const screen = rect(s.w * 0.29, s.h * 0.16, s.w * 0.42, s.h * 0.36, 4, 4) + rect(s.w * 0.33, s.h * 0.24, s.w * 0.2, s.h * 0.05, 7, 2, 0.9) + rect(s.w * 0.33, s.h * 0.32, s.w * 0.13, s.h * 0.035, 7, 2, 0.5) + circle(s.w * 0.62, s.h * 0.34, s.h * 0.09, 6);
  const person = circle(s.w * 0.24, s.h * 0.53, s.h * 0.03, 7) + path(`M${s.w * 0.215} ${s.h * 0.75}q0 ${-s.h * 0.18} ${s.w * 0.025} ${-s.h * 0.18}t${s.w * 0.025} ${s.h * 0.18}z`, 7);
  const crowd = times(3, (row) => times(13, (i) => {
    const y = s.h * (0.86 + row * 0.075);
    const x = ((i + (row % 2) * 0.5) / 12) * s.w + s.between(-5, 5);
    const r = s.h * (0.034 + row * 0.008);
    return `${circle(x, y, r, row === 0 ? 4 : 5)}${ellipse(x, y + r * 2.3, r * 1.8, r * 1.5, row === 0 ? 4 : 5)}`;
  }));
  return rect(0, 0, s.w, s.h, 5) + glow(s, s.w * 0.5, s.h * 0.36, s.h * 0.62, 4, 0.8) + screen + beams + rect(0, s.h * 0.74, s.w, s.h * 0.26, 5) + rect(0, s.h * 0.74, s.w, 3, 6) + person + crowd;
};

export const scenes = { landscape, coast, mountains, forest, city, street, house, interior, garden, night, stage };
