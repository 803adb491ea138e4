// The local D1 database of one state folder: migrations of schemas/d1, applied once each.
import { readdirSync } from "node:fs";
import path from "node:path";
import { setupFailure } from "../../failure.mjs";
import { workerPersistence, wranglerEnvironment } from "../../instance/wrangler.mjs";
import { inRoot, nodeBinary, root, wranglerScript } from "../../paths.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

const print = () => fingerprint(root, ["schemas/d1"], readdirSync(inRoot("schemas", "d1")).sort());

/** @param {string} state */
const outputs = (state) => [path.join(workerPersistence(state), "v3", "d1")];

/** @type {import("../part.mjs").Part} */
export const database = {
  name: "database",
  title: "Local database",
  needs: ["packages"],
  isUpToDate: ({ state }) =>
    new Stamps(path.join(state, "stamps")).matches("database", print(), outputs(state)),
  async make({ run, site }) {
    const args = [
      "d1",
      "migrations",
      "apply",
      "DB",
      "--local",
      "-c",
      "workers/core-api/wrangler.toml",
      "--persist-to",
      workerPersistence(site.state),
    ];
    const outcome = await run(nodeBinary(), ["--no-warnings", wranglerScript, ...args], {
      env: wranglerEnvironment(site.state, site.env),
    });
    if (outcome.code !== 0) {
      throw setupFailure("the migrations of the local database did not apply", {
        next: `The state in ${site.state} may be of an older, incompatible version. To begin anew (projects are lost): rm -rf ${site.state}`,
      });
    }
    new Stamps(path.join(site.state, "stamps")).write("database", print());
  },
};
