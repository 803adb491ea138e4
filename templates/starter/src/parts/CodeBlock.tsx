import { useState } from "react";
import { words } from "../words";

/** Code as it is, with a button that copies it. */
export function CodeBlock({ code, file }: { code: string; file?: string | undefined }) {
  const [copied, setCopied] = useState(false);
  const [failed, setFailed] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      setFailed(true);
    }
  }

  return (
    <figure className="code">
      <figcaption className="code-bar">
        <span>{file ?? ""}</span>
        {failed ? null : (
          <button type="button" className="code-copy" onClick={copy}>
            <span aria-live="polite">{copied ? words.copied : words.copy}</span>
          </button>
        )}
      </figcaption>
      <pre tabIndex={0} role="region" aria-label={file ?? code.slice(0, 40)}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
