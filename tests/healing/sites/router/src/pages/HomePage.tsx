import { useEffect, useRef } from "react";
import { Link } from "react-router-dom";

function HomePage() {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
  }, []);

  return (
    <section className="hero">
      <h1 ref={heading} tabIndex={-1}>
        Light for long evenings
      </h1>
      <p>
        We repair and build lanterns in a small workshop by the sea.
        <br />
        Visitors are welcome on Fridays.
      </p>
      <Link to="/products" className="button">
        See the lanterns
      </Link>
    </section>
  );
}

export default HomePage;
