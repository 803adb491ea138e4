import type { AboutContent } from "../content";
import { Actions } from "../parts/Action";
import { Artwork } from "../parts/Artwork";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";

export function About({ paragraphs, art, facts, action, ...head }: AboutContent) {
  return (
    <Section kind="about" {...headOf(head)}>
      <div className={art === undefined ? "about" : "about grid items-start gap-(--gap-wide) @3xl:grid-cols-[2fr_3fr]"}>
        {art === undefined ? null : <Artwork {...art} shape="tall" className="media about-art" />}
        <div className="stack">
          <div className="prose">
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>
                <Inline text={paragraph} />
              </p>
            ))}
          </div>
          {facts === undefined || facts.length === 0 ? null : (
            <dl className="rows">
              {facts.map((fact) => (
                <div key={fact.label} className="row">
                  <dt>{fact.label}</dt>
                  <dd>{fact.text}</dd>
                </div>
              ))}
            </dl>
          )}
          <Actions links={action === undefined ? undefined : [action]} />
        </div>
      </div>
    </Section>
  );
}
