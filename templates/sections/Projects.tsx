import type { ProjectsContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { Artwork } from "../parts/Artwork";
import { headOf, Section } from "../parts/Section";

export function Projects({ items, ...head }: ProjectsContent) {
  return (
    <Section kind="projects" {...headOf(head)}>
      <ul className="projects grid @2xl:grid-cols-2">
        {items.map((item) => (
          <li key={item.title} className="project">
            <Artwork {...item.art} className="media" />
            <p className="meta">
              {item.kind === undefined ? null : <span>{item.kind}</span>}
              {item.year === undefined ? null : <span>{item.year}</span>}
            </p>
            <h3 className="project-title">
              {item.href === undefined ? (
                item.title
              ) : (
                <Anchor className="cover" href={item.href}>
                  {item.title}
                </Anchor>
              )}
            </h3>
            <p className="item-text">{item.text}</p>
            {item.tags === undefined || item.tags.length === 0 ? null : (
              <ul className="chips">
                {item.tags.map((tag) => (
                  <li key={tag} className="chip">
                    {tag}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
