import type { AnchorHTMLAttributes } from "react";
import { useHref } from "../page";

/** A link. Addresses from the root become relative; those to other hosts do not hand over the address of this page. */
export function Anchor({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const outside = /^https?:/.test(href);
  return <a {...rest} href={useHref(href)} {...(outside ? { rel: "noreferrer" } : {})} />;
}
