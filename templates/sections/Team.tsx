import type { TeamContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { Artwork } from "../parts/Artwork";
import { headOf, Section } from "../parts/Section";

export function Team({ people, ...head }: TeamContent) {
  return (
    <Section kind="team" {...headOf(head)}>
      <ul className="cards grid grid-cols-1 @sm:grid-cols-2 @4xl:grid-cols-4">
        {people.map((person) => (
          <li key={person.name + (person.role ?? "")} className="person">
            <Artwork motif="monogram" seed={person.name} shape="square" className="media" />
            <h3 className="item-title">{person.name}</h3>
            {person.role === undefined ? null : <p className="meta">{person.role}</p>}
            {person.text === undefined ? null : <p className="item-text">{person.text}</p>}
            {person.links === undefined || person.links.length === 0 ? null : (
              <p className="meta">
                {person.links.map((link) => (
                  <Anchor key={link.href} className="link" href={link.href}>
                    {link.label}
                  </Anchor>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
