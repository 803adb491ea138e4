import { useEffect, useState } from "react";
import type { OpeningHoursContent } from "../content";
import { Actions } from "../parts/Action";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** The week. Today is marked in the visitor's browser, since the page was written on another day. */
export function OpeningHours({ days, note, action, ...head }: OpeningHoursContent) {
  const [today, setToday] = useState(-1);
  useEffect(() => setToday((new Date().getDay() + 6) % 7), []);
  return (
    <Section kind="hours" {...headOf(head)}>
      <div className="hours">
        <dl className="rows">
          {days.map((day, index) => (
            <div key={day.day} className="row" data-today={days.length === 7 && index === today ? "" : undefined}>
              <dt>
                {day.day}
                {days.length === 7 && index === today ? <span className="chip">{words.today}</span> : null}
              </dt>
              <dd>{day.hours}</dd>
            </div>
          ))}
        </dl>
        {note === undefined ? null : <p className="fine">{note}</p>}
        <Actions links={action === undefined ? undefined : [action]} />
      </div>
    </Section>
  );
}
