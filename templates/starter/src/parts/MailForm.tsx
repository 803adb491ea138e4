import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { site } from "../content/site";
import { fill } from "../fill";
import { words } from "../words";
import { CodeBlock } from "./CodeBlock";
import { mailto } from "./mail";

export type Errors = Record<string, string>;

interface Message {
  subject: string;
  body: string;
}

interface MailFormProps {
  email: string | undefined;
  button: string;
  /** What is wrong, by the field's name; empty when all is well. */
  check: (data: FormData) => Errors;
  compose: (data: FormData) => Message;
  note?: string | undefined;
  className?: string;
  children: (errors: Errors) => ReactNode;
}

/** A form without a server: it checks, then opens a filled-in e-mail and says so. */
export function MailForm({ email = site.email, button, check, compose, note, className = "", children }: MailFormProps) {
  const [errors, setErrors] = useState<Errors>({});
  const [sent, setSent] = useState<Message | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const found = check(data);
    setErrors(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const message = compose(data);
    setSent(message);
    if (email !== undefined) window.location.href = mailto(email, message.subject, message.body);
  }

  return (
    <form ref={form} className={`form ${className}`} noValidate onSubmit={submit}>
      {children(errors)}
      <div className="form-end">
        <button type="submit" className="button button-main">
          {button}
        </button>
        <p className="fine">{note ?? words.mailOpens}</p>
      </div>
      <div role="status">
        {sent === undefined ? null : (
          <div className="form-sent">
            <p>{email === undefined ? words.noMail : fill(words.mailOpened, { email })}</p>
            <CodeBlock code={`${sent.subject}\n\n${sent.body}`} />
          </div>
        )}
      </div>
    </form>
  );
}

/** The text of a field, without the blanks around it. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.trim() : "";
}
