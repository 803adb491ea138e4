// Which of the product's roles a request is for: by the answer that it wants, else by its words.

/** @typedef {"architect" | "coder" | "reviewer" | "councillor" | "unknown"} Role */

/**
 * @param {import("./protocols/ask.mjs").Ask} ask
 * @returns {Role}
 */
export function roleOf(ask) {
  const fields = Object.keys(ask.schema?.["properties"] ?? {});
  if (fields.includes("steps")) return "architect";
  if (fields.includes("findings")) return "reviewer";
  if (fields.includes("approve")) return "councillor";
  const words = ask.system.slice(0, 2000).toLowerCase();
  if (words.includes("@@write")) return "coder";
  for (const role of /** @type {const} */ (["architect", "reviewer", "councillor", "coder"])) {
    if (words.includes(role)) return role;
  }
  return "unknown";
}
