import type { TestimonialsContent } from "../content";
import { headOf, Section } from "../parts/Section";

export function Testimonials({ items, ...head }: TestimonialsContent) {
  const columns = items.length === 1 ? "" : items.length === 2 ? "@2xl:grid-cols-2" : "@2xl:grid-cols-2 @3xl:grid-cols-3";
  return (
    <Section kind="voices" {...headOf(head)}>
      <ul className={`cards grid ${columns}`}>
        {items.map((item) => (
          <li key={item.text} className="card voice">
            <figure>
              <blockquote>
                <p>{item.text}</p>
              </blockquote>
              {item.source === undefined ? null : <figcaption className="meta">{item.source}</figcaption>}
            </figure>
          </li>
        ))}
      </ul>
    </Section>
  );
}
