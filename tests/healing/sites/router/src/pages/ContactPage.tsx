import { type FormEvent, useState } from "react";

type Status = "idle" | "sending" | "sent";

async function send(message: string): Promise<{ ok: boolean }> {
  await new Promise((wake) => setTimeout(wake, 10));
  return { ok: message.length > 0 };
}

export default function ContactPage() {
  const [status, setStatus] = useState<Status>("idle");
  const [message, setMessage] = useState("");

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setStatus("sending");
    const result = await send(message);
    setStatus(result.ok ? "sent" : "idle");
  }

  return (
    <form onSubmit={handleSubmit}>
      <h1>Write to the workshop</h1>
      <label htmlFor="message">Your message to us</label>
      <textarea
        id="message"
        rows={4}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      <button type="submit" disabled={status === "sending"}>
        Send it now
      </button>
      {status === "sent" && <p>Thank you for writing.</p>}
    </form>
  );
}
