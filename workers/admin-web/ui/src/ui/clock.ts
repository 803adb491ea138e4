// Time as a person reads it.

import { useEffect, useState } from "react";

/** The time now, again every `ms` while `active`. */
export function useClock(ms: number, active: boolean): number {
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    if (!active) return;
    setAt(Date.now());
    const timer = setInterval(() => setAt(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms, active]);
  return at;
}

/** 0:07, 12:40, 1:02:03. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

export function ago(time: string, at: number): string {
  const seconds = Math.round((at - Date.parse(time)) / 1000);
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 45) return "just now";
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`;
  if (seconds < 7 * 86_400) {
    const days = Math.round(seconds / 86_400);
    return days === 1 ? "yesterday" : `${days} days ago`;
  }
  return new Date(time).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

export function fullTime(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
