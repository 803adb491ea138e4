import type { ServicesContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";

export function Services({ items, ...head }: ServicesContent) {
  return (
    <Section kind="services" {...headOf(head)}>
      <ul className="rows services">
        {items.map((item) => (
          <li key={item.title} className="service">
            <h3 className="service-title">
              {item.href === undefined ? (
                item.title
              ) : (
                <Anchor className="link" href={item.href}>
                  {item.title}
                </Anchor>
              )}
            </h3>
            <div className="stack-tight">
              <p className="item-text">
                <Inline text={item.text} />
              </p>
              {item.points === undefined || item.points.length === 0 ? null : (
                <ul className="dashes">
                  {item.points.map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              )}
            </div>
            {item.price === undefined && item.duration === undefined ? null : (
              <p className="service-price">
                {item.price === undefined ? null : <span>{item.price}</span>}
                {item.duration === undefined ? null : <span className="meta">{item.duration}</span>}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
