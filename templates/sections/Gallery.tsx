import { useRef, useState } from "react";
import type { GalleryContent } from "../content";
import { Artwork, ArtworkAgain } from "../parts/Artwork";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

// A rhythm of wide and tall pictures that fills its rows on four columns.
const places = ["col-span-2", "@2xl:row-span-2", "", "", "", "col-span-2", "col-span-2", ""];
const shapes = ["wide", "tall", "square", "square", "square", "wide", "wide", "square"] as const;

/** Pictures that open large, one after the other. */
export function Gallery({ items, ...head }: GalleryContent) {
  const [at, setAt] = useState<number | undefined>(undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = at === undefined ? undefined : items[at];

  function open(index: number) {
    setAt(index);
    dialog.current?.showModal();
  }
  const step = (by: number) => setAt((now) => ((now ?? 0) + by + items.length) % items.length);

  return (
    <Section kind="gallery" {...headOf(head)}>
      <ul className="gallery grid grid-cols-2 @2xl:auto-rows-[15rem] @2xl:grid-flow-dense @2xl:grid-cols-4">
        {items.map((item, index) => (
          <li key={item.title + index} className={places[index % places.length]}>
            <button type="button" className="gallery-item" onClick={() => open(index)}>
              <Artwork {...item.art} shape={shapes[index % shapes.length] ?? "square"} />
              <span className="gallery-caption">{item.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <dialog
        ref={dialog}
        className="viewer"
        aria-label={shown?.title ?? head.title}
        onClose={() => setAt(undefined)}
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") step(1);
          if (event.key === "ArrowLeft") step(-1);
        }}
      >
        {shown === undefined || at === undefined ? null : (
          <figure className="viewer-figure">
            <ArtworkAgain {...shown.art} shape={shapes[at % shapes.length] ?? "square"} />
            <figcaption aria-live="polite">
              <strong>{shown.title}</strong>
              {shown.caption === undefined ? null : <span> {shown.caption}</span>}
            </figcaption>
          </figure>
        )}
        <div className="viewer-bar">
          <button type="button" className="button" onClick={() => step(-1)}>
            {words.previous}
          </button>
          <button type="button" className="button" onClick={() => step(1)}>
            {words.next}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </div>
      </dialog>
    </Section>
  );
}
