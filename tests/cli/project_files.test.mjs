// Which files of a folder are the project's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { projectFiles } from "../../cli/context/project_files.mjs";

const projectFilesModule = new URL("../../cli/context/project_files.mjs", import.meta.url).href;

/** @param {string} root @param {string[]} args */
function git(root, ...args) {
  const { status, stderr } = spawnSync(
    "git",
    ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
}

describe("what is there and cannot be read", () => {
  /** @type {string} */
  let root;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "sitewright-files-"));
    writeFileSync(path.join(root, "a.ts"), "export const a = 1;\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test("a submodule, and a repository inside that git does not know, are named", async () => {
    git(root, "init", "-q");
    for (const name of ["known", "other"]) {
      mkdirSync(path.join(root, name));
      git(path.join(root, name), "init", "-q");
      git(path.join(root, name), "commit", "-q", "--allow-empty", "-m", "a");
    }
    git(root, "-c", "advice.addEmbeddedRepo=false", "add", "a.ts", "known");
    assert.deepEqual(await projectFiles(root), {
      paths: ["a.ts"],
      unread: [
        { path: "known", reason: "a submodule" },
        { path: "other", reason: "a submodule" },
      ],
    });
  });

  for (const withGit of [true, false]) {
    test(`a name that is not UTF-8 is named, ${withGit ? "in git" : "without git"}`, async () => {
      if (withGit) git(root, "init", "-q");
      const odd = Buffer.concat([Buffer.from(path.join(root, "b")), Buffer.from([0xe9, 0x2e])]);
      writeFileSync(odd, "");
      writeFileSync(path.join(root, "\u00fc.ts"), "");
      assert.deepEqual(await projectFiles(root), {
        paths: ["a.ts", "\u00fc.ts"],
        unread: [{ path: "b\ufffd.", reason: "its name is not UTF-8" }],
      });
    });
  }

  test("a list of files that is long comes whole", async () => {
    git(root, "init", "-q");
    const names = Array.from({ length: 300 }, (_, at) => `${"n".repeat(200)}${1000 + at}.ts`);
    for (const name of names) writeFileSync(path.join(root, name), "");
    assert.deepEqual((await projectFiles(root)).paths, ["a.ts", ...names]);
  });
});

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
