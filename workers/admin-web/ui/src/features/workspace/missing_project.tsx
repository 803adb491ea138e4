import type { Problem } from "../../api/problem.ts";
import { HomeBar } from "../../app_bar.tsx";
import { PageLink } from "../../navigation/page_link.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";

/** The project could not be read: it is gone, or the server is. */
export function MissingProject({
  problem,
  onRetry,
  onShortcuts,
}: {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly onShortcuts: () => void;
}) {
  const gone = problem.status === 404 || problem.status === 410;
  return (
    <>
      <HomeBar onShortcuts={onShortcuts} />
      <main id="main" className="mx-auto flex max-w-2xl flex-col items-start gap-4 px-5 py-16">
        <h1 className="text-title">
          {gone ? "This project is not here" : "This project could not be read"}
        </h1>
        {gone && (
          <p className="text-ink-soft">It may have been deleted, or the address is not complete.</p>
        )}
        <ProblemNote problem={problem} onRetry={onRetry} />
        <PageLink href="/" className="text-link underline underline-offset-3">
          All projects
        </PageLink>
      </main>
    </>
  );
}
