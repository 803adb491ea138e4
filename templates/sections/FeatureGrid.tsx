import type { FeatureGridContent } from "../content";
import { Icon } from "../parts/Icon";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";

export function FeatureGrid({ items, ...head }: FeatureGridContent) {
  const columns = items.length % 3 === 0 ? "@3xl:grid-cols-3" : items.length % 4 === 0 ? "@5xl:grid-cols-4" : items.length === 2 ? "" : "@3xl:grid-cols-3";
  return (
    <Section kind="features" {...headOf(head)}>
      <ul className={`cards grid @lg:grid-cols-2 ${columns}`}>
        {items.map((item) => (
          <li key={item.title} className="card">
            {item.icon === undefined ? null : (
              <span className="card-icon">
                <Icon name={item.icon} />
              </span>
            )}
            <h3 className="item-title">{item.title}</h3>
            <p className="item-text">
              <Inline text={item.text} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
