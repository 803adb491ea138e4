import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Tip } from "./tip.tsx";

export function CopyButton({ text, what }: { readonly text: () => string; readonly what: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1_600);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setDone(true);
    } catch {
      setDone(false);
    }
  };
  const words = done ? "Copied" : `Copy ${what}`;
  return (
    <Tip words={words}>
      <Button look="quiet" size="icon" aria-label={words} onPress={() => void copy()}>
        {done ? <Check size={15} /> : <Copy size={15} />}
      </Button>
    </Tip>
  );
}
