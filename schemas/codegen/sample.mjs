// Sample values for drafts of examples: valid by the schema, and worded by the property's name.

const ids = {
  id: "prj_00k7x2m4p9ah3v8r5t1wqc6e0z",
  projectId: "prj_00k7x2m4p9ah3v8r5t1wqc6e0z",
  threadId: "thr_00k7x2m4p9bq7d2f6g0hjk4m8n",
  generationId: "gen_00k7x2m4p9c1s5t9v3w7x2y6za",
  currentGenerationId: "gen_00k7x2m4p9c1s5t9v3w7x2y6za",
  planId: "pln_00k7x2m4q0d4e8f2g6h0j4k8mn",
  stepId: "stp_00k7x2m4q0e9p3q7r1s5t9v3wx",
  messageId: "msg_00k7x2m4p9f6y0z4a8b2c6d0ef",
  triggeringMessageId: "msg_00k7x2m4p9f6y0z4a8b2c6d0ef",
  buildId: "bld_00k7x2m4r1g3g7h1j5k9m3n7pq",
  deploymentId: "dep_00k7x2m4s2h8r2s6t0v4w8x2yz",
  jobId: "dep_00k7x2m4s2h8r2s6t0v4w8x2yz",
  versionId: "prj_00k7x2m4p9ah3v8r5t1wqc6e0z-2",
};

const words = {
  name: "Padaria Aurora",
  siteName: "Padaria Aurora",
  prompt: "A bakery in Porto with a menu and opening hours",
  content: "Add a pricing section and make the theme dark",
  title: "Menu and opening hours",
  subtitle: "Menu section",
  description: "Write the menu with prices, and the opening hours for each day.",
  summary: "A one-page site for a bakery: hero, menu, opening hours, map and contact.",
  initialText: "Here is the plan for your bakery's site.",
  style: "editorial",
  language: "pt-PT",
  model: "builtin",
  detail: "All rules are loaded.",
  message: "Cannot find name 'Menu'.",
  code: "TS2304",
  reason: "Resumed by the user.",
  requestId: "9f2c1d7a5b3e4f60",
  url: "http://padaria-aurora.localhost:8787/",
  previewUrl: "http://v2--padaria-aurora.localhost:8787/",
  text: 'export function Menu() {\n  return <section id="menu" />;\n}\n',
  value: 'export const hours = "8–18";\n',
  key: "blobs/0a1b",
  nextCursor: "prj_00k7x2m4p9ah3v8r5t1wqc6e0z",
  cursor: "prj_00k7x2m4p9ah3v8r5t1wqc6e0z",
  mediaType: "text/html; charset=utf-8",
  method: "POST",
  sql: "SELECT id FROM projects WHERE id = ?1",
  remote: "127.0.0.1",
  etag: '"7"',
  file: "src/sections/menu.tsx",
  version: "0.1.0",
  error: "The model gave no usable answer in five attempts.",
  type: "/problems/invalid_input",
};

/** What belongs together in one message, by its type. */
const ofType = {
  "Problem.title": "The request is not as described",
  "Problem.detail": "prompt must be at most 4000 characters",
  "ProblemError.path": "/prompt",
  "ProblemError.message": "must be at most 4000 characters",
  "Build.exitCode": 1,
  "Thread.id": ids.threadId,
  "TextMessage.id": ids.messageId,
  "PlanMessage.id": ids.messageId,
  "Generation.id": ids.generationId,
  "Plan.id": ids.planId,
  "PlanStep.id": ids.stepId,
  "Version.id": ids.versionId,
  "Build.id": ids.buildId,
  "Deployment.id": ids.deploymentId,
  "TextMessage.role": "user",
  "PlanMessage.role": "ai",
  "PlanMessageContent.initialText": "Here is the plan for your bakery's site.",
  "Deployment.error": "The build has no index.html.",
  "CatalogueProvider.name": "anthropic",
  "CatalogueProvider.title": "Anthropic",
  "CatalogueModel.name": "claude-opus-5-5",
  "HttpOpenRequestHeader.name": "x-api-key",
  "HttpOpenRequestHeader.value": "",
  "HttpOpenRequest.url": "https://models.example/v1/messages",
  "OutgoingCredential.name": "v1.2026.AAAAAAAAAAAAAAAA.q83vAQ",
  "OutgoingCredential.owner": "user_1",
  "HttpOpenReplyHeader.name": "retry-after",
  "HttpOpenReplyHeader.value": "2",
  "HttpOpenReply.status": 0,
  "HttpOpenReply.bytes": 0,
  "HttpOpenReply.detail": "no answer within 60000 ms",
  "DeployStatus.error": "The build has no index.html.",
};

/** What an enum says in a full message. */
const said = {
  ProblemCode: "invalid_input",
  ProjectStatus: "live",
  GenerationState: "failed",
  BuildState: "failed",
  DeploymentState: "failed",
  StepState: "complete",
};

/** A number between the two that no reader takes for an integer. */
const fraction = (min, max) => (min <= 1.5 && 1.5 <= max ? 1.5 : (min + max) / 2);

const numbers = {
  version: 2,
  number: 2,
  latestVersion: 2,
  attempt: 1,
  attempts: 1,
  index: 1,
  total: 5,
  percent: 60,
  status: 400,
  line: 12,
  column: 7,
  durationMs: 4180,
  exitCode: 0,
  inputTokens: 1830,
  outputTokens: 5120,
  costMicros: 0,
  bytes: 18734,
  fileCount: 34,
  files: 21,
  from: 1,
  to: 2,
  limit: 20,
  after: 17,
  latencyMs: 3,
  bodyBytes: 61,
};

const formatted = {
  "date-time": "2025-03-14T09:26:53.589Z",
  slug: "padaria-aurora",
  base64: "/9j/4AAQSkY=",
  path: "src/sections/menu.tsx",
  sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
};

/** "full" gives every field, "least" only what must be there. */
export function sample(shape, amount, key = "") {
  switch (shape.kind) {
    case "text":
      return textSample(shape, key);
    case "integer":
      return Math.min(
        Math.max(numbers[key] ?? shape.min, shape.min, 0 < shape.max ? 0 : shape.min),
        shape.max,
      );
    case "number":
      return fraction(shape.min ?? 0, shape.max ?? 3);
    case "boolean":
      return true;
    case "const":
      return shape.value;
    case "enum":
      return enumSample(shape, amount);
    case "scalar":
      return amount === "full" ? "text" : null;
    case "json":
      return { kind: "any", list: [1, 2.5, null, true, "é"] };
    case "nullable":
      return amount === "full" ? sample(shape.of, amount, key) : null;
    case "ref":
      return sample(shape.to.shape, amount, key);
    case "union":
      return sample(
        shape.alternatives[amount === "full" ? 0 : shape.alternatives.length - 1].object,
        amount,
        key,
      );
    case "array":
    case "list":
      return listSample(shape, amount, key);
    default:
      return objectSample(shape, amount);
  }
}

const enumSample = ({ type, values }, amount) =>
  amount === "full" ? (said[type] ?? values[Math.min(1, values.length - 1)]) : values[0];

function textSample({ min, max, format, atoms }, key) {
  if (format === "id") return ids[key] ?? ids.id;
  if (formatted[format] !== undefined) return formatted[format];
  if (atoms && !words[key])
    return atoms
      .map((atom) => String.fromCharCode([...atom.codes].at(-1)).repeat(Math.max(atom.min, 1)))
      .join("");
  const text = [...(words[key] ?? key.replace(/([A-Z])/g, " $1").toLowerCase())]
    .slice(0, max)
    .join("");
  return [...text].length < min ? text.padEnd(min, "x") : text;
}

function listSample(shape, amount, key) {
  const count = amount === "full" ? Math.max(1, shape.min) : shape.min;
  return Array.from({ length: count }, () => sample(shape.items, amount, key.replace(/s$/, "")));
}

const objectSample = (shape, amount) =>
  Object.fromEntries(
    shape.fields
      .filter((field) => amount === "full" || field.required)
      .map((field) => [
        field.key,
        field.nullable && amount === "least"
          ? null
          : (ofType[`${shape.type}.${field.key}`] ?? sample(field.shape, amount, field.key)),
      ]),
  );
