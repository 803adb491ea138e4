import type { MenuContent } from "../content";
import { headOf, Section } from "../parts/Section";

/** Food and drink; the price stands at the end of a dotted line. */
export function Menu({ groups, note, ...head }: MenuContent) {
  return (
    <Section kind="menu" {...headOf(head)}>
      <div className={groups.length > 1 ? "menu @3xl:columns-2" : "menu"}>
        {groups.map((group) => (
          <section key={group.title} className="menu-group" aria-label={group.title}>
            <h3 className="menu-title">{group.title}</h3>
            {group.note === undefined ? null : <p className="meta">{group.note}</p>}
            <ul>
              {group.items.map((item) => (
                <li key={item.name} className="menu-item">
                  <p className="menu-line">
                    <span className="menu-name">{item.name}</span>
                    <span className="menu-dots" aria-hidden="true" />
                    {item.price === undefined ? null : <span className="menu-price">{item.price}</span>}
                  </p>
                  {item.text === undefined ? null : <p className="item-text">{item.text}</p>}
                  {item.tags === undefined || item.tags.length === 0 ? null : <p className="meta">{item.tags.join(" · ")}</p>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {note === undefined ? null : <p className="fine">{note}</p>}
    </Section>
  );
}
