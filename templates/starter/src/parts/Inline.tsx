import type { ReactNode } from "react";
import { Anchor } from "./Anchor";

const marks = /\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((\S+?)\)|(?<![\w])_(.+?)_(?![\w])/g;

/** Text with **bold**, _emphasis_, `code` and [label](href). */
export function Inline({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push(element(match));
    at = match.index + match[0].length;
  }
  if (at === 0) return text;
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function element(match: RegExpExecArray): ReactNode {
  const [, bold, code, label, href, emphasis] = match;
  const key = match.index;
  if (bold !== undefined) return <strong key={key}>{bold}</strong>;
  if (code !== undefined) return <code key={key}>{code}</code>;
  if (emphasis !== undefined) return <em key={key}>{emphasis}</em>;
  return (
    <Anchor key={key} href={safe(href ?? "")}>
      {label}
    </Anchor>
  );
}

/** Words may come from anywhere; an address that runs code may not. */
function safe(href: string): string {
  return /^(?:https?:|mailto:|tel:|[/#])/.test(href) ? href : "#content";
}
