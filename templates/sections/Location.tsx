import type { LocationContent } from "../content";
import { Artwork } from "../parts/Artwork";
import { Icon } from "../parts/Icon";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** Where it is and how to get there. The map is a drawing; the link leads to a real one. */
export function Location({ address, mapQuery, directions, seed, ...head }: LocationContent) {
  return (
    <Section kind="location" {...headOf(head)}>
      <div className="grid items-start gap-(--gap) @3xl:grid-cols-[3fr_2fr]">
        <Artwork motif="map" seed={seed} className="media" />
        <div className="stack">
          <address className="address">
            {address.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </address>
          {mapQuery === undefined ? null : (
            <p>
              <a className="link" href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(mapQuery)}`} rel="noreferrer">
                {words.openMap}
              </a>
            </p>
          )}
          {directions === undefined || directions.length === 0 ? null : (
            <ul className="rows">
              {directions.map((direction) => (
                <li key={direction.by} className="row-block">
                  <h3 className="item-title with-icon">
                    {direction.icon === undefined ? null : <Icon name={direction.icon} size={20} />}
                    {direction.by}
                  </h3>
                  <p className="item-text">{direction.text}</p>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Section>
  );
}
