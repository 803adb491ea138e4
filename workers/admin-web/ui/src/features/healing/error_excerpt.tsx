import type { BuildError, SourceExcerpt } from "../../../../../host/generated/http.ts";
import { placeOf } from "./take_over.ts";

/** One error with the lines around its place, its own marked. */
export function ErrorExcerpt({
  error,
  excerpts,
}: {
  readonly error: BuildError;
  readonly excerpts: readonly SourceExcerpt[];
}) {
  const { file, line } = error;
  const place = placeOf(error);
  const excerpt = excerpts.find(
    (one) =>
      one.path === file &&
      line !== null &&
      line >= one.firstLine &&
      line < one.firstLine + one.lines.length,
  );
  // Of a longer excerpt, the lines next to this error.
  const from = Math.max(0, (line ?? 1) - 3 - (excerpt?.firstLine ?? 1));
  return (
    <li className="overflow-hidden rounded-m border border-line" data-testid="build-error">
      <p className="px-3 py-2 text-small [overflow-wrap:anywhere]">
        {place !== "" && (
          <code className="mr-1.5 font-mono text-tiny font-[620] text-ink">{place}</code>
        )}
        <span className="text-ink-soft">{error.message}</span>
        <code className="ml-1.5 font-mono text-tiny text-ink-faint">{error.code}</code>
      </p>
      {excerpt && (
        <div className="code border-t border-line bg-raised py-1">
          {excerpt.lines.slice(from, from + 5).map((text, i) => {
            const number = excerpt.firstLine + from + i;
            const isIt = number === line;
            return (
              <div
                key={number}
                className={`code-line ${isIt ? "bg-bad-soft" : ""}`}
                {...(isIt ? { "aria-current": "location" as const } : {})}
              >
                <span className="code-number">{number}</span>
                <span className="code-text pr-3">{text}</span>
              </div>
            );
          })}
        </div>
      )}
    </li>
  );
}
