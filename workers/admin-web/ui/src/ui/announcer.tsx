import { useEffect, useState } from "react";

/** Says a change of state to screen readers, politely, at most once a second and never the first one. */
export function Announcer({ words }: { readonly words: string }) {
  const [said, setSaid] = useState("");
  const [first] = useState(words);
  useEffect(() => {
    if (words === first) return;
    const timer = setTimeout(() => setSaid(words), 900);
    return () => clearTimeout(timer);
  }, [words, first]);
  return (
    <p role="status" aria-live="polite" className="sr-only" data-testid="announcer">
      {said}
    </p>
  );
}
