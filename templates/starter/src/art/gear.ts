import type { Draw } from "./draw";
import { circle, ellipse, glow, ground, group, line, path, rect, ridge, ring, times, type Tone } from "./pen";

const bicycle: Draw = (s) => {
  const u = Math.min(s.w / 1.25, s.h) / 100;
  const x = s.w / 2;
  const y = s.h * 0.66;
  const r = 22 * u;
  const wheel = (cx: number) => ring(cx, y, r, 5, u * 2.6) + ring(cx, y, r * 0.86, 7, u * 0.7, 0.8) + times(8, (i) => line(`M${cx} ${y}L${cx + Math.cos(i * 0.785) * r * 0.86} ${y + Math.sin(i * 0.785) * r * 0.86}`, 5, u * 0.4, 0.6)) + circle(cx, y, u * 2, 5);
  const [back, front, crank] = [x - 32 * u, x + 32 * u, x - 5 * u];
  const frame = line(`M${back} ${y}L${crank} ${y}L${x + 22 * u} ${y - 34 * u}L${x - 14 * u} ${y - 33 * u}ZM${x - 14 * u} ${y - 33 * u}L${crank} ${y}M${front} ${y}L${x + 21 * u} ${y - 42 * u}`, 6, u * 2.4);
  const parts = line(`M${x - 14 * u} ${y - 33 * u}l${-2.4 * u} ${-8 * u}`, 5, u * 1.8) + line(`M${x - 23 * u} ${y - 42 * u}h${13 * u}`, 5, u * 3.4) + line(`M${x + 21 * u} ${y - 42 * u}l${-2 * u} ${-6 * u}h${9 * u}q${4 * u} 0 ${4 * u} ${4 * u}`, 5, u * 1.8) + ring(crank, y, 6 * u, 5, u * 1.3) + line(`M${crank} ${y}l${5 * u} ${8 * u}h${5 * u}`, 5, u * 1.5);
  return ground(s, 1, 2) + glow(s, s.w * 0.75, s.h * 0.25, s.h * 0.6, 7, 0.8) + ridge(s, s.h * 0.52, s.h * 0.1, 3, 3, 0.7) + rect(0, y + r, s.w, s.h - y - r, 4) + ellipse(x, y + r + 3 * u, 58 * u, 3 * u, 5, 0.4) + wheel(back) + wheel(front) + frame + parts;
};

const train: Draw = (s) => {
  const y = s.h * 0.62;
  const h = s.h * 0.2;
  const cars = times(4, (i) => {
    const x = s.w * (-0.2 + i * 0.3);
    const nose = i === 3 ? `M${x} ${y}h${s.w * 0.2}q${s.w * 0.08} ${h * 0.2} ${s.w * 0.09} ${h}H${x}Z` : `M${x} ${y}h${s.w * 0.29}v${h}H${x}Z`;
    return path(nose, i === 3 ? 6 : 6) + times(4, (k) => rect(x + s.w * (0.02 + k * (i === 3 ? 0.052 : 0.066)), y + h * 0.2, s.w * 0.045, h * 0.32, 7, 4, 0.92)) + rect(x, y + h * 0.68, s.w * (i === 3 ? 0.28 : 0.29), h * 0.07, 7, 0, 0.8);
  });
  const wheels = times(14, (i) => circle(s.w * (0.02 + i * 0.07), y + h, s.h * 0.022, 5));
  const bridge = rect(0, y + h + s.h * 0.015, s.w, s.h * 0.03, 5) + times(6, (i) => path(`M${s.w * (i / 5) - s.w * 0.1} ${s.h}V${y + h + s.h * 0.04}h${s.w * 0.2}V${s.h}h${-s.w * 0.02}q0 ${-s.h * 0.1} ${-s.w * 0.08} ${-s.h * 0.1}t${-s.w * 0.08} ${s.h * 0.1}z`, 4));
  const poles = times(4, (i) => line(`M${s.w * (0.1 + i * 0.27)} ${y + h}V${y - s.h * 0.12}h${s.w * 0.05}`, 5, 2.5)) + line(`M0 ${y - s.h * 0.1}H${s.w}`, 5, 1.4);
  return ground(s, 1, 2) + glow(s, s.w * 0.3, s.h * 0.24, s.h * 0.4, 7, 0.9) + circle(s.w * 0.3, s.h * 0.24, s.h * 0.06, 7) + ridge(s, s.h * 0.44, s.h * 0.22, 4, 3, 0.7) + ridge(s, s.h * 0.58, s.h * 0.12, 3, 4, 0.7) + poles + cars + wheels + bridge;
};

const boat: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w / 2;
  const y = s.h * 0.66;
  const sail = path(`M${x - 2 * u} ${y - 54 * u}C${x - 26 * u} ${y - 34 * u} ${x - 28 * u} ${y - 18 * u} ${x - 28 * u} ${y - 10 * u}H${x - 2 * u}Z`, 7) + path(`M${x + 2 * u} ${y - 58 * u}C${x + 24 * u} ${y - 34 * u} ${x + 26 * u} ${y - 20 * u} ${x + 26 * u} ${y - 12 * u}H${x + 2 * u}Z`, 6);
  const hull = path(`M${x - 36 * u} ${y - 5 * u}H${x + 38 * u}q${-4 * u} ${14 * u} ${-14 * u} ${14 * u}H${x - 24 * u}q${-9 * u} 0 ${-12 * u} ${-14 * u}z`, 5) + rect(x - 34 * u, y - 3 * u, 69 * u, 2.4 * u, 7, 0, 0.8);
  const water = times(5, (row) => times(9, (i) => line(`M${((i + (row % 2) * 0.5) / 8) * s.w - 30} ${y + (12 + row * 8) * u}q${6 * u} ${-4 * u} ${12 * u} 0`, 7, u * 0.8, 0.5)));
  return ground(s, 1, 2) + glow(s, s.w * 0.76, s.h * 0.24, s.h * 0.4, 7, 0.9) + circle(s.w * 0.76, s.h * 0.24, 8 * u, 7) + ridge(s, s.h * 0.57, s.h * 0.08, 3, 3, 0.8) + rect(0, y - 4 * u, s.w, s.h, 4) + line(`M${x} ${y - 60 * u}V${y - 4 * u}`, 5, u * 1.4) + sail + hull + water;
};

const camera: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w / 2;
  const y = s.h * 0.52;
  const prints = times(3, (i) => group(`translate(${x + (i - 1) * 34 * u} ${s.h * 0.82}) rotate(${s.between(-14, 14)})`, rect(-15 * u, -17 * u, 30 * u, 34 * u, 7) + rect(-12.5 * u, -14.5 * u, 25 * u, 23 * u, (3 + i) as Tone) + path(`M${-12.5 * u} ${8.5 * u}v${-8 * u}l${9 * u} ${-7 * u}l${8 * u} ${8 * u}l${5 * u} ${-4 * u}l${3 * u} ${3 * u}v${8 * u}z`, 5, 0.6)));
  const body = rect(x - 36 * u, y - 22 * u, 72 * u, 46 * u, 5, 6 * u) + rect(x - 36 * u, y - 8 * u, 72 * u, 18 * u, 4, 0, 0.8) + path(`M${x - 14 * u} ${y - 22 * u}l${5 * u} ${-8 * u}h${18 * u}l${5 * u} ${8 * u}z`, 5) + rect(x - 31 * u, y - 26 * u, 10 * u, 5 * u, 6, u) + circle(x + 28 * u, y - 15 * u, 2.6 * u, 6);
  const lens = circle(x, y + u, 20 * u, 7) + circle(x, y + u, 17 * u, 5) + circle(x, y + u, 11.5 * u, 4) + circle(x, y + u, 6 * u, 5) + circle(x - 5 * u, y - 4 * u, 2.6 * u, 7, 0.8);
  return ground(s, 1, 2) + glow(s, s.w * 0.2, s.h * 0.16, s.h * 0.9, 7, 0.8) + rect(0, s.h * 0.66, s.w, s.h * 0.34, 3) + prints + ellipse(x, y + 26 * u, 40 * u, 4 * u, 5, 0.3) + body + lens;
};

const tools: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w / 2;
  const wall = times(8, (row) => times(13, (i) => circle(((i + 0.5) / 13) * s.w, ((row + 0.5) / 8) * s.h, u * 0.8, 5, 0.28)));
  const wrench = group(`translate(${x - 38 * u} ${s.h * 0.5}) rotate(8)`, line(`M0 ${30 * u}V${-18 * u}`, 7, u * 5) + path(`M${-8 * u} ${-32 * u}v${10 * u}q0 ${6 * u} ${8 * u} ${6 * u}t${8 * u} ${-6 * u}v${-10 * u}l${-4 * u} ${-2 * u}v${9 * u}h${-8 * u}v${-9 * u}z`, 7));
  const hammer = group(`translate(${x - 12 * u} ${s.h * 0.5})`, rect(-2 * u, -22 * u, 4.4 * u, 56 * u, 6, 2 * u) + path(`M${-12 * u} ${-32 * u}h${16 * u}q${10 * u} ${u} ${12 * u} ${9 * u}h${-28 * u}z`, 5));
  const driver = group(`translate(${x + 14 * u} ${s.h * 0.5})`, rect(-3.6 * u, -34 * u, 7.2 * u, 28 * u, 6, 3 * u) + rect(-1.2 * u, -6 * u, 2.4 * u, 38 * u, 7) + path(`M${-2.4 * u} ${32 * u}h${4.8 * u}l${-1 * u} ${5 * u}h${-2.8 * u}z`, 7));
  const saw = group(`translate(${x + 42 * u} ${s.h * 0.5})`, path(`M${-6 * u} ${-10 * u}h${12 * u}l${-5 * u} ${46 * u}h${-2 * u}z`, 7) + ring(0, -22 * u, 9 * u, 5, u * 4.5));
  return ground(s, 3, 4) + wall + rect(0, s.h * 0.94, s.w, s.h * 0.06, 5) + wrench + hammer + driver + saw;
};

const music: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w * 0.44;
  const y = s.h * 0.52;
  const record = circle(x, y, 38 * u, 5) + times(5, (i) => ring(x, y, (18 + i * 4) * u, 7, u * 0.35, 0.35)) + path(`M${x} ${y}L${x + 22 * u} ${y - 31 * u}A${38 * u} ${38 * u} 0 0 1 ${x + 34 * u} ${y - 17 * u}Z`, 7, 0.14) + circle(x, y, 13 * u, 6) + circle(x, y, 2 * u, 7);
  const arm = line(`M${x + 50 * u} ${y - 34 * u}V${y + 4 * u}L${x + 30 * u} ${y + 20 * u}`, 7, u * 2.2) + circle(x + 50 * u, y - 34 * u, 6 * u, 4) + rect(x + 24 * u, y + 16 * u, 9 * u, 6 * u, 5, u);
  const bars = times(7, (i) => rect(s.w - (8 + i * 4.2) * u, s.h - (6 + s.between(4, 20)) * u, 2.4 * u, 40 * u, 6, u, 0.9));
  return ground(s, 3, 2) + rect(x - 46 * u, y - 46 * u, 110 * u, 92 * u, 4, 5 * u) + record + arm + bars;
};

const ball: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w * s.between(0.4, 0.6);
  const y = s.h * 0.58;
  const field = rect(0, 0, s.w, s.h, 4) + times(6, (i) => rect((i * 2 * s.w) / 12, 0, s.w / 12, s.h, 5, 0, 0.18));
  const marks = line(`M0 ${s.h * 0.24}H${s.w}`, 7, u * 1.2, 0.85) + ring(s.w / 2, s.h * 0.24, 30 * u, 7, u * 1.2, 0.85);
  const pentagon = (cx: number, cy: number, r: number) => path(`M${times(5, (i) => `${i === 0 ? "" : "L"}${(cx + Math.sin(i * 1.2566) * r).toFixed(1)} ${(cy - Math.cos(i * 1.2566) * r).toFixed(1)}`)}Z`, 5);
  const seams = times(5, (i) => line(`M${x + Math.sin(i * 1.2566) * 9 * u} ${y - Math.cos(i * 1.2566) * 9 * u}L${x + Math.sin(i * 1.2566) * 18 * u} ${y - Math.cos(i * 1.2566) * 18 * u}`, 5, u) + pentagon(x + Math.sin(i * 1.2566) * 22 * u, y - Math.cos(i * 1.2566) * 22 * u, 5.5 * u));
  return field + marks + ellipse(x + 6 * u, y + 27 * u, 26 * u, 5 * u, 5, 0.5) + circle(x, y, 28 * u, 7) + pentagon(x, y, 9 * u) + seams + line(`M${x - 62 * u} ${y + 6 * u}q${16 * u} ${-10 * u} ${30 * u} ${-8 * u}M${x - 56 * u} ${y + 18 * u}q${12 * u} ${-5 * u} ${22 * u} ${-4 * u}`, 6, u * 1.6);
};

const paw: Draw = (s) => {
  const u = Math.min(s.w, s.h) / 100;
  const x = s.w * 0.5;
  const y = s.h * 0.78;
  const dog = path(`M${x - 30 * u} ${y}C${x - 34 * u} ${y - 30 * u} ${x - 22 * u} ${y - 40 * u} ${x - 14 * u} ${y - 46 * u}C${x - 22 * u} ${y - 58 * u} ${x - 8 * u} ${y - 68 * u} ${x + 6 * u} ${y - 62 * u}L${x + 26 * u} ${y - 54 * u}q${3 * u} ${8 * u} ${-6 * u} ${10 * u}l${-9 * u} ${u}q${2 * u} ${12 * u} ${4 * u} ${43 * u}z`, 5) + path(`M${x - 10 * u} ${y - 60 * u}q${-16 * u} ${4 * u} ${-12 * u} ${22 * u}q${9 * u} ${u} ${14 * u} ${-14 * u}z`, 4) + circle(x + 7 * u, y - 54 * u, 1.6 * u, 7) + circle(x + 25 * u, y - 51.5 * u, 2.2 * u, 4) + line(`M${x - 16 * u} ${y - 38 * u}q${12 * u} ${8 * u} ${26 * u} ${3 * u}`, 6, u * 3) + line(`M${x - 30 * u} ${y - 4 * u}q${-16 * u} ${-4 * u} ${-14 * u} ${-20 * u}`, 5, u * 4);
  const prints = times(5, (i) => group(`translate(${s.w * (0.1 + i * 0.2)} ${s.h * (i % 2 === 0 ? 0.93 : 0.88)}) rotate(80)`, ellipse(0, 0, 3 * u, 2.5 * u, 5, 0.5) + times(3, (k) => circle((k - 1) * 2.6 * u, -4 * u + Math.abs(k - 1) * u, 1.2 * u, 5, 0.5))));
  return ground(s, 1, 2) + circle(x, y - 34 * u, 46 * u, 6, 0.9) + rect(0, y, s.w, s.h - y, 3) + dog + prints;
};

export const gear = { bicycle, train, boat, camera, tools, music, ball, paw };
