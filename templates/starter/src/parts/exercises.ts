// Makes the tasks of a round: worked out from operations and level, or drawn from a bank.

import type { MathsOperation, QuizTopic } from "../content";

export interface Task {
  question: string;
  /** Left out: the answer is a number to type. */
  options?: string[];
  answer: string;
  why?: string;
}

type Random = () => number;

/** "3/4", "0,75" and "0.75" are the same number; anything else is none. */
export function asNumber(text: string): number | undefined {
  const tidy = text.trim().replace("−", "-").replace(",", ".");
  if (/^-?\d+(?:\.\d+)?$/.test(tidy)) return round(Number(tidy));
  const match = /^(-?\d+)\s*\/\s*(\d+)$/.exec(tidy);
  if (match === null || Number(match[2]) === 0) return undefined;
  return round(Number(match[1]) / Number(match[2]));
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;
const whole = (random: Random, low: number, high: number) => low + Math.floor(random() * (high - low + 1));
const shown = (value: number) => String(value).replace("-", "−");

function shuffle<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = whole(random, 0, i);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

const add = (random: Random, level: number): Task => {
  const top = [20, 100, 1000][level - 1] ?? 20;
  const [a, b] = [whole(random, 2, top), whole(random, 2, top)];
  return { question: `${a} + ${b}`, answer: String(a + b) };
};

const subtract = (random: Random, level: number): Task => {
  const top = [20, 100, 1000][level - 1] ?? 20;
  const [a, b] = [whole(random, 2, top), whole(random, 2, top)];
  const [high, low] = level === 3 ? [a, b] : [Math.max(a, b), Math.min(a, b)];
  return { question: `${high} − ${low}`, answer: shown(high - low) };
};

const multiply = (random: Random, level: number): Task => {
  const [a, b] = level === 1 ? [whole(random, 2, 10), whole(random, 2, 10)] : level === 2 ? [whole(random, 3, 12), whole(random, 6, 20)] : [whole(random, 11, 30), whole(random, 11, 30)];
  return { question: `${a} × ${b}`, answer: String(a * b) };
};

const divide = (random: Random, level: number): Task => {
  const [a, b] = level === 1 ? [whole(random, 2, 10), whole(random, 2, 10)] : level === 2 ? [whole(random, 3, 12), whole(random, 4, 20)] : [whole(random, 7, 25), whole(random, 11, 40)];
  return { question: `${a * b} ÷ ${a}`, answer: String(b) };
};

const percent = (random: Random, level: number): Task => {
  const share = ([[10, 50, 25], [5, 15, 20, 75], [12, 35, 45, 80]][level - 1] ?? [10])[whole(random, 0, 2)] ?? 10;
  const base = whole(random, 2, level === 1 ? 10 : 30) * 20;
  return { question: `${share} % × ${base}`, answer: String(round((base * share) / 100)) };
};

const power = (random: Random, level: number): Task => {
  if (level === 1) {
    const a = whole(random, 2, 10);
    return { question: `${a}²`, answer: String(a * a) };
  }
  if (level === 2 || random() < 0.5) {
    const a = whole(random, 2, level === 2 ? 5 : 9);
    return { question: `${a}³`, answer: String(a ** 3) };
  }
  const root = whole(random, 11, 20);
  return { question: `√${root * root}`, answer: String(root) };
};

const sequence = (random: Random, level: number): Task => {
  const start = whole(random, 1, 12);
  const step = whole(random, 2, level === 1 ? 6 : 12);
  const values = level === 3 ? [0, 1, 2, 3, 4].map((i) => start + step * ((i * (i + 1)) / 2)) : level === 2 && random() < 0.4 ? [0, 1, 2, 3, 4].map((i) => start * 2 ** i) : [0, 1, 2, 3, 4].map((i) => start + step * i);
  return { question: `${values.slice(0, 4).join(", ")}, ?`, answer: String(values[4]) };
};

const equation = (random: Random, level: number): Task => {
  const x = whole(random, level === 3 ? -12 : 1, 12);
  const b = whole(random, 1, 20);
  if (level === 1) return { question: `x + ${b} = ${x + b}`, answer: shown(x) };
  const a = whole(random, 2, 9);
  if (level === 2) return { question: `${a}x + ${b} = ${a * x + b}`, answer: shown(x) };
  const c = whole(random, 1, a - 1);
  return { question: `${a}x + ${b} = ${c === 1 ? "" : c}x ${sign((a - c) * x + b)}`, answer: shown(x) };
};

const sign = (value: number) => (value < 0 ? `− ${-value}` : `+ ${value}`);

const fraction = (random: Random, level: number): Task => {
  const b = whole(random, 2, level === 1 ? 6 : 10);
  const d = level === 1 ? b : whole(random, 2, level === 2 ? 6 : 12);
  const [a, c] = [whole(random, 1, b - 1), whole(random, 1, d - 1)];
  const minus = level > 1 && a / b > c / d && random() < 0.5;
  const [top, bottom] = [minus ? a * d - c * b : a * d + c * b, b * d];
  const divisor = common(top, bottom);
  const answer = bottom / divisor === 1 ? String(top / divisor) : `${top / divisor}/${bottom / divisor}`;
  return { question: `${a}/${b} ${minus ? "−" : "+"} ${c}/${d}`, answer };
};

const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));

const makers: Record<MathsOperation, (random: Random, level: number) => Task> = { add, subtract, multiply, divide, percent, power, sequence, equation, fraction };

/** As many tasks as asked for, no two alike in a row; a bank gives at most what it holds. */
export function makeRound(topic: QuizTopic, level: number, count: number, random: Random): Task[] {
  if (topic.kind === "bank") {
    return shuffle(topic.questions, random)
      .slice(0, count)
      .map(({ question, options, answer, why }) => ({ question, options: shuffle(options, random), answer: options[answer] ?? "", ...(why === undefined ? {} : { why }) }));
  }
  const tasks: Task[] = [];
  const seen = new Set<string>();
  for (let tries = 0; tasks.length < count && tries < count * 20; tries += 1) {
    const operation = topic.operations[tasks.length % topic.operations.length] ?? "add";
    const task = makers[operation](random, level);
    if (seen.has(task.question) && tries < count * 10) continue;
    seen.add(task.question);
    tasks.push(task);
  }
  return tasks;
}
