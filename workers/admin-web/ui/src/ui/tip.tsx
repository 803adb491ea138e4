import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";

/** Names an icon button on hover and focus. The button still needs its own aria-label. */
export function Tip({
  words,
  children,
}: {
  readonly words: string;
  readonly children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip
        offset={6}
        className="enters z-50 max-w-60 rounded-s bg-ink px-2 py-1 text-small text-bench shadow-sheet"
      >
        {words}
      </Tooltip>
    </TooltipTrigger>
  );
}
