import type { Problem } from "../api/problem.ts";
import { Button } from "./button.tsx";

/** A problem in place: what happened, why, which request, and a way on. */
export function ProblemNote({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry?: () => void;
}) {
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded-m border border-bad/40 bg-bad-soft px-4 py-3 text-small"
    >
      <p className="font-[620] text-ink">{problem.title}</p>
      {problem.detail && <p className="text-ink-soft [overflow-wrap:anywhere]">{problem.detail}</p>}
      {problem.errors.length > 0 && (
        <ul className="list-disc pl-4 text-ink-soft">
          {problem.errors.map((one) => (
            <li key={`${one.path} ${one.message}`}>
              <code className="font-mono">{one.path}</code> {one.message}
            </li>
          ))}
        </ul>
      )}
      {problem.requestId && (
        <p className="text-ink-soft">
          Request <code className="font-mono text-tiny">{problem.requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button onPress={onRetry} className="mt-1">
          Try again
        </Button>
      )}
    </div>
  );
}
