// Which model writes the sites, in plain words, from what /readyz says.

import { useEffect, useState } from "react";
import type { ReadinessModel } from "../../../../../host/generated/http.ts";
import { getReadiness } from "../../api/endpoints.ts";

/** The built-in model is not a language model and must not be taken for one. */
export function modelWords(model: ReadinessModel): string {
  return model.kind === "builtin" ? "Built-in model, no key needed (rules, no LLM)" : model.name;
}

export function useModelWords(): string {
  const [words, setWords] = useState("Asking the server");
  useEffect(() => {
    const abort = new AbortController();
    getReadiness(abort.signal).then(
      ({ model }) => setWords(modelWords(model)),
      () => {
        if (!abort.signal.aborted) setWords("The server did not answer");
      },
    );
    return () => abort.abort();
  }, []);
  return words;
}
