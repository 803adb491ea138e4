import type { Product } from "../data/products";
import { formatPrice } from "../data/products";

export interface ProductCardProps {
  product: Product;
  featured?: boolean;
  onSelect: (id: string) => void;
}

export function ProductCard({ product, featured = false, onSelect }: ProductCardProps) {
  const price = formatPrice(product.price);

  return (
    <article className={featured ? "card card-featured" : "card"} style={{ padding: 16 }}>
      <h2>{product.name}</h2>
      <p className="price">{price}</p>
      {product.note ? <p>{product.note}</p> : null}
      <ul>
        {product.tags.map((tag) => (
          <li key={tag}>{tag}</li>
        ))}
      </ul>
      <button type="button" onClick={() => onSelect(product.id)} tabIndex={0}>
        Choose this one
      </button>
    </article>
  );
}
