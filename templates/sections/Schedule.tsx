import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { ScheduleContent } from "../content";
import { headOf, Section } from "../parts/Section";

/** A programme. Days are tabs; without JavaScript, or with one day, all of it is simply there. */
export function Schedule({ days, note, ...head }: ScheduleContent) {
  const [at, setAt] = useState(0);
  const id = useId();
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const several = days.length > 1;

  function move(event: KeyboardEvent) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    const next = (at + by + days.length) % days.length;
    setAt(next);
    tabs.current[next]?.focus();
  }

  return (
    <Section kind="schedule" {...headOf(head)}>
      {several ? (
        <div className="tabs" role="tablist" aria-label={head.title} onKeyDown={move}>
          {days.map((day, index) => (
            <button
              key={day.label}
              ref={(element) => {
                tabs.current[index] = element;
              }}
              type="button"
              role="tab"
              className="tab"
              id={`${id}-tab-${index}`}
              aria-controls={`${id}-day-${index}`}
              aria-selected={index === at}
              tabIndex={index === at ? 0 : -1}
              onClick={() => setAt(index)}
            >
              {day.label}
              {day.date === undefined ? null : <span className="tab-note">{day.date}</span>}
            </button>
          ))}
        </div>
      ) : null}
      {days.map((day, index) => (
        <div key={day.label} id={`${id}-day-${index}`} {...(several ? { role: "tabpanel", "aria-labelledby": `${id}-tab-${index}` } : {})} hidden={several && index !== at}>
          <Day items={day.items} />
        </div>
      ))}
      {note === undefined ? null : <p className="fine">{note}</p>}
    </Section>
  );
}

function Day({ items }: { items: ScheduleContent["days"][number]["items"] }) {
  return (
    <ol className="rows schedule">
      {items.map((item, index) => (
        <li key={item.time + index} className="schedule-item" data-kind={item.kind ?? "talk"}>
          <p className="schedule-time">{item.time}</p>
          <div>
            <h3 className="item-title">{item.title}</h3>
            {item.text === undefined ? null : <p className="item-text">{item.text}</p>}
          </div>
          {item.place === undefined ? null : <p className="meta">{item.place}</p>}
        </li>
      ))}
    </ol>
  );
}
