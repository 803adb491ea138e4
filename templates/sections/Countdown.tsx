import { useEffect, useState } from "react";
import type { CountdownContent } from "../content";
import { site } from "../content/site";
import { Actions } from "../parts/Action";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

const units = [
  [words.days, 86_400],
  [words.hours, 3_600],
  [words.minutesLong, 60],
  [words.seconds, 1],
] as const;

/** The date is in the page; the time left is counted in the visitor's browser. */
export function Countdown({ date, after, action, ...head }: CountdownContent) {
  const [left, setLeft] = useState<number | undefined>(undefined);
  useEffect(() => {
    if (Number.isNaN(Date.parse(date))) return;
    const tick = () => setLeft(Math.max(0, Math.floor((Date.parse(date) - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [date]);
  const known = !Number.isNaN(Date.parse(date));
  const shown = known ? new Intl.DateTimeFormat(site.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date)) : date;
  let rest = left ?? 0;

  return (
    <Section kind="countdown" {...headOf(head)}>
      <p className="lede">
        <time dateTime={date}>{shown}</time>
      </p>
      {!known ? null : left === 0 && after !== undefined ? (
        <p className="figure">{after}</p>
      ) : (
        <div className="stats" role="timer" aria-label={shown}>
          {units.map(([label, size]) => {
            const value = Math.floor(rest / size);
            rest -= value * size;
            return (
              <p key={label} className="stat">
                <span className="figure">{left === undefined ? "––" : String(value).padStart(2, "0")}</span>
                <span className="label">{label}</span>
              </p>
            );
          })}
        </div>
      )}
      <Actions links={action === undefined ? undefined : [action]} />
    </Section>
  );
}
