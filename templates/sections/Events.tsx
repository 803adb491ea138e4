import type { EventsContent } from "../content";
import { Action } from "../parts/Action";
import { DateText } from "../parts/DateText";
import { headOf, Section } from "../parts/Section";

export function Events({ items, ...head }: EventsContent) {
  return (
    <Section kind="events" {...headOf(head)}>
      <ul className="rows events">
        {items.map((item) => (
          <li key={item.date + item.title} className="event">
            <p className="event-date">
              <DateText date={item.date} />
              {item.time === undefined ? null : <span className="meta">{item.time}</span>}
            </p>
            <div className="stack-tight">
              <h3 className="item-title">{item.title}</h3>
              {item.place === undefined ? null : <p className="meta">{item.place}</p>}
              {item.text === undefined ? null : <p className="item-text">{item.text}</p>}
            </div>
            {item.action === undefined ? null : (
              <p>
                <Action {...item.action} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
