import type { Block, DocsPageContent, Link } from "../content";
import { pathOf, usePage } from "../page";
import { Anchor } from "../parts/Anchor";
import { anchorOf, Blocks } from "../parts/Blocks";
import { Inline } from "../parts/Inline";
import { words } from "../words";

/** A whole documentation page: chapters on one side, the page's own headings on the other. */
export function DocsPage({ nav, eyebrow, title, lede, body, previous, next }: DocsPageContent) {
  const headings = body.filter((block): block is Extract<Block, { kind: "h2" }> => block.kind === "h2");
  return (
    <div className="docs">
      <details className="docs-drawer">
        <summary>{words.contents}</summary>
        <DocsNav nav={nav} />
      </details>
      <div className="docs-side">
        <DocsNav nav={nav} />
      </div>
      <article className="docs-body">
        {eyebrow === undefined ? null : <p className="eyebrow">{eyebrow}</p>}
        <h1 className="page-title">{title}</h1>
        {lede === undefined ? null : (
          <p className="lede">
            <Inline text={lede} />
          </p>
        )}
        <Blocks body={body} />
        <div className="docs-turn">
          <Turn label={words.previous} link={previous} />
          <Turn label={words.next} link={next} />
        </div>
      </article>
      {headings.length < 2 ? null : (
        <nav className="docs-contents" aria-label={words.onThisPage}>
          <p className="label">{words.onThisPage}</p>
          <ul>
            {headings.map((heading) => (
              <li key={heading.text}>
                <a href={`#${anchorOf(heading.text)}`}>{heading.text}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

function DocsNav({ nav }: { nav: DocsPageContent["nav"] }) {
  const here = pathOf(usePage());
  return (
    <nav className="docs-nav" aria-label={words.contents}>
      {nav.map((group) => (
        <div key={group.title}>
          <p className="label">{group.title}</p>
          <ul>
            {group.links.map((link) => (
              <li key={link.href}>
                <Anchor href={link.href} aria-current={link.href === here ? "page" : undefined}>
                  {link.label}
                </Anchor>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Turn({ label, link }: { label: string; link: Link | undefined }) {
  if (link === undefined) return null;
  return (
    <Anchor className="card docs-turn-link" href={link.href}>
      <span className="label">{label}</span>
      <span>{link.label}</span>
    </Anchor>
  );
}
