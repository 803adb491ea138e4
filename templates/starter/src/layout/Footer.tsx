import type { SiteContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { words } from "../words";

export function Footer({ site }: { site: SiteContent }) {
  const phone = site.phone?.replace(/[^+\d]/g, "");
  const groups = site.footerLinks ?? [{ title: words.contents, links: site.nav }];
  const reachable = site.email !== undefined || site.phone !== undefined || site.address !== undefined;
  return (
    <footer className="site-footer" data-form={site.footer}>
      <div className="site-footer-inner">
        <div className="site-footer-about">
          <p className="site-footer-name">{site.name}</p>
          <p className="site-footer-tagline">{site.tagline}</p>
        </div>
        {groups
          .filter((group) => group.links.length > 0)
          .map((group) => (
            <nav key={group.title} className="site-footer-group" aria-label={group.title}>
              <p className="label">{group.title}</p>
              <ul>
                {group.links.map((link) => (
                  <li key={link.href + link.label}>
                    <Anchor href={link.href}>{link.label}</Anchor>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
        {reachable ? (
          <address className="site-footer-group">
            <p className="label">{words.contact}</p>
            <ul>
              {site.address?.map((line) => <li key={line}>{line}</li>)}
              {site.email === undefined ? null : (
                <li>
                  <a href={`mailto:${site.email}`}>{site.email}</a>
                </li>
              )}
              {site.phone === undefined ? null : (
                <li>
                  <a href={`tel:${phone}`}>{site.phone}</a>
                </li>
              )}
            </ul>
          </address>
        ) : null}
        {site.social === undefined || site.social.length === 0 ? null : (
          <nav className="site-footer-group" aria-label={words.elsewhere}>
            <p className="label">{words.elsewhere}</p>
            <ul>
              {site.social.map((link) => (
                <li key={link.href}>
                  <Anchor href={link.href}>{link.label}</Anchor>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <p className="site-legal">{site.legal ?? site.name}</p>
      </div>
    </footer>
  );
}
