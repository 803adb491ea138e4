import type { StatsContent } from "../content";
import { headOf, Section } from "../parts/Section";

export function Stats({ items, ...head }: StatsContent) {
  return (
    <Section kind="stats" {...headOf(head)}>
      <dl className="stats">
        {items.map((item) => (
          <div key={item.label} className="stat">
            <dt className="label">{item.label}</dt>
            <dd>
              <span className="figure">{item.value}</span>
              {item.text === undefined ? null : <span className="item-text">{item.text}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
