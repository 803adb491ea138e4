import { type FormEvent, useState } from "react";
import type { ProviderKey, ProviderReport } from "../../../../../host/generated/http.ts";
import { deleteProviderKey, setProviderKey } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { TextInput } from "../../ui/text_input.tsx";
import { dollars } from "./money.ts";

function stateOf({ available, takesKey, health }: ProviderReport): { words: string; tone: string } {
  if (!available)
    return { words: takesKey ? "No key" : "Not bound", tone: "bg-line text-ink-soft" };
  switch (health.state) {
    case "open":
      return { words: "Out of order", tone: "bg-bad-soft text-ink" };
    case "half_open":
      return { words: "Trying again", tone: "bg-warn-soft text-ink" };
    case "closed":
      return { words: "Ready", tone: "bg-line/60 text-good" };
  }
}

function KeyForm({
  provider,
  onChange,
}: {
  readonly provider: ProviderReport;
  readonly onChange: () => void;
}) {
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await setProviderKey(provider.name, key.trim());
      setKey("");
      onChange();
    } catch (cause) {
      setProblem(toProblem(cause));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextInput
            label={`Your key for ${provider.title}`}
            type="password"
            value={key}
            onChange={setKey}
            maxLength={512}
            autoComplete="new-password"
          />
        </div>
        <Button
          type="submit"
          size="normal"
          className="h-11"
          isDisabled={busy || key.trim().length < 8}
        >
          {busy ? "Trying it" : "Keep"}
        </Button>
      </div>
      <p className="text-small text-ink-faint">It is tried once, sealed, and never shown again.</p>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}

function OwnKey({
  provider,
  own,
  onChange,
}: {
  readonly provider: ProviderReport;
  readonly own: ProviderKey;
  readonly onChange: () => void;
}) {
  const [problem, setProblem] = useState<Problem>();
  const forget = async (): Promise<void> => {
    try {
      await deleteProviderKey(provider.name);
      onChange();
    } catch (cause) {
      setProblem(toProblem(cause));
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-3">
        <span className="min-w-0 flex-1 text-small">
          Your key ends in <code className="font-mono">{own.lastFour}</code>
          {own.validatedAt && (
            <span className="text-ink-faint">
              , tried {new Date(own.validatedAt).toLocaleDateString("en")}
            </span>
          )}
        </span>
        <Button onPress={() => void forget()} aria-label={`Forget your key for ${provider.title}`}>
          Forget
        </Button>
      </p>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

export function ProviderCard({
  provider,
  own,
  isAlone,
  onChange,
}: {
  readonly provider: ProviderReport;
  readonly own: ProviderKey | undefined;
  /** No other provider can be asked. */
  readonly isAlone: boolean;
  readonly onChange: () => void;
}) {
  const state = stateOf(provider);
  return (
    <li
      className="flex flex-col gap-3 rounded-l border border-line bg-raised p-5"
      data-testid={`provider-${provider.name}`}
    >
      <div className="flex items-center gap-3">
        <h3 className="min-w-0 flex-1 text-large">{provider.title}</h3>
        <span className={`rounded-full px-2.5 py-0.5 text-small font-[560] ${state.tone}`}>
          {state.words}
        </span>
      </div>
      {provider.health.state === "open" && (
        <p className="text-small text-ink-soft">
          It failed {provider.health.failures} times in a row
          {provider.health.retryAt &&
            ` and is tried again at ${new Date(provider.health.retryAt).toLocaleTimeString("en")}`}
          .{isAlone ? " There is no other to answer meanwhile." : " Others answer meanwhile."}
        </p>
      )}
      {provider.takesKey && provider.keySource === "deployment" && (
        <p className="text-small text-ink-soft">
          The deployment has a key. One of your own goes before it.
        </p>
      )}
      {provider.takesKey && provider.available && provider.keySource === "none" && (
        <p className="text-small text-ink-soft">
          It is asked without a key. Set one if it wants one.
        </p>
      )}
      {!provider.takesKey && (
        <p className="text-small text-ink-soft">
          It takes no key: the Workers ask it by their binding
          {provider.available ? "." : ", which this deployment does not have."}
        </p>
      )}
      {own && <OwnKey provider={provider} own={own} onChange={onChange} />}
      {!own && provider.takesKey && <KeyForm provider={provider} onChange={onChange} />}
      {provider.models.length > 0 && (
        <details className="text-small">
          <summary className="min-h-8 cursor-pointer py-1.5 text-ink-soft">
            {provider.models.length} {provider.models.length === 1 ? "model" : "models"}, dollars
            for a million tokens
          </summary>
          <ul className="mt-1 flex flex-col">
            {provider.models.map((model) => (
              <li
                key={model.name}
                className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-1.5"
              >
                <span className="min-w-0 flex-1 font-mono [overflow-wrap:anywhere]">
                  {model.name}
                </span>
                <span className="text-ink-soft tabular-nums">
                  {dollars(model.inputMicros)} in, {dollars(model.outputMicros)} out
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
