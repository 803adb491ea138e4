// Loopback ports: is one free, who has it, and one that nobody has.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";

/**
 * @param {number} port 0: any
 * @param {string} host
 * @returns {Promise<number | undefined>} the port when it could be bound
 */
function bind(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === "object" && address ? address.port : undefined),
      );
    });
  });
}

/** @param {number} port @param {string} [host] */
export async function isFree(port, host = "127.0.0.1") {
  return (await bind(port, host)) !== undefined;
}

/** @returns {Promise<number>} */
export async function freePort() {
  const port = await bind(0, "127.0.0.1");
  if (port === undefined) throw new Error("no free loopback port");
  return port;
}

/**
 * Which process listens on a port, as far as we may see.
 * @param {number} port
 * @returns {{ pid: number, command: string } | undefined}
 */
export function portHolder(port) {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return undefined;
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      for (const descriptor of readdirSync(`/proc/${entry}/fd`)) {
        if (!inodes.has(readlinkSync(`/proc/${entry}/fd/${descriptor}`))) continue;
        const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return { pid: Number(entry), command: command.slice(0, 80) };
      }
    } catch {
      // Not ours to look into, or gone meanwhile.
    }
  }
  return undefined;
}

/** @param {number} port */
function listeningInodes(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  /** @type {Set<string>} */
  const inodes = new Set();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    let text = "";
    try {
      text = readFileSync(table, "utf8");
    } catch {
      continue;
    }
    for (const line of text.split("\n").slice(1)) {
      const columns = line.trim().split(/\s+/);
      if (columns[1]?.endsWith(`:${hex}`) && columns[3] === "0A")
        inodes.add(`socket:[${columns[9]}]`);
    }
  }
  return inodes;
}
