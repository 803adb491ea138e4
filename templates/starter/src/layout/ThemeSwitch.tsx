import { useEffect, useState } from "react";
import { words } from "../words";

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

/** Light or dark, remembered in this browser. Until a visitor chooses, the system's setting holds. */
export function ThemeSwitch() {
  const [dark, setDark] = useState(false);
  useEffect(() => setDark(isDark()), []);

  function turn() {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    setDark(next === "dark");
    try {
      localStorage.setItem("theme", next);
    } catch {
      // A closed storage only means that the choice is not remembered.
    }
  }

  return (
    <button type="button" className="theme-switch" onClick={turn} aria-label={dark ? words.switchToLight : words.switchToDark}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" strokeWidth="1.75" />
        <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
      </svg>
    </button>
  );
}
