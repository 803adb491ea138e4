import type { NewsletterContent } from "../content";
import { Field } from "../parts/Field";
import { looksLikeEmail } from "../parts/mail";
import { type Errors, MailForm, textOf } from "../parts/MailForm";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

function check(data: FormData): Errors {
  return looksLikeEmail(textOf(data, "email")) ? {} : { email: words.needEmail };
}

export function Newsletter({ email, button = words.subscribe, note, ...head }: NewsletterContent) {
  return (
    <Section kind="newsletter" {...headOf(head)}>
      <MailForm className="form-line" email={email} button={button} note={note} check={check} compose={(data) => ({ subject: `${button}: ${head.title}`, body: textOf(data, "email") })}>
        {(errors) => (
          <Field label={words.email} error={errors["email"]}>
            {(control) => <input {...control} name="email" type="email" autoComplete="email" required />}
          </Field>
        )}
      </MailForm>
    </Section>
  );
}
