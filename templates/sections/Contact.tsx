import type { ContactContent } from "../content";
import { fill } from "../fill";
import { Anchor } from "../parts/Anchor";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { looksLikeEmail } from "../parts/mail";
import { type Errors, MailForm, textOf } from "../parts/MailForm";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

function check(data: FormData): Errors {
  const errors: Errors = {};
  if (textOf(data, "name") === "") errors["name"] = words.needName;
  if (!looksLikeEmail(textOf(data, "email"))) errors["email"] = words.needEmail;
  if (textOf(data, "message").length < 3) errors["message"] = words.needMessage;
  return errors;
}

function compose(data: FormData) {
  const topic = textOf(data, "topic");
  const from = `${textOf(data, "name")} <${textOf(data, "email")}>`;
  return { subject: topic === "" ? fill(words.subject, { name: textOf(data, "name") }) : topic, body: `${textOf(data, "message")}\n\n${from}` };
}

export function Contact({ email, topics, details, note, ...head }: ContactContent) {
  return (
    <Section kind="contact" {...headOf(head)}>
      <div className="grid items-start gap-(--gap-wide) @3xl:grid-cols-[3fr_2fr]">
        <MailForm email={email} button={words.send} check={check} compose={compose}>
          {(errors) => (
            <>
              <div className="form-pair">
                <Field label={words.name} error={errors["name"]}>
                  {(control) => <input {...control} name="name" autoComplete="name" required />}
                </Field>
                <Field label={words.email} error={errors["email"]}>
                  {(control) => <input {...control} name="email" type="email" autoComplete="email" required />}
                </Field>
              </div>
              {topics === undefined || topics.length === 0 ? null : (
                <Field label={words.topic}>
                  {(control) => (
                    <select {...control} name="topic">
                      {topics.map((topic) => (
                        <option key={topic}>{topic}</option>
                      ))}
                    </select>
                  )}
                </Field>
              )}
              <Field label={words.message} error={errors["message"]}>
                {(control) => <textarea {...control} name="message" rows={6} required />}
              </Field>
            </>
          )}
        </MailForm>
        <div className="stack">
          {note === undefined ? null : <p className="item-text">{note}</p>}
          {details === undefined || details.length === 0 ? null : (
            <ul className="rows">
              {details.map((detail) => (
                <li key={detail.label} className="row-block">
                  <p className="label with-icon">
                    {detail.icon === undefined ? null : <Icon name={detail.icon} size={18} />}
                    {detail.label}
                  </p>
                  <p>
                    {detail.href === undefined ? (
                      detail.text
                    ) : (
                      <Anchor className="link" href={detail.href}>
                        {detail.text}
                      </Anchor>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Section>
  );
}
