import type { Link, SiteContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { pathOf, usePage } from "../page";
import { words } from "../words";
import { ThemeSwitch } from "./ThemeSwitch";

/** Three to five links stand in a row on wide screens; the same links open from a button on narrow ones. */
export function Header({ site }: { site: SiteContent }) {
  const here = pathOf(usePage());
  return (
    <header className="site-header" data-form={site.header}>
      <div className="site-header-inner">
        <Anchor className="site-name" href="/" aria-current={here === "/" ? "page" : undefined}>
          {site.name}
        </Anchor>
        {site.header === "masthead" ? <p className="site-tagline">{site.tagline}</p> : null}
        {site.nav.length > 0 ? (
          <nav className="site-nav" aria-label={words.mainNavigation}>
            <NavLinks links={site.nav} here={here} />
          </nav>
        ) : null}
        <div className="site-tools">
          {site.mode === "auto" ? <ThemeSwitch /> : null}
          {site.action === undefined ? null : (
            <Anchor className="button button-main site-action" href={site.action.href}>
              {site.action.label}
            </Anchor>
          )}
          {site.nav.length > 0 ? <MobileMenu site={site} here={here} /> : null}
        </div>
      </div>
    </header>
  );
}

function NavLinks({ links, here }: { links: Link[]; here: string }) {
  return (
    <ul>
      {links.map((link) => (
        <li key={link.href + link.label}>
          <Anchor href={link.href} aria-current={link.href === here ? "page" : undefined}>
            {link.label}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

/** A popover, so that it opens without JavaScript, closes on Escape and keeps focus in order. */
function MobileMenu({ site, here }: { site: SiteContent; here: string }) {
  return (
    <div className="mobile-menu">
      <button type="button" className="button menu-button" popoverTarget="site-menu">
        {words.menu}
      </button>
      <nav id="site-menu" popover="auto" aria-label={words.menu} onClick={closeOnLink}>
        <NavLinks links={site.nav} here={here} />
        {site.action === undefined ? null : (
          <Anchor className="button button-main" href={site.action.href}>
            {site.action.label}
          </Anchor>
        )}
        <button type="button" className="button" popoverTarget="site-menu" popoverTargetAction="hide">
          {words.close}
        </button>
      </nav>
    </div>
  );
}

/** A link to a place on the same page would otherwise leave the menu over it. */
function closeOnLink(event: React.MouseEvent<HTMLElement>) {
  if (event.target instanceof Element && event.target.closest("a") !== null) event.currentTarget.hidePopover();
}
