import { Action } from "../parts/Action";
import { words } from "../words";
export { meta } from "../content/not-found";

export default function NotFound() {
  return (
    <section className="section tone-plain">
      <div className="not-found">
        <p className="not-found-code" aria-hidden="true">
          404
        </p>
        <h1 className="section-title">{words.notFoundTitle}</h1>
        <p className="lede">{words.notFoundText}</p>
        <p className="actions">
          <Action label={words.backHome} href="/" main />
        </p>
      </div>
    </section>
  );
}
