// Tells "no network" from the rest by what package managers say.
import { setupFailure } from "../failure.mjs";
import { tail } from "../process/run.mjs";

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Failed to fetch/i;

/** @param {string} output */
export function looksUnreachable(output) {
  return unreachable.test(output);
}

/**
 * The failure of an installation.
 * @param {string} what e.g. "npm packages"
 * @param {string} registry e.g. "the npm registry"
 * @param {string} retry command that shows the reachability
 * @param {string} output
 */
export function installFailure(what, registry, retry, output) {
  const detail = tail(output, 15);
  if (!looksUnreachable(output)) {
    return setupFailure(`${what} could not be installed`, {
      detail,
      next: `See build/setup.log, put right what it names, and run the same command again.`,
    });
  }
  return setupFailure(`${what} could not be installed: ${registry} is not reachable`, {
    detail,
    next: `The first set-up needs the network (later starts do not). Check it with: ${retry}\nBehind a proxy set HTTPS_PROXY, or name your mirror in ~/.npmrc or /etc/apt. Then run the same command again.`,
  });
}
