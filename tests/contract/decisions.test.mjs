// The council over the whole product: two models vote on a package that a plan wants, a person answers
// where one is asked, and what is allowed is installed from the registry and runs in the site.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startApp } from "../browser/app.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";
import { eventsOf, exchange } from "./api_client.mjs";

const wanted = { package: "clsx", version: "2.1.1", reason: "Class names with conditions." };
const plan = {
  siteName: "Ferry",
  title: "Ferry",
  summary: "One page.",
  dependencies: [wanted],
  steps: [
    {
      title: "Lay out the page",
      subtitle: "",
      description: "An opening with the title.",
      files: ["src/pages/home.tsx"],
    },
  ],
};
/** @param {string} classes @param {string} [imports] */
const page = (classes, imports = "") => `@@write src/pages/home.tsx
${imports}import { lede, title } from "../content/home";
export { meta } from "../content/home";

export default function Home() {
  return (
    <section className="page-intro">
      <h1 className={${classes}}>{title}</h1>
      <p className="lede">{lede}</p>
    </section>
  );
}
@@end
`;
const withPackage = page(
  'clsx("page-title", { "made-by-clsx": lede.length > 0 })',
  'import { clsx } from "clsx";\n',
);
const without = page('"page-title plain"');
const yes = { approve: true, reasons: ["It is small and pinned."], concerns: ["One more author."] };
const no = { approve: false, reasons: ["A template string does it."], concerns: [] };

/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
/** @type {(path: string, options?: import("./api_client.mjs").Options) => Promise<import("./api_client.mjs").Answer>} */
const api = (path, options) => exchange(`${app.base}/api/v1${path}`, options);
const post = (path, body) => api(path, { method: "POST", body });

/** @param {(object | string)[]} votes @param {string[]} answers of the coder */
function play(votes, answers) {
  const texts = (all) =>
    all.map((one) => ({ text: typeof one === "string" ? one : JSON.stringify(one) }));
  server.play({
    title: "a plan that wants a package",
    queues: [
      { when: { role: "architect" }, behaviours: texts([plan]), repeat: true },
      { when: { role: "councillor" }, behaviours: texts(votes) },
      { when: { role: "coder" }, behaviours: texts(answers) },
    ],
  });
}

async function made(settings = {}) {
  const created = await post("/projects", { prompt: "A ferry", settings });
  assert.equal(created.status, 201, created.text);
  await eventsOf(app.base, created.json.id);
  return created.json;
}

const decisionsOf = async ({ id }) => (await api(`/projects/${id}/decisions`)).json.items;
const manifestOf = async ({ id }, version) =>
  (await api(`/projects/${id}/versions/${version}/files/package.json`)).json;

/** The first page of what is live. */
async function live({ id }) {
  const { json } = await api(`/projects/${id}`);
  const { json: generation } = await api(`/generations/${json.currentGenerationId}`);
  assert.ok(json.activeDeployment, JSON.stringify(generation));
  return (await exchange(json.activeDeployment.url)).text;
}

before(async () => {
  server = await startModelServer();
  app = await startApp({
    ANTHROPIC_BASE_URL: `${server.url}/anthropic`,
    OPENAI_BASE_URL: `${server.url}/openai/v1`,
    ANTHROPIC_API_KEY: "any",
    OPENAI_API_KEY: "any",
    SITEWRIGHT_MODEL: "",
  });
});
after(async () => {
  await app?.stop();
  await server?.stop();
});

describe("decisions", () => {
  it("two models agree: the package is installed and runs in the site, and the minutes have both votes", async () => {
    play([yes, yes], [withPackage]);
    const project = await made();
    const [decision, ...others] = await decisionsOf(project);
    assert.deepEqual(others, []);
    const { action, risk, askedBy, packages, state } = decision;
    assert.deepEqual(
      { action, risk, askedBy, packages, state },
      {
        action: "add_dependencies",
        risk: "high",
        askedBy: "model",
        packages: ["clsx@2.1.1"],
        state: "approved",
      },
    );
    assert.equal(new Set(decision.votes.map(({ model }) => model)).size, 2);
    for (const vote of decision.votes) {
      assert.deepEqual(
        [vote.approve, vote.reasons, vote.concerns],
        [true, yes.reasons, yes.concerns],
      );
    }
    assert.equal((await manifestOf(project, 1)).dependencies.clsx, "2.1.1");
    assert.match(await live(project), /class="page-title made-by-clsx"/);
  });

  it("one model is against it: the site is made without the package", async () => {
    play([yes, no], [without]);
    const project = await made();
    const [{ state, votes, reason }] = await decisionsOf(project);
    assert.deepEqual([state, votes.map(({ approve }) => approve)], ["refused", [true, false]]);
    assert.match(reason, /voted against it/);
    assert.equal((await manifestOf(project, 1)).dependencies.clsx, undefined);
    assert.match(await live(project), /page-title plain/);
  });

  it("who wants to be asked has the last word, once, and the next version may have the package", async () => {
    play([yes, yes], [without, withPackage]);
    const project = await made({ askMe: true });
    const [pending] = await decisionsOf(project);
    assert.deepEqual([pending.state, pending.risk], ["pending", "critical"]);
    assert.ok(Date.parse(pending.expiresAt) > Date.now());
    assert.equal((await manifestOf(project, 1)).dependencies.clsx, undefined);

    const path = `/decisions/${pending.id}/answer`;
    assert.equal((await post(path, { approved: "yes" })).status, 400);
    assert.equal((await post(path, {})).status, 400);
    const answered = await post(path, { approved: true, note: "Fine." });
    assert.equal(answered.status, 200, answered.text);
    assert.deepEqual([answered.json.state, answered.json.note], ["approved", "Fine."]);
    assert.equal((await post(path, { approved: false })).status, 409);

    assert.equal(
      (await post(`/projects/${project.id}/messages`, { content: "Go on" })).status,
      202,
    );
    await eventsOf(app.base, project.id);
    const added = (await decisionsOf(project)).filter(({ packages }) => packages.length > 0);
    assert.equal(added.length, 1);
    assert.equal((await manifestOf(project, 2)).dependencies.clsx, "2.1.1");
  });

  it("votes that are none are a no", async () => {
    play(Array(8).fill("By all means."), [without]);
    const project = await made();
    const [{ state, votes, reason }] = await decisionsOf(project);
    assert.deepEqual([state, votes], ["refused", []]);
    assert.match(reason, /could be asked to vote/);
  });

  it("a publication over what is live and a deletion are in the minutes as a person's own", async () => {
    play([yes, no], [without]);
    const project = await made();
    const published = await post("/deployments", { projectId: project.id, version: 1 });
    assert.ok(published.status < 300, published.text);
    const minutes = await decisionsOf(project);
    const over = minutes.find(({ action }) => action === "publish_over_live");
    assert.deepEqual([over?.risk, over?.askedBy, over?.state], ["medium", "person", "approved"]);
  });

  it("lists in pages, and knows nothing of other projects and decisions", async () => {
    const nobody = "prj_00000000000000000000000000";
    assert.equal((await api(`/projects/${nobody}/decisions`)).status, 404);
    const path = "/decisions/dcn_00000000000000000000000000/answer";
    assert.equal((await post(path, { approved: true })).status, 404);
    assert.equal((await api(path)).status, 405);
    const project = await made({ allowBuiltin: true });
    assert.equal((await api(`/projects/${project.id}/decisions?limit=0`)).status, 400);
    const first = await api(`/projects/${project.id}/decisions?limit=1`);
    assert.equal(first.json.items.length, 1);
    assert.equal(first.headers["cache-control"], "no-cache");
  });
});
