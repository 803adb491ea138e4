import { useId, type ReactNode } from "react";

interface Control {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

/** A labelled control with room for what is wrong with it. */
export function Field({ label, error, children }: { label: string; error?: string | undefined; children: (control: Control) => ReactNode }) {
  const id = useId();
  const wrong = error !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": wrong || undefined, "aria-describedby": wrong ? `${id}-error` : undefined })}
      {wrong ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
