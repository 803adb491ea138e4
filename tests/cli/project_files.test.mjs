// Which files of a folder are the project's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";

const projectFilesModule = new URL("../../cli/context/project_files.mjs", import.meta.url).href;

describe("what may not be read", () => {
  test("is named, and the rest of the project is there", () => {
    const closed = mkdtempSync(path.join(tmpdir(), "sitewright-closed-"));
    mkdirSync(path.join(closed, "vault"));
    writeFileSync(path.join(closed, "open.ts"), "export const a = 1;\n");
    writeFileSync(path.join(closed, "secret.ts"), "export const b = 1;\n");
    for (const [name, mode] of /** @type {const} */ ([
      ["", 0o755],
      ["vault", 0],
      ["secret.ts", 0],
    ])) {
      chmodSync(path.join(closed, name), mode);
    }
    // Root may read everything, so whoever runs this as root looks as somebody else.
    const program = `
      import { projectFiles } from ${JSON.stringify(projectFilesModule)};
      if (process.getuid?.() === 0) process.setuid?.(65534);
      console.log(JSON.stringify(await projectFiles(${JSON.stringify(closed)})));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
      cwd: closed,
    });
    chmodSync(path.join(closed, "vault"), 0o755);
    rmSync(closed, { recursive: true });
    assert.equal(stderr, "");
    assert.deepEqual(JSON.parse(stdout), {
      paths: ["open.ts"],
      unread: [
        { path: "secret.ts", reason: "not allowed to read it" },
        { path: "vault", reason: "not allowed to read it" },
      ],
    });
  });
});
