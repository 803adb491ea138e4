import type { Link } from "../content";
import { Anchor } from "./Anchor";

/** A link that looks like a button. */
export function Action({ label, href, main = false }: Link & { main?: boolean }) {
  return (
    <Anchor className={main ? "button button-main" : "button"} href={href}>
      {label}
    </Anchor>
  );
}

/** A row of them; the first is the main one. */
export function Actions({ links }: { links: Link[] | undefined }) {
  if (links === undefined || links.length === 0) return null;
  return (
    <p className="actions">
      {links.map((link, index) => (
        <Action key={link.href + link.label} {...link} main={index === 0} />
      ))}
    </p>
  );
}
