import type { HeroContent } from "../content";
import { Actions } from "../parts/Action";
import { Artwork } from "../parts/Artwork";
import { Inline } from "../parts/Inline";

const shapes = { split: "tall", centred: "wide", poster: "wide", statement: "wide" } as const;

/** The opening of the home page. Styles set each form in their own way. */
export function Hero({ id, form = "split", eyebrow, title, lede, actions, art, facts }: HeroContent) {
  const length = title.length > 60 ? "long" : title.length > 28 ? "middle" : "short";
  return (
    <section id={id} className="hero" data-form={form} data-length={length}>
      <div className="hero-inner">
        <div className="hero-text">
          {eyebrow === undefined ? null : <p className="eyebrow">{eyebrow}</p>}
          <h1 className="hero-title">{title}</h1>
          {lede === undefined ? null : (
            <p className="lede">
              <Inline text={lede} />
            </p>
          )}
          <Actions links={actions} />
        </div>
        {art === undefined ? null : <Artwork {...art} shape={shapes[form]} className="hero-art" />}
        {facts === undefined || facts.length === 0 ? null : (
          <dl className="hero-facts">
            {facts.map((fact) => (
              <div key={fact.label}>
                <dt>{fact.label}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </section>
  );
}
