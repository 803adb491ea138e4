// Coders that leave a flaw in a site: one that a rule knows, one that only a model knows, one that nobody
// knows. What a failed build meets in a whole app.

const plan = JSON.stringify({
  siteName: "Ovens",
  title: "Ovens",
  summary: "A page about ovens.",
  dependencies: [],
  steps: [{ title: "The page", subtitle: "", description: "Ovens.", files: [] }],
});

/** A name that is mistyped: a rule knows it. */
const misspelt = "@@write src/flaw.ts\nconst price = 1;\nexport const total = pric + 1;\n@@end\n";

/** A call that says too little: what it was to say is known to nobody. */
const unsaid =
  "@@write src/flaw.ts\nconst boil = (degrees: number) => degrees;\nexport const oven = boil();\n@@end\n";
const said =
  "It boils at a hundred.\n@@edit src/flaw.ts\n@@find\nexport const oven = boil();\n@@replace\nexport const oven = boil(100);\n@@end\n";

/** An object without what its type wants. */
const empty = "@@write src/flaw.ts\nexport const oven: { degrees: number } = {};\n@@end\n";
const filled =
  "An oven has degrees.\n@@edit src/flaw.ts\n@@find\nexport const oven: { degrees: number } = {};\n@@replace\nexport const oven: { degrees: number } = { degrees: 220 };\n@@end\n";

/** A type that another one is taken for: no rule knows which of the two was meant. @param {string} name */
const mistaken = (name) =>
  [
    "@@write src/flaw.ts",
    'export type Heat = { degrees: 220; kind: "hot" };',
    `export const ${name} = (heat: Heat): { kind: "cold" } => heat;`,
    "@@end",
    "",
  ].join("\n");

/** @param {string} name */
const mended = (name) =>
  [
    "What is hot is not cold.",
    "@@edit src/flaw.ts",
    "@@find",
    `export const ${name} = (heat: Heat): { kind: "cold" } => heat;`,
    "@@replace",
    `export const ${name} = (heat: Heat): { kind: "hot" } => heat;`,
    "@@end",
    "",
  ].join("\n");

/**
 * What a coder answers by the words of the prompt: first the flaw, then the repair.
 * @type {import("./scenario.mjs").Scenario}
 */
export const flaws = {
  title: "coders that leave a flaw",
  queues: [
    {
      when: { role: "coder", contains: "Hold the repair" },
      behaviours: [{ text: unsaid }, { text: said, hold: { name: "runner", after: 0 } }],
    },
    {
      when: { role: "coder", contains: "Hold for the Workers" },
      behaviours: [
        { text: empty },
        { text: filled, hold: { name: "workers", after: 0 } },
        { text: filled },
      ],
    },
    {
      when: { role: "coder", contains: "Mend it by hand" },
      repeat: true,
      behaviours: [{ text: "@@write src/flaw.ts\nexport const oven = 220;\n@@end\n" }],
    },
    {
      when: { role: "coder", contains: "A model knows" },
      behaviours: [{ text: mistaken("oven") }, { text: mended("oven") }],
    },
    {
      when: { role: "coder", contains: "It was learnt" },
      behaviours: [{ text: mistaken("stove") }],
    },
    {
      when: { role: "coder", contains: "TS2554" },
      repeat: true,
      behaviours: [{ text: "I do not know." }],
    },
    {
      when: { role: "coder", contains: "Nobody knows" },
      repeat: true,
      behaviours: [{ text: unsaid }],
    },
    { when: { role: "coder" }, repeat: true, behaviours: [{ text: misspelt }] },
    { when: { role: "architect" }, repeat: true, behaviours: [{ text: plan }] },
  ],
};
