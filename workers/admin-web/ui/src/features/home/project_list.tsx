import { Button } from "../../ui/button.tsx";
import { useClock } from "../../ui/clock.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { ProjectCard } from "./project_card.tsx";
import { useProjectPages } from "./project_pages.ts";

const grid = "grid gap-5 sm:grid-cols-2 lg:grid-cols-3";

function Skeletons() {
  return (
    <ul className={grid} aria-hidden="true">
      {[0, 1, 2].map((n) => (
        <li key={n} className="overflow-hidden rounded-l border border-line bg-raised">
          <div className="hatch aspect-[1280/760] bg-sheet" />
          <div className="flex flex-col gap-3 border-t border-line p-4">
            <div className="skeleton h-4 w-3/5" />
            <div className="skeleton h-3 w-2/5" />
            <div className="skeleton h-3 w-1/2" />
          </div>
        </li>
      ))}
    </ul>
  );
}

export function ProjectList() {
  const pages = useProjectPages();
  const at = useClock(30_000, true);
  const { projects } = pages;
  return (
    <section
      aria-labelledby="projects-heading"
      aria-busy={pages.busy}
      className="flex flex-col gap-5"
    >
      <h2 id="projects-heading" className="text-title">
        Projects
      </h2>
      {projects === undefined && pages.busy && <Skeletons />}
      {projects?.length === 0 && !pages.busy && (
        <div className="dotted flex flex-col items-start gap-1 rounded-l border border-dashed border-line-strong px-6 py-10">
          <p className="text-large font-[600]">Nothing on the bench yet</p>
          <p className="max-w-prose text-ink-soft">
            Write one line above, or take one of the suggestions. The first site is usually live in
            well under a minute, and it stays here.
          </p>
        </div>
      )}
      {projects !== undefined && projects.length > 0 && (
        <ul className={grid}>
          {projects.map((project) => (
            <ProjectCard
              key={project.id}
              project={project}
              at={at}
              onChange={pages.replace}
              onDelete={pages.remove}
            />
          ))}
        </ul>
      )}
      {pages.problem && <ProblemNote problem={pages.problem} onRetry={pages.retry} />}
      {projects !== undefined && pages.hasMore && (
        <Button
          size="normal"
          className="self-start"
          isDisabled={pages.busy}
          onPress={pages.showMore}
        >
          {pages.busy ? "Loading" : "Show more"}
        </Button>
      )}
    </section>
  );
}
