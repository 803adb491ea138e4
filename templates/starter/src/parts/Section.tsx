import { useId, type ReactNode } from "react";
import type { SectionHead } from "../content";
import { Inline } from "./Inline";

/** A part of a page: its head, and a body whose width styles may change. Inner grids therefore ask for the body's width, not the window's. */
export function Section({ kind, id, eyebrow, title, lede, tone = "plain", children }: SectionHead & { kind: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section id={id} className={`section section-${kind} tone-${tone}`} aria-labelledby={heading}>
      <div className="section-inner">
        <div className="section-head">
          {eyebrow === undefined ? null : <p className="eyebrow">{eyebrow}</p>}
          <h2 className="section-title" id={heading}>
            {title}
          </h2>
          {lede === undefined ? null : (
            <p className="lede">
              <Inline text={lede} />
            </p>
          )}
        </div>
        <div className="section-body">{children}</div>
      </div>
    </section>
  );
}

/** The head of a section without the fields that belong to its body. */
export function headOf({ id, eyebrow, title, lede, tone }: SectionHead): SectionHead {
  return {
    title,
    ...(id === undefined ? {} : { id }),
    ...(eyebrow === undefined ? {} : { eyebrow }),
    ...(lede === undefined ? {} : { lede }),
    ...(tone === undefined ? {} : { tone }),
  };
}
