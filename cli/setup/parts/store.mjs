// The dependency store of the build runner, filled with what the starter's lock file names: later builds install nothing
// and find a bundler that knows the starter.
import path from "node:path";
import { setupFailure } from "../../failure.mjs";
import { runnerState } from "../../instance/runner.mjs";
import { inRoot, nodeBinary, root, runnerBinary } from "../../paths.mjs";
import { looksUnreachable } from "../network.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

// The packages are those of the lock file; bundlers practise on the starter itself.
const inputs = ["templates/starter"];

/** @type {import("../part.mjs").Part} */
export const store = {
  name: "store",
  title: "Packages for generated sites",
  needs: ["runner", "packages"],
  isUpToDate: ({ state }) =>
    new Stamps(path.join(state, "stamps")).matches("store", fingerprint(root, inputs), [
      runnerState(state),
    ]),
  async make({ run, site }) {
    const before = fingerprint(root, inputs);
    const outcome = await run(runnerBinary, [
      "--state",
      runnerState(site.state),
      "--node",
      nodeBinary(),
      "--warm",
      inRoot("templates", "starter"),
    ]);
    if (outcome.code !== 0) {
      throw setupFailure("the packages for generated sites could not be fetched", {
        next: looksUnreachable(outcome.output)
          ? "The npm registry is not reachable. The first set-up needs it; later starts do not. Check it with: npm ping"
          : "The runner's words are above and in build/setup.log; `npx sitewright doctor` tells whether the sandbox is usable here.",
      });
    }
    new Stamps(path.join(site.state, "stamps")).write("store", before);
  },
};
