import type { Art } from "../content";
import { draw } from "../art/draw";
import { artId } from "../art/id";

export type Shape = "wide" | "square" | "tall";

/**
 * A drawing, computed from motif and seed while the page is built. The browser adopts the finished
 * SVG, so the drawing code is not sent to it.
 */
export function Artwork({ motif, seed, alt, shape = "wide", className = "" }: Art & { shape?: Shape; className?: string }) {
  const html = import.meta.env.SSR || import.meta.env.DEV ? draw(motif, seed, shape) : "";
  const label = alt === undefined || alt === "" ? { "aria-hidden": true } : { role: "img", "aria-label": alt };
  return <div {...label} className={`art art-${shape} ${className}`} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The same drawing again, where the page already holds it. */
export function ArtworkAgain({ motif, seed, alt, shape = "wide" }: Art & { shape?: Shape }) {
  const label = alt === undefined || alt === "" ? { "aria-hidden": true } : { role: "img", "aria-label": alt };
  return (
    <div {...label} className={`art art-${shape}`}>
      <svg viewBox={viewBoxes[shape]}>
        <use href={`#${artId(motif, seed, shape)}`} />
      </svg>
    </div>
  );
}

const viewBoxes: Record<Shape, string> = { wide: "0 0 600 400", square: "0 0 400 400", tall: "0 0 400 500" };
