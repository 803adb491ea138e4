export type Size = "small" | "medium" | "large";

export interface Product {
  id: string;
  name: string;
  price: number;
  size: Size;
  tags: string[];
  note?: string;
}

export const products: Product[] = [
  { id: "p1", name: "Harbour lantern", price: 48, size: "medium", tags: ["brass", "outdoor"] },
  { id: "p2", name: "Paper moon", price: 22, size: "small", tags: ["paper"], note: "Keep it dry" },
  { id: "p3", name: "Beacon floor lamp", price: 180, size: "large", tags: ["steel", "indoor"] },
];

export function formatPrice(price: number, currency = "EUR"): string {
  return `${price.toFixed(2)} ${currency}`;
}

export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}
