import { lede, title } from "../content/home";
export { meta } from "../content/home";

export default function Home() {
  return (
    <section className="page-intro">
      <div className="page-intro-inner">
        <div className="page-intro-text">
          <h1 className="page-title">{title}</h1>
          <p className="lede">{lede}</p>
        </div>
      </div>
    </section>
  );
}
