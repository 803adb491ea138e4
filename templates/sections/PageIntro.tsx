import type { PageIntroContent } from "../content";
import { Artwork } from "../parts/Artwork";
import { Inline } from "../parts/Inline";

/** The opening of a page that is not the home page. */
export function PageIntro({ id, eyebrow, title, lede, art }: PageIntroContent) {
  return (
    <section id={id} className="page-intro">
      <div className="page-intro-inner">
        <div className="page-intro-text">
          {eyebrow === undefined ? null : <p className="eyebrow">{eyebrow}</p>}
          <h1 className="page-title">{title}</h1>
          {lede === undefined ? null : (
            <p className="lede">
              <Inline text={lede} />
            </p>
          )}
        </div>
        {art === undefined ? null : <Artwork {...art} className="page-intro-art" />}
      </div>
    </section>
  );
}
