import type { Mood } from "../state/words.ts";

/** The state of a project as a spirit level. Decoration: the words beside it say the same. */
export function Level({
  mood,
  size = "normal",
}: {
  readonly mood: Mood;
  readonly size?: "small" | "normal" | "large";
}) {
  return (
    <span className="level" data-mood={mood} data-size={size} aria-hidden="true">
      <span />
    </span>
  );
}
