// A package registry on loopback whose packages mean harm. It speaks plain HTTP, so an install from
// it also shows the registry proxy's other half.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { scriptSite, writeReport } from "../support/projects.mjs";
import { tarOf } from "../support/tar.mjs";

/** @typedef {{ files: Record<string, string>, tarball?: string }} Package */

/** Serves packages; `asked` are the paths of all requests. */
export async function hostileRegistry(/** @type {Record<string, Package>} */ packages) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const name = path.split("/")[1] ?? "";
    const found = packages[name];
    if (!found) {
      response.writeHead(404).end("{}");
    } else if (path.endsWith(".tgz")) {
      response.end(packed(found));
    } else {
      const tarball = found.tarball ?? `${url}/${name}/-/${name}-1.0.0.tgz`;
      const version = { name, version: "1.0.0", dist: { tarball, integrity: integrityOf(found) } };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ name, "dist-tags": { latest: "1.0.0" }, versions: { "1.0.0": version } }),
      );
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** @param {Package} one */
const packed = (one) =>
  gzipSync(
    tarOf(
      Object.fromEntries(
        Object.entries(one.files).map(([path, text]) => [`package/${path}`, text]),
      ),
    ),
  );

/** @param {Package} one */
const integrityOf = (one) => `sha512-${createHash("sha512").update(packed(one)).digest("base64")}`;

/** A package whose scripts, were they run, would leave a file in it. */
export const scripted = {
  files: {
    "package.json": JSON.stringify({
      name: "scripted",
      version: "1.0.0",
      scripts: Object.fromEntries(
        ["preinstall", "install", "postinstall", "prepare"].map((name) => [
          name,
          "touch ran && touch /tmp/ran",
        ]),
      ),
    }),
    "binding.gyp": "{}", // npm would run node-gyp for it
    "index.js": "module.exports = 1;\n",
  },
};

/** A project that depends on `name`. */
export function dependingOn(/** @type {string} */ name, /** @type {Package} */ one) {
  const site = scriptSite(`${writeReport}
    const files = fs.readdirSync("/site/node_modules/${name}");
    report.files = files;`);
  const manifest = {
    ...JSON.parse(String(site["package.json"])),
    dependencies: { [name]: "1.0.0" },
  };
  const lock = JSON.parse(String(site["package-lock.json"]));
  lock.packages[""].dependencies = { [name]: "1.0.0" };
  lock.packages[`node_modules/${name}`] = {
    version: "1.0.0",
    integrity: integrityOf(one),
    hasInstallScript: true,
  };
  return {
    ...site,
    "package.json": JSON.stringify(manifest),
    "package-lock.json": JSON.stringify(lock),
  };
}
