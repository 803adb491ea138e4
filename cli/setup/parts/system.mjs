// Debian and Ubuntu packages: the C++ toolchain for Workers and native code, and the build sandbox.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setupFailure } from "../../failure.mjs";
import { stampDirectory } from "../../paths.mjs";
import { run } from "../../process/run.mjs";
import { installFailure } from "../network.mjs";
import { Stamps } from "../stamps.mjs";

const native = [
  "clang-19",
  "lld-19",
  "llvm-19",
  "libc++-19-dev",
  "libc++abi-19-dev",
  "libclang-rt-19-dev",
  "cmake",
  "ninja-build",
  "nlohmann-json3-dev",
  "libmicrohttpd-dev",
  "libsqlite3-dev",
  "doctest-dev",
  "bubblewrap",
  "binaryen",
  "ca-certificates",
];
const wasm = [
  "libc++-19-dev-wasm32",
  "libc++abi-19-dev-wasm32",
  "wasi-libc",
  "libclang-rt-19-dev-wasm32",
];
// Emscripten is 0.8 GB: the dashboard's module is compared with its, not made to wait for it.
const tests = [
  "ccache",
  "chromium",
  "clang-format-19",
  "clang-tidy-19",
  "emscripten",
  "libexpected-dev",
];

/** What stands for the packages on systems without dpkg. */
const programs = ["clang++-19", "wasm-ld-19", "llvm-ar-19", "cmake", "ninja", "bwrap"];
const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @param {string} program @param {NodeJS.ProcessEnv} env */
export function onPath(program, env) {
  return (env["PATH"] ?? "")
    .split(path.delimiter)
    .some((directory) => existsSync(path.join(directory, program)));
}

/** @param {import("../part.mjs").Site} site */
function wantedPackages(site) {
  const list = [...native, ...(site.env["WASI_SDK_PATH"] ? [] : wasm)];
  if (!site.tests) return list;
  const hasBrowser = browsers.some((browser) => onPath(browser, site.env));
  return [...list, ...tests.filter((name) => name !== "chromium" || !hasBrowser)];
}

/** @param {import("../part.mjs").Site} site */
export async function missingSystemPackages(site) {
  if (!existsSync("/var/lib/dpkg/status"))
    return programs.filter((program) => !onPath(program, site.env));
  const wanted = wantedPackages(site);
  const answer = await run("dpkg-query", [
    "-W",
    "-f",
    "${db:Status-Status} ${Package}\n",
    ...wanted,
  ]);
  const installed = new Set(
    answer.stdout
      .split("\n")
      .filter((line) => line.startsWith("installed "))
      .map((line) => line.slice(10)),
  );
  return wanted.filter((name) => !installed.has(name));
}

/** @param {import("../part.mjs").Site} site */
function print(site) {
  const { mtimeMs, size } = statSync("/var/lib/dpkg/status");
  return `${wantedPackages(site).join(" ")} ${mtimeMs} ${size}`;
}

const stampName = (/** @type {import("../part.mjs").Site} */ site) =>
  site.tests ? "system-tests" : "system";

/** @type {import("../part.mjs").Part} */
export const system = {
  name: "system",
  title: "C++ toolchain and sandbox",
  needs: [],
  async isUpToDate(site) {
    const stamps = new Stamps(stampDirectory);
    const hasDpkg = existsSync("/var/lib/dpkg/status");
    if (hasDpkg && stamps.matches(stampName(site), print(site))) return true;
    if ((await missingSystemPackages(site)).length > 0) return false;
    if (hasDpkg) stamps.write(stampName(site), print(site));
    return true;
  },
  async make({ run: tell, site }) {
    const missing = await missingSystemPackages(site);
    const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
    if (!onPath("apt-get", site.env)) {
      throw setupFailure(`missing programs: ${missing.join(", ")}`, {
        next: `Install clang 19 with lld, libc++ and a WASI sysroot (or set WASI_SDK_PATH), cmake, ninja and bubblewrap. Debian 12 and Ubuntu 24.04 are set up automatically.`,
      });
    }
    const prefix = await privilege();
    if (!prefix) {
      throw setupFailure(`the toolchain is missing: ${missing.join(", ")}`, {
        next: `Installing it needs root. Run this once, then the same command again:\n\n  sudo sh -c '${command}'\n`,
      });
    }
    const env = { ...site.env, DEBIAN_FRONTEND: "noninteractive" };
    const apt = (/** @type {string[]} */ args) => {
      const [program, ...rest] = [
        ...prefix,
        "apt-get",
        "-q",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "DPkg::Lock::Timeout=120",
        ...args,
      ];
      return tell(program ?? "apt-get", rest, { env });
    };
    await apt(["update"]);
    const outcome = await apt(["install", "-y", "--no-install-recommends", ...missing]);
    if (outcome.code === 0) return;
    if (/Unable to locate package/.test(outcome.output)) {
      throw setupFailure("this system's package lists do not have the toolchain", {
        next: `${distribution()} is not Debian 12 or Ubuntu 24.04 (universe enabled). Install clang 19 with lld, libc++ and WASI support by hand, or set WASI_SDK_PATH, and run the same command again.`,
      });
    }
    throw installFailure(
      "the toolchain",
      "the Debian package mirror",
      "apt-get update",
      outcome.output,
    );
  },
};

/** @returns {Promise<string[] | undefined>} what to put before apt-get; undefined: we may not */
async function privilege() {
  if (process.getuid?.() === 0) return [];
  const allowed = await run("sudo", ["-n", "true"]);
  return allowed.code === 0 ? ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"] : undefined;
}

export function distribution() {
  try {
    return (
      /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ??
      "This system"
    );
  } catch {
    return "This system";
  }
}
