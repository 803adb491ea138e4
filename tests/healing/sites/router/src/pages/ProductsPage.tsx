import { useMemo, useState } from "react";
import { ProductCard } from "../components/ProductCard";
import { findProduct, products } from "../data/products";

export function ProductsPage() {
  const [selected, setSelected] = useState<string | null>(null);
  const [query, setQuery] = useState("");
  const shown = useMemo(
    () => products.filter((product) => product.name.toLowerCase().includes(query.toLowerCase())),
    [query],
  );
  const chosen = selected === null ? undefined : findProduct(selected);

  return (
    <section>
      <h1>Our lanterns</h1>
      <label htmlFor="query">Search by name</label>
      <input id="query" value={query} onChange={(event) => setQuery(event.target.value)} />
      <div className="grid">
        {shown.map((product, index) => (
          <ProductCard
            key={product.id}
            product={product}
            featured={index === 0}
            onSelect={setSelected}
          />
        ))}
      </div>
      {chosen && <p>You chose {chosen.name}, a fine lamp.</p>}
    </section>
  );
}
