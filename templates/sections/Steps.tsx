import type { StepsContent } from "../content";
import { Actions } from "../parts/Action";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";

export function Steps({ items, action, ...head }: StepsContent) {
  const columns = items.length === 3 ? "@3xl:grid-cols-3" : "@5xl:grid-cols-4";
  return (
    <Section kind="steps" {...headOf(head)}>
      <ol className={`cards grid @xl:grid-cols-2 ${columns}`}>
        {items.map((item, index) => (
          <li key={item.title} className="step">
            <p className="step-number" aria-hidden="true">
              {index + 1}
            </p>
            <h3 className="item-title">{item.title}</h3>
            <p className="item-text">
              <Inline text={item.text} />
            </p>
          </li>
        ))}
      </ol>
      <Actions links={action === undefined ? undefined : [action]} />
    </Section>
  );
}
