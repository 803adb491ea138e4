import { useEffect, useState } from "react";
import type { BookingContent } from "../content";
import { Field } from "../parts/Field";
import { looksLikeEmail } from "../parts/mail";
import { type Errors, MailForm, textOf } from "../parts/MailForm";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** A request, not a confirmed booking: it goes out as an e-mail. */
export function Booking({ choices, times, people, email, note, ...head }: BookingContent) {
  const [today, setToday] = useState("");
  useEffect(() => setToday(localDate(new Date())), []);

  function check(data: FormData): Errors {
    const errors: Errors = {};
    const date = textOf(data, "date");
    if (date === "" || date < today) errors["date"] = words.needDate;
    if (textOf(data, "time") === "") errors["time"] = words.needTime;
    if (textOf(data, "name") === "") errors["name"] = words.needName;
    if (!looksLikeEmail(textOf(data, "email"))) errors["email"] = words.needEmail;
    return errors;
  }

  return (
    <Section kind="booking" {...headOf(head)}>
      <MailForm className="card form-card" email={email} button={words.request} check={check} compose={compose} note={note}>
        {(errors) => (
          <>
            <Field label={words.what}>
              {(control) => (
                <select {...control} name="what">
                  {choices.map((choice) => (
                    <option key={choice}>{choice}</option>
                  ))}
                </select>
              )}
            </Field>
            <div className="form-pair">
              <Field label={words.date} error={errors["date"]}>
                {(control) => <input {...control} name="date" type="date" min={today || undefined} required />}
              </Field>
              <Field label={words.time} error={errors["time"]}>
                {(control) =>
                  times === undefined ? (
                    <input {...control} name="time" type="time" required />
                  ) : (
                    <select {...control} name="time">
                      {times.map((time) => (
                        <option key={time}>{time}</option>
                      ))}
                    </select>
                  )
                }
              </Field>
              {people === undefined ? null : (
                <Field label={words.people}>{(control) => <input {...control} name="people" type="number" min={1} max={people} defaultValue={Math.min(2, people)} />}</Field>
              )}
            </div>
            <div className="form-pair">
              <Field label={words.name} error={errors["name"]}>
                {(control) => <input {...control} name="name" autoComplete="name" required />}
              </Field>
              <Field label={words.email} error={errors["email"]}>
                {(control) => <input {...control} name="email" type="email" autoComplete="email" required />}
              </Field>
            </div>
            <Field label={`${words.message} (${words.optional})`}>{(control) => <textarea {...control} name="message" rows={3} />}</Field>
          </>
        )}
      </MailForm>
    </Section>
  );
}

function localDate(now: Date): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

function compose(data: FormData) {
  const people = textOf(data, "people");
  const lines = [
    textOf(data, "what"),
    `${words.date}: ${textOf(data, "date")}`,
    `${words.time}: ${textOf(data, "time")}`,
    people === "" ? "" : `${words.people}: ${people}`,
    textOf(data, "message"),
    `${textOf(data, "name")} <${textOf(data, "email")}>`,
  ];
  return { subject: `${textOf(data, "what")}, ${textOf(data, "date")} ${textOf(data, "time")}`, body: lines.filter((line) => line !== "").join("\n") };
}
