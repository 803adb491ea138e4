import type { SpeakersContent } from "../content";
import { Actions } from "../parts/Action";
import { Artwork } from "../parts/Artwork";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** Who speaks. A slot without a name says so instead of showing somebody who does not exist. */
export function Speakers({ slots, action, ...head }: SpeakersContent) {
  return (
    <Section kind="speakers" {...headOf(head)}>
      <ul className="cards grid grid-cols-1 @sm:grid-cols-2 @4xl:grid-cols-3">
        {slots.map((slot, index) => (
          <li key={slot.topic + index} className="card speaker">
            <Artwork motif={slot.name === undefined ? "shapes" : "monogram"} seed={slot.name ?? slot.topic} shape="square" className="speaker-art" />
            <div className="stack-tight">
              <p className="meta">
                {slot.track === undefined ? null : <span>{slot.track}</span>}
                <span>{slot.name ?? words.openSlot}</span>
              </p>
              <h3 className="item-title">{slot.topic}</h3>
              {slot.text === undefined ? null : <p className="item-text">{slot.text}</p>}
            </div>
          </li>
        ))}
      </ul>
      <Actions links={action === undefined ? undefined : [action]} />
    </Section>
  );
}
