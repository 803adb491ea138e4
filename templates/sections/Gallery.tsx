import { useRef, useState } from "react";
import type { GalleryContent } from "../content";
import { Artwork, ArtworkAgain } from "../parts/Artwork";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

type Place = "wide" | "tall" | "square" | "full";

// Rows of four that leave no hole, for one to six pictures.
const blocks: Place[][] = [
  ["full"],
  ["wide", "wide"],
  ["wide", "square", "square"],
  ["tall", "wide", "tall", "wide"],
  ["wide", "tall", "square", "wide", "square"],
  ["wide", "tall", "square", "square", "square", "square"],
];
const spans: Record<Place, string> = { wide: "col-span-2", tall: "@2xl:row-span-2", square: "", full: "col-span-2 @2xl:col-span-4" };
const shapes = { wide: "wide", tall: "tall", square: "square", full: "wide" } as const;

/** Where each picture goes; on two columns an odd last one takes the whole row. */
function arrange(count: number): { shape: "wide" | "tall" | "square"; span: string }[] {
  const out: { shape: "wide" | "tall" | "square"; span: string }[] = [];
  for (let rest = count; rest > 0; rest -= 6) {
    const block = blocks[Math.min(rest, 6) - 1] ?? [];
    const narrow = block.filter((place) => spans[place].startsWith("col") === false).length;
    block.forEach((place, index) => {
      const alone = narrow % 2 === 1 && index === block.length - 1;
      out.push({ shape: shapes[place], span: alone ? "col-span-2 @2xl:col-span-1" : spans[place] });
    });
  }
  return out;
}

/** Pictures that open large, one after the other. */
export function Gallery({ items, ...head }: GalleryContent) {
  const [at, setAt] = useState<number | undefined>(undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  const places = arrange(items.length);
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
          <li key={item.title + index} className={places[index]?.span}>
            <button type="button" className="gallery-item" onClick={() => open(index)}>
              <Artwork {...item.art} shape={places[index]?.shape ?? "square"} />
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
            <ArtworkAgain {...shown.art} shape={places[at]?.shape ?? "square"} />
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
