import type { TimelineContent } from "../content";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";

export function Timeline({ items, ...head }: TimelineContent) {
  return (
    <Section kind="timeline" {...headOf(head)}>
      <ol className="timeline">
        {items.map((item) => (
          <li key={item.when + item.title} className="timeline-item">
            <p className="timeline-when">{item.when}</p>
            <div>
              <h3 className="item-title">{item.title}</h3>
              {item.text === undefined ? null : (
                <p className="item-text">
                  <Inline text={item.text} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
