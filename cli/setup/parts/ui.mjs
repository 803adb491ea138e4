// The dashboard, bundled into workers/admin-web/dist.
import { setupFailure } from "../../failure.mjs";
import { inRoot, nodeBinary, root, stampDirectory } from "../../paths.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

const inputs = [
  "workers/admin-web/ui",
  "package-lock.json",
  // What its WebAssembly module and token table are made of.
  "wasm/abi/browser.cpp",
  "wasm/context/diff",
  "wasm/context/tokens",
];
const output = inRoot("workers", "admin-web", "dist", "index.html");

/** @type {import("../part.mjs").Part} */
export const ui = {
  name: "ui",
  title: "Dashboard",
  needs: ["packages", "wasm", "page"],
  isUpToDate: () => new Stamps(stampDirectory).matches("ui", fingerprint(root, inputs), [output]),
  async make({ run }) {
    const before = fingerprint(root, inputs);
    const vite = inRoot("node_modules", "vite", "bin", "vite.js");
    const outcome = await run(nodeBinary(), [
      vite,
      "build",
      "--config",
      "workers/admin-web/ui/vite.config.ts",
    ]);
    if (outcome.code !== 0) {
      throw setupFailure("the dashboard did not build", {
        next: "Its messages are above and in build/setup.log. Once put right: npm run build:ui",
      });
    }
    new Stamps(stampDirectory).write("ui", before);
  },
};
