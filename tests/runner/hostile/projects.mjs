// Builds that mean harm. Each is one project; `ends` are the only errors it may end with, and
// `within` is the time limit of the job, in ms. A build that only looks around succeeds, and the
// report that it leaves in its site says what it found.
import { scriptSite, viteSite, writeReport } from "../support/projects.mjs";

const shell = (/** @type {string} */ build) => scriptSite("", { build });
const node = (/** @type {string} */ script) => scriptSite(script);

/**
 * @typedef {object} Attack
 * @property {Record<string, string | Buffer>} files
 * @property {string[]} ends codes; empty: it succeeds and finds nothing
 * @property {string[]} [prints] codes of errors that its own output looks like, told before its end
 * @property {number} [within]
 * @property {number} [maxLogBytes]
 * @property {string} [mark] in the command line of whatever it starts
 * @property {(report: Record<string, unknown>) => void} [finds]
 */

/** @type {Record<string, Attack>} */
export const exhaustion = {
  "fork bomb in a shell": {
    files: shell("bomb() { bomb | bomb & }; bomb; sleep 20 # fork_9c1d"),
    ends: ["process_limit"],
    within: 20_000,
    mark: "fork_9c1d",
  },
  "fork bomb of sessions": {
    files: shell("while :; do setsid sh -c 'sleep 20; : session_4e2a' & done"),
    ends: ["process_limit"],
    within: 20_000,
    mark: "session_4e2a",
  },
  "memory bomb in buffers": {
    files: node("const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));"),
    ends: ["memory_limit", "out_of_memory"],
    within: 20_000,
  },
  "memory bomb in the heap": {
    files: node(
      "const all = []; for (;;) all.push({ text: String(Math.random()), next: all.length });",
    ),
    ends: ["memory_limit", "out_of_memory"],
    within: 30_000,
  },
  "memory bomb in many processes": {
    files: node(`import { spawn } from "node:child_process";
      for (let i = 0; i < 6; i++) spawn(process.execPath, ["-e", "const a = []; setInterval(() => a.push(Buffer.alloc(4 << 20, 1)), 5)"], { stdio: "ignore" });`),
    ends: ["memory_limit", "out_of_memory"],
    within: 20_000,
  },
  "disk filler in the project": {
    files: shell("i=0; while :; do head -c 8388608 /dev/zero > f$i || exit 9; i=$((i+1)); done"),
    ends: ["memory_limit", "disk_limit"],
    within: 20_000,
  },
  "disk filler in /tmp": {
    files: node(
      'import fs from "node:fs"; const block = Buffer.alloc(8 << 20, 1); for (let i = 0; ; i++) fs.writeFileSync("/tmp/" + i, block);',
    ),
    ends: ["memory_limit", "disk_limit"],
    within: 20_000,
  },
  "disk filler in /dev/shm": {
    files: node(
      'import fs from "node:fs"; const block = Buffer.alloc(8 << 20, 1); for (let i = 0; ; i++) fs.writeFileSync("/dev/shm/" + i, block);',
    ),
    ends: ["memory_limit", "disk_limit"],
    within: 20_000,
  },
  "one endless file": {
    files: shell("cat /dev/zero > endless"),
    ends: ["file_size_limit", "memory_limit", "disk_limit"],
    within: 20_000,
  },
  "more files than can be counted": {
    files: node(
      'import fs from "node:fs"; for (let i = 0; ; i++) fs.closeSync(fs.openSync("/site/f" + i, "w"));',
    ),
    ends: ["disk_limit", "memory_limit"],
    within: 60_000,
  },
  "flood of lines": {
    files: shell("yes 'all work and no play makes a dull log'"),
    ends: ["log_limit"],
    maxLogBytes: 64 << 10,
    within: 20_000,
  },
  "flood of errors": {
    files: shell("yes 'error TS2322: no' >&2"),
    ends: ["log_limit"],
    prints: ["TS2322"],
    maxLogBytes: 64 << 10,
    within: 60_000,
  },
  "flood without a line end": {
    files: shell("tr '\\0' x < /dev/zero"),
    ends: ["log_limit"],
    maxLogBytes: 64 << 10,
    within: 20_000,
  },
  "flood of its result": {
    files: shell(
      "cat /dev/zero >&3 || mkdir dist && cat /dev/zero | head -c 120000000 > dist/index.html",
    ),
    ends: ["output_limit", "output_too_large"],
    within: 20_000,
  },
  "endless loop": {
    files: node('process.title = "endless_7f3a"; for (;;);'),
    ends: ["timeout"],
    within: 1500,
    mark: "endless_7f3a",
  },
  "endless loop that ignores signals": {
    files: shell("trap '' TERM INT HUP QUIT USR1 USR2; while :; do :; done # deaf_31cc"),
    ends: ["timeout"],
    within: 1500,
    mark: "deaf_31cc",
  },
  "endless loop in vite.config.ts": {
    files: viteSite({ "vite.config.ts": "for (;;);\nexport default {};\n" }),
    ends: ["timeout"],
    within: 4000,
  },
  "a pipe that nobody writes": {
    files: node('import { execSync } from "node:child_process"; execSync("tail -f /dev/null");'),
    ends: ["timeout"],
    within: 1500,
  },
};

/** @type {Record<string, Attack>} */
export const outputs = {
  "a link to a file of the host": {
    files: shell("mkdir dist && ln -s /etc/passwd dist/index.html"),
    ends: ["output_special_file"],
  },
  "a link to a folder of the host": {
    files: shell("ln -s /usr dist"),
    ends: [
      "no_index_page",
      "output_special_file",
      "output_too_large",
      "output_limit",
      "output_too_many_files",
    ],
  },
  "a hard link": {
    files: shell("mkdir dist && echo x > dist/index.html && ln dist/index.html dist/twice.html"),
    ends: ["output_special_file"],
  },
  "a link into /proc": {
    files: shell("mkdir dist && ln -s /proc/self/environ dist/index.html"),
    ends: ["output_special_file"],
  },
  "a sparse file of a terabyte": {
    files: shell("mkdir dist && truncate -s 1T dist/index.html"),
    ends: ["file_size_limit", "command_failed", "output_too_large"],
  },
  "zeros that compress well": {
    files: shell("mkdir dist && for i in 1 2 3; do truncate -s 30M dist/$i.html; done"),
    ends: ["output_limit", "output_too_large"],
  },
  "more files than a site has": {
    files: shell("mkdir dist && cd dist && seq 10050 | xargs touch"),
    ends: ["output_too_many_files"],
  },
  "names that are no names": {
    files: node(
      'import fs from "node:fs"; fs.mkdirSync("dist"); fs.writeFileSync("dist/a\\\\b.html", ""); fs.writeFileSync("dist/index.html", "");',
    ),
    ends: ["output_bad_path"],
  },
  "a tar of its own on the result's descriptor": {
    files: shell("echo nonsense >&3; exit 5"),
    ends: ["command_failed"],
  },
};

const hostPaths = [
  "/etc/passwd",
  "/etc/shadow",
  "/etc/hosts",
  "/etc/resolv.conf",
  "/etc/ssl",
  "/root",
  "/home",
  "/var",
  "/run",
  "/sys",
  "/boot",
  "/srv",
  "/mnt/state",
  "/usr/include",
  "/usr/local",
  "/usr/sbin",
  "/usr/lib/git-core",
  "/usr/bin/su",
  "/usr/bin/mount",
  "/usr/bin/python3",
];

/**
 * What is looked at, and what may be found.
 * @param {{ port: string, ownPaths: string[] }} runner
 * @returns {Record<string, Attack>}
 */
export const curiosity = ({ port, ownPaths }) => ({
  "reads of the host's files": {
    files: node(`${writeReport}
      for (const path of ${JSON.stringify([...hostPaths, ...ownPaths])}) {
        try { fs.statSync(path); report[path] = "there"; } catch (error) { if (error.code !== "ENOENT") report[path] = error.code; }
      }`),
    ends: [],
    finds: nothing,
  },
  "reads of /proc": {
    files: node(`${writeReport}
      const own = new Set([String(process.pid), String(process.ppid), "1"]);
      const pids = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));
      if (pids.length > 8) report.pids = pids.length;
      for (const pid of pids) {
        if (own.has(pid)) continue;
        const words = fs.readFileSync("/proc/" + pid + "/cmdline", "utf8");
        if (!/^(bwrap|sh|node|tar|prlimit|setpriv)/.test(words)) report[pid] = words;
      }
      for (const path of ["/proc/1/environ", "/proc/1/root/etc/passwd", "/proc/1/cwd/etc", "/proc/kcore", "/proc/kmsg", "/proc/1/mem", "/proc/self/root/etc/passwd", "/proc/1/fd/3"]) {
        try { const text = fs.readFileSync(path, "latin1"); if (text !== "") report[path] = text.slice(0, 200); } catch {}
      }
      const mounts = fs.readFileSync("/proc/self/mountinfo", "utf8");
      if (/overlay|docker|\\/root\\b.*\\/home/.test(mounts)) report.mounts = mounts;`),
    ends: [],
    finds: nothing,
  },
  "writes to /proc and outside": {
    files: node(`${writeReport}
      const paths = ["/x", "/usr/x", "/usr/bin/sh", "/opt/x", "/opt/node/node", "/dev/x", "/dev/sda", "/etc/x", "/site/node_modules/x",
        "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger"];
      for (const path of paths) {
        try { fs.writeFileSync(path, "0"); report[path] = "written"; } catch {}
      }`),
    ends: [],
    finds: nothing,
  },
  "TCP, UDP, DNS and Unix sockets": {
    files: node(`${writeReport}
      import net from "node:net"; import dgram from "node:dgram"; import dns from "node:dns/promises";
      const connect = (options) => new Promise((done) => {
        const socket = net.connect(options); socket.setTimeout(1500, () => { socket.destroy(); done(); });
        socket.on("connect", () => { report[JSON.stringify(options)] = "connected"; socket.destroy(); done(); }).on("error", () => done());
      });
      const send = (host, port) => new Promise((done) => {
        const socket = dgram.createSocket(host.includes(":") ? "udp6" : "udp4");
        socket.on("error", () => done());
        socket.send("x", port, host, (error) => { if (!error) report["udp " + host] = "sent"; socket.close(); done(); });
      });
      await Promise.all([
        connect({ host: "127.0.0.1", port: ${port} }), connect({ host: "::1", port: ${port} }),
        connect({ host: "192.0.2.1", port: 80 }), connect({ host: "1.1.1.1", port: 443 }), connect({ host: "169.254.169.254", port: 80 }),
        connect({ path: "/run/docker.sock" }), connect({ path: "/var/run/dbus/system_bus_socket" }), connect({ path: "/opt/registry.sock" }),
        connect({ path: "\\0/tmp/.X11-unix/X0" }),
        send("192.0.2.1", 53), send("1.1.1.1", 53), send("2606:4700:4700::1111", 53),
        dns.lookup("example.com").then(() => { report.dns = "resolved"; }, () => {}),
        dns.resolve4("example.com").then(() => { report.dns = "resolved"; }, () => {}),
      ]);
      const links = Object.keys((await import("node:os")).networkInterfaces());
      if (links.some((name) => name !== "lo")) report.links = links;`),
    ends: [],
    finds: nothing,
  },
  "privileges and namespaces": {
    files: node(`${writeReport}
      if (process.getuid() === 0) report.uid = 0;
      const status = fs.readFileSync("/proc/self/status", "utf8");
      if (!/CapEff:\\t0+\\n/.test(status) || !/CapBnd:\\t0+\\n/.test(status)) report.capabilities = status;
      if (!/NoNewPrivs:\\t1\\n/.test(status)) report.privileges = status;
      const names = Object.keys(process.env).filter((name) => !/^(CI|HOME|LANG|NODE_ENV|NO_COLOR|PATH|PWD|TMPDIR|TZ|NODE_COMPILE_CACHE)$/.test(name));
      if (names.length > 0) report.environment = names;
      for (const signal of ["SIGKILL", "SIGSTOP"]) try { process.kill(1, signal); } catch {}
      try { process.setuid(0); report.setuid = "done"; } catch {}`),
    ends: [],
    finds: nothing,
  },
  "a process that outlives its parents": {
    files: node(`${writeReport}
      import { spawn } from "node:child_process";
      const options = { detached: true, stdio: "ignore" };
      spawn("setsid", ["sh", "-c", "trap '' TERM HUP INT; (setsid sh -c 'sleep 60; : survivor_51be') & sleep 60; : survivor_51be"], options).unref();
      spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); process.title = 'survivor_51be'; setInterval(() => {}, 1000)"], options).unref();`),
    ends: [],
    mark: "survivor_51be",
  },
  "files that another build could find": {
    files: node(`${writeReport}
      for (const folder of ["/site", "/tmp", "/dev/shm", "/site/node_modules/.vite", "/site/node_modules/.cache"]) {
        for (const name of fs.readdirSync(folder)) if (name.startsWith("left_")) report[folder + "/" + name] = "left";
        fs.writeFileSync(folder + "/left_behind", "x");
      }`),
    ends: [],
    finds: nothing,
  },
  "its own install scripts": {
    files: (() => {
      const site = scriptSite(`${writeReport}
        if (fs.existsSync("/site/ran") || fs.existsSync("/tmp/ran")) report.ran = true;`);
      const manifest = JSON.parse(String(site["package.json"]));
      for (const name of [
        "preinstall",
        "install",
        "postinstall",
        "prepare",
        "prebuild",
        "postbuild",
      ])
        manifest.scripts[name] = "touch /site/ran /tmp/ran";
      return {
        ...site,
        "package.json": JSON.stringify(manifest),
        ".npmrc": "ignore-scripts=false\nregistry=http://127.0.0.1:1/",
      };
    })(),
    ends: [],
    finds: nothing,
  },
});

/** @param {Record<string, unknown>} report */
function nothing(report) {
  if (Object.keys(report).length > 0) throw new Error(`it found ${JSON.stringify(report)}`);
}
