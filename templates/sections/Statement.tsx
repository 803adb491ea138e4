import type { StatementContent } from "../content";

export function Statement({ id, tone = "plain", text, source }: StatementContent) {
  return (
    <section id={id} className={`section section-statement tone-${tone}`}>
      <figure className="statement">
        <blockquote>
          <p>{text}</p>
        </blockquote>
        {source === undefined ? null : <figcaption className="meta">{source}</figcaption>}
      </figure>
    </section>
  );
}
