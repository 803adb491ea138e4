// Colours of the style files, worked out as a browser does: oklch() with --hue, light-dark(),
// color-mix(in oklab, …), clipped to sRGB, and the WCAG 2 contrast of two of them.

/** Every --c-… of a style as {light, dark} expressions. */
export function tokensOf(css) {
  return Object.fromEntries([...css.matchAll(/--(c-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
}

function splitTop(text) {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** Linear sRGB of an expression. */
export function colour(expression, hue, scheme) {
  const pair = /^light-dark\((.*)\)$/s.exec(expression);
  if (pair !== null) return colour(splitTop(pair[1])[scheme === "dark" ? 1 : 0], hue, scheme);
  const match = /^oklch\(([\d.]+) ([\d.]+) (.+)\)$/.exec(expression);
  if (match === null) throw new Error(`not understood: ${expression}`);
  const angle = hueOf(match[3], hue);
  return fromOklab(Number(match[1]), Number(match[2]) * Math.cos(angle), Number(match[2]) * Math.sin(angle));
}

function hueOf(text, hue) {
  const shifted = /^calc\(var\(--hue\) ([+-]) (\d+)\)$/.exec(text);
  const degrees = text === "var(--hue)" ? hue : shifted !== null ? hue + Number(`${shifted[1]}${shifted[2]}`) : Number(text);
  if (Number.isNaN(degrees)) throw new Error(`not a hue: ${text}`);
  return (degrees * Math.PI) / 180;
}

function fromOklab(L, a, b) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
  return rgb.map((value) => Math.min(1, Math.max(0, value)));
}

const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}
