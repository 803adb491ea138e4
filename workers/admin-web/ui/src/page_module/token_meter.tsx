import { useDeferredValue, useEffect, useState } from "react";
import { hasTokenMeter, loadTokenMeter } from "./load.ts";

const number = new Intl.NumberFormat("en");

/** How many tokens of o200k_base a text is; undefined until that is known, and without the module. */
export function useTokenCount(text: string): number | undefined {
  const settled = useDeferredValue(text);
  const [counted, setCounted] = useState<{ text: string; tokens: number }>();
  useEffect(() => {
    if (!hasTokenMeter || settled === "") return;
    let wanted = true;
    loadTokenMeter().then(
      (meter) => {
        if (wanted) setCounted({ text: settled, tokens: meter.countTokens(settled) });
      },
      () => {}, // a count is a service, not a need
    );
    return () => {
      wanted = false;
    };
  }, [settled]);
  return settled === "" ? undefined : counted?.tokens;
}

/** "1,234 tokens", or nothing while that is not known. */
export function TokenMeter({ text }: { readonly text: string }) {
  const tokens = useTokenCount(text);
  if (tokens === undefined) return null;
  return (
    <span data-testid="token-meter" title="Counted as OpenAI's models do (o200k_base)">
      {number.format(tokens)} {tokens === 1 ? "token" : "tokens"}
    </span>
  );
}
