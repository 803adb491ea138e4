import type { Draw } from "./draw";
import { circle, ellipse, glow, ground, group, line, path, rect, ring, times, type Tone } from "./pen";

/** A soft curve through values from 0 to 1 in a box. */
function curve(values: number[], x: number, y: number, w: number, h: number): string {
  return values.map((value, i) => {
    const at = x + (i / (values.length - 1)) * w;
    const up = y + h - value * h;
    if (i === 0) return `M${at.toFixed(1)} ${up.toFixed(1)}`;
    const before = y + h - (values[i - 1] ?? 0) * h;
    const half = w / (values.length - 1) / 2;
    return `C${(at - half).toFixed(1)} ${before.toFixed(1)} ${(at - half).toFixed(1)} ${up.toFixed(1)} ${at.toFixed(1)} ${up.toFixed(1)}`;
  }).join("");
}

const device: Draw = (s) => {
  const w = s.w * 0.84;
  const h = s.h * 0.74;
  const x = (s.w - w) / 2;
  const y = s.h * 0.14;
  const rise = s.between(0.1, 0.3);
  const values = times(9, (i) => `${Math.min(0.95, rise + i * 0.07 + s.between(-0.09, 0.09)).toFixed(2)} `).trim().split(" ").map(Number);
  const side = w * 0.2;
  const px = x + side + w * 0.04;
  const pw = w - side - w * 0.08;
  const menu = times(6, (i) => circle(x + w * 0.035, y + h * (0.19 + i * 0.085), 4, i === 1 ? 6 : 3) + rect(x + w * 0.06, y + h * (0.19 + i * 0.085) - 4, side * s.between(0.4, 0.62), 8, i === 1 ? 6 : 3, 4));
  const cards = times(3, (i) => rect(px + (pw / 3) * i, y + h * 0.15, pw / 3 - 10, h * 0.2, 2, 6) + rect(px + (pw / 3) * i + 12, y + h * 0.19, pw * 0.12, 6, 4, 3, 0.7) + rect(px + (pw / 3) * i + 12, y + h * 0.25, pw * s.between(0.1, 0.2), 14, i === 0 ? 6 : 5, 3));
  const line1 = curve(values, px + 12, y + h * 0.5, pw - 34, h * 0.34);
  const chart = rect(px, y + h * 0.41, pw - 10, h * 0.51, 2, 6) + times(4, (i) => line(`M${px + 12} ${y + h * (0.5 + i * 0.11)}h${pw - 34}`, 3, 1)) + path(`${line1}V${y + h * 0.88}H${px + 12}Z`, 6, 0.22) + line(line1, 6, 3.5) + circle(px + pw - 22, y + h * 0.84 - (values[8] ?? 0) * h * 0.34, 6, 6);
  return ground(s, 3, 4) + glow(s, s.w * 0.2, 0, s.h * 0.9, 6, 0.35) + rect(x + 6, y + 10, w, h, 5, 14, 0.3) + rect(x, y, w, h, 7, 12) + path(`M${x} ${y + h * 0.1}h${side}v${h * 0.9}h${12 - side}q-12 0 -12 -12z`, 2) + times(3, (i) => circle(x + 18 + i * 16, y + h * 0.05, 4.5, i === 0 ? 6 : 3)) + menu + cards + chart;
};

const chart: Draw = (s) => {
  const count = 9;
  const bars = times(count, (i) => {
    const h = s.h * (0.16 + (i / count) * 0.4 + s.between(-0.08, 0.08));
    const w = (s.w * 0.76) / count;
    return rect(s.w * 0.12 + i * w, s.h * 0.84 - h, w * 0.62, h, i === count - 2 ? 6 : i % 2 === 0 ? 4 : 3, 4);
  });
  const values = [0.1, 0.24, 0.2, 0.42, 0.38, 0.6, 0.72, 0.9].map((value) => value + s.between(-0.05, 0.05));
  const d = curve(values, s.w * 0.14, s.h * 0.16, s.w * 0.7, s.h * 0.44);
  return ground(s, 1, 2) + times(5, (i) => line(`M${s.w * 0.1} ${s.h * (0.18 + i * 0.165)}H${s.w * 0.9}`, 3, 1.2)) + bars + line(d, 5, 4) + times(8, (i) => circle(s.w * (0.14 + i * 0.1), s.h * 0.6 - (values[i] ?? 0) * s.h * 0.44, 5.5, i === 7 ? 6 : 5));
};

const code: Draw = (s) => {
  const x = s.w * 0.1;
  const y = s.h * 0.12;
  const h = s.h * 0.76;
  const rows = 11;
  let depth = 0;
  const lines = times(rows, (i) => {
    depth = Math.max(0, Math.min(3, depth + Math.round(s.between(-1.2, 1.4))));
    let at = x + s.w * 0.1 + depth * s.w * 0.04;
    const row = y + h * 0.17 + i * h * 0.072;
    return rect(x + s.w * 0.04, row, s.w * 0.02, 6, 4, 3) + times(1 + Math.floor(s.random() * 4), () => {
      const w = s.w * s.between(0.04, 0.15);
      const here = at;
      at += w + s.w * 0.014;
      return at > s.w * 0.86 ? "" : rect(here, row, w, 7, s.pick([3, 3, 6, 7, 4] as const), 3.5);
    });
  });
  return ground(s, 3, 4) + glow(s, s.w * 0.8, s.h * 0.1, s.h * 0.8, 6, 0.35) + rect(x, y, s.w * 0.8, h, 5, 12) + times(3, (i) => circle(x + 20 + i * 17, y + 20, 5, i === 0 ? 6 : 4)) + lines;
};

const network: Draw = (s) => {
  const nodes = Array.from({ length: 22 }, () => ({ x: s.between(0.04, 0.96) * s.w, y: s.between(0.06, 0.94) * s.h, r: s.between(3, 9) }));
  const near = Math.min(s.w, s.h) * 0.34;
  const edges = nodes.flatMap((a, i) => nodes.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < near).map((b) => line(`M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`, 3, 1.3, 0.65)));
  const dots = nodes.map((node, i) => (i % 6 === 0 ? ring(node.x, node.y, node.r + 8, 6, 1.5, 0.7) : "") + circle(node.x, node.y, node.r, i % 6 === 0 ? 6 : i % 2 === 0 ? 7 : 3));
  return rect(0, 0, s.w, s.h, 5) + glow(s, s.w * 0.6, s.h * 0.4, s.h * 0.8, 4, 0.9) + edges.join("") + dots.join("");
};

const orbit: Draw = (s) => {
  const x = s.w * 0.5;
  const y = s.h * 0.52;
  const r = Math.min(s.w, s.h) * 0.19;
  const tilt = s.between(-28, -12);
  const stars = times(50, () => circle(s.between(0, s.w), s.between(0, s.h), s.between(0.6, 1.8), 7, s.between(0.3, 0.9)));
  const paths = times(3, (i) => group(`rotate(${tilt} ${x} ${y})`, `<ellipse cx="${x}" cy="${y}" rx="${(r * (1.6 + i * 0.5)).toFixed(1)}" ry="${(r * (0.5 + i * 0.2)).toFixed(1)}" fill="none" stroke="var(--art-3)" stroke-width="1.4" opacity="60%"/>` + circle(x + r * (1.6 + i * 0.5) * Math.cos(i * 2.1 + 0.6), y + r * (0.5 + i * 0.2) * Math.sin(i * 2.1 + 0.6), 7 - i, i === 0 ? 6 : 7)));
  const planet = circle(x, y, r, 4) + path(`M${x} ${y - r}A${r} ${r} 0 0 1 ${x} ${y + r}A${r * 1.25} ${r * 1.25} 0 0 0 ${x} ${y - r}Z`, 5, 0.5) + ellipse(x - r * 0.3, y - r * 0.3, r * 0.34, r * 0.1, 3, 0.6) + ellipse(x - r * 0.1, y + r * 0.14, r * 0.5, r * 0.09, 3, 0.5);
  return rect(0, 0, s.w, s.h, 5) + glow(s, x, y, s.h * 0.7, 6, 0.35) + stars + paths + planet;
};

const numbers: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const cell = 25 * u;
  const signs = ["7", "+", "3", "×", "9", "=", "÷", "5", "2", "4", "8", "−", "6", "1", "0", "%"];
  const columns = Math.ceil(s.w / cell);
  const rows = Math.ceil(s.h / cell);
  let out = rect(0, 0, s.w, s.h, 2);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const tone = s.pick([1, 3, 4, 5, 6, 7, 2] as const);
      const x = column * cell;
      const y = row * cell;
      const letter: Tone = tone === 4 || tone === 5 || tone === 6 ? 7 : 5;
      out += (s.random() < 0.5 ? rect(x, y, cell, cell, tone) : rect(x, y, cell, cell, 2) + circle(x + cell / 2, y + cell / 2, cell * 0.46, tone)) + `<text x="${(x + cell / 2).toFixed(1)}" y="${(y + cell * 0.53).toFixed(1)}" fill="var(--art-${letter})" font-size="${(cell * 0.52).toFixed(1)}" text-anchor="middle" dominant-baseline="central" font-family="var(--font-display)" font-weight="600">${signs[Math.floor(s.random() * signs.length)] ?? "1"}</text>`;
    }
  return out;
};

const shapes: Draw = (s) => {
  const cell = Math.min(s.w, s.h) / 4;
  let out = rect(0, 0, s.w, s.h, 2);
  for (let y = 0; y < s.h - 1; y += cell)
    for (let x = 0; x < s.w - 1; x += cell) {
      const tone = s.pick([1, 3, 4, 5, 6] as const);
      const other = s.pick([7, 4, 6, 3] as const);
      const kind = Math.floor(s.random() * 6);
      out += rect(x, y, cell, cell, tone);
      if (kind === 0) out += circle(x + cell / 2, y + cell / 2, cell / 2, other);
      if (kind === 1) out += path(`M${x} ${y}A${cell} ${cell} 0 0 1 ${x + cell} ${y + cell}H${x}Z`, other);
      if (kind === 2) out += path(`M${x + cell} ${y}A${cell} ${cell} 0 0 0 ${x} ${y + cell}H${x + cell}Z`, other);
      if (kind === 3) out += path(`M${x} ${y}H${x + cell}L${x} ${y + cell}Z`, other);
      if (kind === 4) out += ring(x + cell / 2, y + cell / 2, cell * 0.3, other, cell * 0.14);
    }
  return out;
};

const waves: Draw = (s) => {
  const rows = 9;
  const bands = times(rows, (i) => {
    const y = s.h * (0.14 + i * 0.1);
    const a = s.h * s.between(0.03, 0.09);
    const tone = ([3, 2, 4, 3, 6, 4, 5, 4, 5] as const)[i] ?? 4;
    return path(`M0 ${y}C${s.w * 0.2} ${y - a} ${s.w * 0.3} ${y + a} ${s.w * 0.5} ${y}S${s.w * 0.8} ${y - a} ${s.w} ${y + s.between(-a, a)}V${s.h}H0Z`, tone, 0.86);
  });
  return ground(s, 1, 2) + glow(s, s.w * s.between(0.3, 0.7), s.h * 0.12, s.h * 0.5, 7, 0.9) + bands;
};

const pattern: Draw = (s) => {
  const cell = Math.min(s.w, s.h) / 5;
  const a = s.pick([4, 5] as const);
  const b = s.pick([6, 3] as const);
  const kind = s.pick([0, 1, 2]);
  let out = rect(0, 0, s.w, s.h, 7) + rect(0, 0, s.w, s.h, 1, 0, 0.5);
  for (let y = 0; y < s.h; y += cell)
    for (let x = 0; x < s.w; x += cell) {
      const [cx, cy, h] = [x + cell / 2, y + cell / 2, cell / 2];
      if (kind === 0) out += path(`M${cx} ${y}Q${cx} ${cy} ${x + cell} ${cy}Q${cx} ${cy} ${cx} ${y + cell}Q${cx} ${cy} ${x} ${cy}Q${cx} ${cy} ${cx} ${y}Z`, a) + circle(x, y, h * 0.42, b) + ring(cx, cy, h * 0.5, b, 2);
      if (kind === 1) out += times(4, (i) => group(`rotate(${i * 90} ${cx} ${cy})`, path(`M${cx} ${cy}C${cx - h * 0.6} ${cy - h * 0.3} ${cx - h * 0.3} ${cy - h * 0.9} ${cx} ${cy - h}C${cx + h * 0.3} ${cy - h * 0.9} ${cx + h * 0.6} ${cy - h * 0.3} ${cx} ${cy}Z`, i % 2 === 0 ? a : b))) + circle(cx, cy, h * 0.16, 7);
      if (kind === 2) out += times(3, (i) => ring(cx, y + cell, h * (1 - i * 0.3), i === 1 ? b : a, cell * 0.075));
    }
  return out;
};

const map: Draw = (s) => {
  const [x, y] = [s.w * s.between(0.4, 0.6), s.h * s.between(0.42, 0.56)];
  const river = `M${-20} ${s.h * s.between(0.6, 0.95)}C${s.w * 0.3} ${s.h * 0.5} ${s.w * 0.55} ${s.h * 1.05} ${s.w + 20} ${s.h * s.between(0.55, 0.85)}`;
  const streets = times(9, (i) => line(`M${-20} ${s.h * (i / 8)}l${s.w + 40} ${s.between(-40, 40)}`, 7, i % 3 === 0 ? 7 : 3.5)) + times(11, (i) => line(`M${s.w * (i / 10)} ${-20}l${s.between(-50, 50)} ${s.h + 40}`, 7, i % 4 === 0 ? 7 : 3.5));
  const parks = times(3, () => ellipse(s.between(0, s.w), s.between(0, s.h), s.w * s.between(0.07, 0.13), s.h * s.between(0.08, 0.14), 3, 0.75));
  const way = line(`M${s.w * 0.06} ${s.h * 0.12}L${s.w * 0.24} ${s.h * 0.2}L${s.w * 0.28} ${s.h * 0.44}L${x} ${y}`, 5, 4.5);
  const u = s.h / 100;
  const pin = ellipse(x, y + u, 6 * u, 2 * u, 5, 0.4) + path(`M${x} ${y}C${x - 12 * u} ${y - 13 * u} ${x - 11 * u} ${y - 27 * u} ${x} ${y - 27 * u}S${x + 12 * u} ${y - 13 * u} ${x} ${y}Z`, 6) + circle(x, y - 16.5 * u, 4.2 * u, 7);
  return rect(0, 0, s.w, s.h, 2) + parks + line(river, 3, s.h * 0.13) + line(river, 4, s.h * 0.1, 0.5) + streets + way + circle(s.w * 0.06, s.h * 0.12, 7, 5) + pin;
};

export const signs = { device, chart, code, network, orbit, numbers, shapes, waves, pattern, map };
