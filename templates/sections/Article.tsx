import type { ArticleContent } from "../content";
import { site } from "../content/site";
import { fill } from "../fill";
import { Anchor } from "../parts/Anchor";
import { Artwork } from "../parts/Artwork";
import { Blocks } from "../parts/Blocks";
import { DateText } from "../parts/DateText";
import { Inline } from "../parts/Inline";
import { StructuredData } from "../parts/StructuredData";
import { words } from "../words";

/** A whole article. */
export function Article({ title, date, minutes, topic, lede, art, body, back, next }: ArticleContent) {
  return (
    <article className="article">
      <StructuredData data={{ "@type": "Article", headline: title, inLanguage: site.lang, ...(date === undefined ? {} : { datePublished: date }) }} />
      <div className="article-head">
        {back === undefined ? null : (
          <p className="back">
            <Anchor href={back.href}>{back.label}</Anchor>
          </p>
        )}
        <h1 className="page-title">{title}</h1>
        {lede === undefined ? null : (
          <p className="lede">
            <Inline text={lede} />
          </p>
        )}
        <p className="meta">
          {topic === undefined ? null : <span className="chip">{topic}</span>}
          {date === undefined ? null : <DateText date={date} />}
          {minutes === undefined ? null : <span>{fill(words.minutes, { n: minutes })}</span>}
        </p>
      </div>
      {art === undefined ? null : <Artwork {...art} className="article-art" />}
      <Blocks body={body} />
      {next === undefined ? null : (
        <p className="article-next">
          <span className="label">{words.next}</span>
          <Anchor href={next.href}>{next.label}</Anchor>
        </p>
      )}
    </article>
  );
}
