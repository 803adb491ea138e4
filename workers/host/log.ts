// One JSON line per event, the same shape that the C++ side writes through `write_log`.

export function log(
  level: "info" | "warning" | "error",
  event: string,
  fields: Readonly<Record<string, string | number>>,
): void {
  console.log(JSON.stringify({ level, event, ...fields }));
}

/** What an unknown thrown value says; its stack stays in the log of the platform. */
export function textOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
