// workers/host/generated/<group>.ts: types only. Bytes are judged by C++; TypeScript passes them on.
import { effectPairs, eventName, header, inOrder, namedShapes, usedGroups } from "./cpp_types.mjs";

function tsType(shape) {
  switch (shape.kind) {
    case "text":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "scalar":
      return "string | number | null";
    case "json":
      return "unknown";
    case "const":
      return JSON.stringify(shape.value);
    case "nullable":
      return `${tsType(shape.of)} | null`;
    case "array":
      return ["scalar", "nullable", "array"].includes(shape.items.kind)
        ? `readonly (${tsType(shape.items)})[]`
        : `readonly ${tsType(shape.items)}[]`;
    case "ref":
      return shape.to.type;
    default:
      return shape.type;
  }
}

const doc = (text, indent = "") =>
  text === undefined ? "" : `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;

function declareShape(shape) {
  if (shape.kind === "enum") {
    return `${doc(shape.description)}export type ${shape.type} =\n${shape.values.map((value) => `  | ${JSON.stringify(value)}`).join("\n")};\n`;
  }
  if (shape.kind === "union") {
    return `${doc(shape.description)}export type ${shape.type} = ${shape.alternatives.map((one) => tsType(one.object)).join(" | ")};\n`;
  }
  if (shape.kind === "list")
    return `${doc(shape.description)}export type ${shape.type} = ${tsType({ ...shape, kind: "array" })};\n`;
  if (shape.fields.length === 0)
    return `${doc(shape.description)}export type ${shape.type} = Record<string, never>;\n`;
  const fields = shape.fields.map(
    ({ key, shape: type, required, nullable, description }) =>
      `${doc(description, "  ")}  readonly ${key}${required ? "" : "?"}: ${tsType(type)}${nullable ? " | null" : ""};\n`,
  );
  return `${doc(shape.description)}export interface ${shape.type} {\n${fields.join("")}}\n`;
}

function declareMessage(message) {
  if (message.shape.kind === "ref")
    return `${doc(message.description)}export type ${message.type} = ${message.shape.to.type};\n`;
  return namedShapes(message.shape).map(declareShape).join("\n");
}

const mapType = (name, about, rows) =>
  `${doc(about)}export interface ${name} {\n${rows.map(([key, type]) => `  readonly ${JSON.stringify(key)}: ${type};\n`).join("")}}\n`;

function declareMaps(group, list) {
  if (group === "effects") {
    const pairs = effectPairs(list);
    return [
      mapType(
        "EffectRequests",
        "What each kind of effect is asked with.",
        pairs.map((one) => [one.kind, one.request.type]),
      ),
      mapType(
        "EffectReplies",
        "What each kind of effect answers.",
        pairs.map((one) => [one.kind, one.reply.type]),
      ),
      "export type EffectKind = keyof EffectRequests;\n",
    ];
  }
  if (group === "events") {
    return [
      mapType(
        "EventData",
        "The data of each SSE event, by the event's name.",
        list.map((one) => [eventName(one), one.type]),
      ),
      "export type EventName = keyof EventData;\n",
      `/** One event of /projects/{id}/events. */
export type ProjectEvent = { [Name in EventName]: { readonly event: Name; readonly data: EventData[Name] } }[EventName];
`,
    ];
  }
  return [];
}

export function typescript(messages, group) {
  const list = inOrder(messages, group);
  const imports = usedGroups(list, group).map((other) => {
    const names = list.flatMap((message) =>
      [...message.refs].filter((one) => one.group === other).map((one) => one.type),
    );
    return `import type { ${[...new Set(names)].sort().join(", ")} } from "./${other}.ts";\n`;
  });
  return `${header(`schemas/${group}/`)}${imports.join("")}
${[...list.map(declareMessage), ...declareMaps(group, list)].join("\n")}`;
}
