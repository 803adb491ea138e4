// Events of a generation as lines for a person.
import { bold, dim, green, red, seconds } from "../terminal/print.mjs";
import { field, list } from "./generation.mjs";

/**
 * @param {(line: string) => void} say
 * @returns {(event: import("./sse.mjs").ServerEvent) => void}
 */
export function showEvent(say) {
  const since = Date.now();
  /** @type {Map<string, string>} */
  const titles = new Map();
  let stage = "";
  const time = () => dim(seconds(Date.now() - since).padStart(7));
  return ({ type, data }) => {
    if (type === "plan.created") {
      say(`${time()} ${bold("Plan")} ${field(data, "title")}`);
      list(data, "steps").forEach((step, index) => {
        titles.set(field(step, "id"), field(step, "title"));
        say(`          ${index + 1}. ${field(step, "title")}`);
      });
    } else if (type === "step.status") {
      const status = field(data, "status");
      const title = titles.get(field(data, "stepId")) ?? field(data, "stepId");
      const files = list(data, "files").map((file) => field(file, "path"));
      if (status === "complete")
        say(
          `${time()} ${green("✓")} ${title}${files.length > 0 ? dim(`  ${files.slice(0, 3).join(", ")}${files.length > 3 ? ", …" : ""}`) : ""}`,
        );
      if (status === "failed") say(`${time()} ${red("✗")} ${title}`);
    } else if (type === "build.status") {
      const status = field(data, "status");
      if (status !== stage) say(`${time()} Build: ${status}`);
      stage = status;
    } else if (type === "build.log" && field(data, "stream") === "stderr") {
      for (const line of list(data, "lines")) say(dim(`          ${String(line)}`));
    } else if (type === "repair.status" && field(data, "status") !== "started") {
      say(`${time()} Repair: ${field(data, "summary")}`);
    } else if (type === "deployment.status" && field(data, "status") === "live") {
      say(`${time()} ${green("✓")} live at ${bold(field(data, "url"))}`);
    } else if (
      type === "generation.state" &&
      ["healing", "failed", "escalated", "cancelled", "paused"].includes(field(data, "state"))
    ) {
      say(
        `${time()} ${field(data, "state")}${field(data, "reason") ? `: ${field(data, "reason")}` : ""}`,
      );
    }
  };
}
