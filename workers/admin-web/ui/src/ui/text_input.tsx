import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";

export function TextInput({
  label,
  value,
  onChange,
  type = "text",
  maxLength,
  autoFocus = false,
  autoComplete = "off",
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password";
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
}) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      type={type}
      autoFocus={autoFocus}
      autoComplete={autoComplete}
      {...(maxLength === undefined ? {} : { maxLength })}
      className="flex flex-col gap-1"
    >
      <Label className="text-small font-[560]">{label}</Label>
      <Input className="h-11 rounded-m border border-line-strong bg-sheet px-3 data-[focused]:border-accent data-[focused]:shadow-[0_0_0_3px_var(--vial)]" />
    </TextField>
  );
}
