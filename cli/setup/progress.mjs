// Shows work that runs side by side: on a terminal one living line per running part with its time and newest
// output, elsewhere one plain line when a part starts and one when it ends. Everything goes to stderr.
import { bold, dim, green, red, seconds, withoutColour } from "../terminal/print.mjs";

/** @typedef {{ begin(name: string, title: string): void, note(name: string, line: string): void, end(name: string, ok: boolean, result?: string): void, close(): void }} Progress */

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Progress}
 */
export function createProgress(stream = process.stderr) {
  return stream.isTTY ? new LivingLines(stream) : new PlainLines(stream);
}

/** @implements {Progress} */
class PlainLines {
  /** @param {NodeJS.WriteStream} stream */
  constructor(stream) {
    this.stream = stream;
    /** @type {Map<string, { title: string, since: number }>} */
    this.running = new Map();
  }

  /** @param {string} name @param {string} title */
  begin(name, title) {
    this.running.set(name, { title, since: Date.now() });
    this.stream.write(`… ${title}\n`);
  }

  note() {}

  /** @param {string} name @param {boolean} ok @param {string} [result] */
  end(name, ok, result = "") {
    const part = this.running.get(name);
    if (!part) return;
    this.running.delete(name);
    this.stream.write(
      `${ok ? green("✓") : red("✗")} ${part.title} (${seconds(Date.now() - part.since)})${result && `  ${result}`}\n`,
    );
  }

  close() {}
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** @implements {Progress} */
class LivingLines {
  /** @param {NodeJS.WriteStream} stream */
  constructor(stream) {
    this.stream = stream;
    /** @type {Map<string, { title: string, since: number, line: string }>} */
    this.running = new Map();
    this.drawn = 0;
    this.frame = 0;
    this.timer = setInterval(() => this.draw(), 100);
    this.timer.unref();
  }

  /** @param {string} name @param {string} title */
  begin(name, title) {
    this.running.set(name, { title, since: Date.now(), line: "" });
    this.draw();
  }

  /** @param {string} name @param {string} line */
  note(name, line) {
    const part = this.running.get(name);
    if (part && line.trim() !== "") part.line = withoutColour(line).trim();
  }

  /** @param {string} name @param {boolean} ok @param {string} [result] */
  end(name, ok, result = "") {
    const part = this.running.get(name);
    if (!part) return;
    this.running.delete(name);
    this.erase();
    this.stream.write(
      `${ok ? green("✓") : red("✗")} ${part.title} ${dim(seconds(Date.now() - part.since))}${result && `  ${result}`}\n`,
    );
    this.draw();
  }

  close() {
    clearInterval(this.timer);
    this.erase();
  }

  erase() {
    if (this.drawn > 0) this.stream.write(`\x1b[${this.drawn}A\x1b[0J`);
    this.drawn = 0;
  }

  draw() {
    this.erase();
    this.frame = (this.frame + 1) % frames.length;
    const width = this.stream.columns || 80;
    for (const part of this.running.values()) {
      const head = `${frames[this.frame]} ${part.title} `;
      const time = seconds(Date.now() - part.since);
      const room = Math.max(0, width - head.length - time.length - 4);
      this.stream.write(`${bold(head)}${time}  ${dim(part.line.slice(0, room))}\n`);
      this.drawn++;
    }
  }
}
