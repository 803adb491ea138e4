import type { PartnersContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { headOf, Section } from "../parts/Section";

export function Partners({ items, ...head }: PartnersContent) {
  return (
    <Section kind="partners" {...headOf(head)}>
      <ul className="partners">
        {items.map((item) => (
          <li key={item.name}>
            <p className="partner-name">
              {item.href === undefined ? (
                item.name
              ) : (
                <Anchor className="link" href={item.href}>
                  {item.name}
                </Anchor>
              )}
            </p>
            {item.text === undefined ? null : <p className="meta">{item.text}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
