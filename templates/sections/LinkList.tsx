import type { LinkListContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { Icon } from "../parts/Icon";
import { headOf, Section } from "../parts/Section";

export function LinkList({ links, ...head }: LinkListContent) {
  return (
    <Section kind="links" {...headOf(head)}>
      <ul className="link-list">
        {links.map((link) => (
          <li key={link.href}>
            <Anchor className="card link-card" href={link.href}>
              {link.icon === undefined ? null : <Icon name={link.icon} />}
              <span className="grow">
                <span className="item-title">{link.label}</span>
                {link.text === undefined ? null : <span className="meta">{link.text}</span>}
              </span>
              <Icon name="arrow" size={20} />
            </Anchor>
          </li>
        ))}
      </ul>
    </Section>
  );
}
