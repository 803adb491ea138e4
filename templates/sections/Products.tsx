import { useRef, useState } from "react";
import type { ProductsContent } from "../content";
import { site } from "../content/site";
import { fill } from "../fill";
import { Artwork, ArtworkAgain } from "../parts/Artwork";
import { CodeBlock } from "../parts/CodeBlock";
import { Icon } from "../parts/Icon";
import { mailto } from "../parts/mail";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

type Product = ProductsContent["items"][number];
type Basket = Record<string, number>;

/** A shop without a server: the basket is kept on the page and sent as an e-mail. */
export function Products({ currency, items, orderEmail = site.email, orderNote, ...head }: ProductsContent) {
  const [basket, setBasket] = useState<Basket>({});
  const [added, setAdded] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  const money = new Intl.NumberFormat(site.lang, { style: "currency", currency });
  const count = Object.values(basket).reduce((sum, n) => sum + n, 0);

  function change(product: Product, by: number) {
    setBasket((now) => ({ ...now, [product.id]: Math.max(0, (now[product.id] ?? 0) + by) }));
    setAdded(by > 0 ? `${product.name}: ${words.added}` : "");
  }

  return (
    <Section kind="products" {...headOf(head)}>
      <div className="basket-bar">
        <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
          <Icon name="box" size={20} /> {words.basket} ({count})
        </button>
        <span role="status" className="meta">
          {added}
        </span>
      </div>
      <ul className="cards grid grid-cols-1 @sm:grid-cols-2 @4xl:grid-cols-3">
        {items.map((item) => (
          <li key={item.id} className="card product">
            <Artwork {...item.art} shape="square" className="media" />
            <div className="product-line">
              <h3 className="item-title">{item.name}</h3>
              <p className="product-price">{money.format(item.price)}</p>
            </div>
            {item.text === undefined ? null : <p className="item-text">{item.text}</p>}
            <div className="product-line">
              <button type="button" className="button" onClick={() => change(item, 1)} aria-label={`${words.addToBasket}: ${item.name}`}>
                {words.addToBasket}
              </button>
              {item.tag === undefined ? null : <span className="chip">{item.tag}</span>}
            </div>
          </li>
        ))}
      </ul>
      <dialog ref={dialog} className="drawer" aria-label={words.basket}>
        <div className="product-line">
          <h3 className="section-title drawer-title">{words.basket}</h3>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </div>
        <BasketLines items={items} basket={basket} money={money} change={change} />
        {count === 0 ? null : <Order items={items} basket={basket} money={money} email={orderEmail} />}
        {orderNote === undefined ? null : <p className="fine">{orderNote}</p>}
      </dialog>
    </Section>
  );
}

interface LinesProps {
  items: Product[];
  basket: Basket;
  money: Intl.NumberFormat;
  change: (product: Product, by: number) => void;
}

function BasketLines({ items, basket, money, change }: LinesProps) {
  const chosen = items.filter((item) => (basket[item.id] ?? 0) > 0);
  if (chosen.length === 0) return <p className="item-text">{words.basketEmpty}</p>;
  return (
    <ul className="rows">
      {chosen.map((item) => (
        <li key={item.id} className="basket-line">
          <ArtworkAgain {...item.art} shape="square" />
          <div className="grow">
            <p className="item-title">{item.name}</p>
            <p className="meta">{money.format(item.price * (basket[item.id] ?? 0))}</p>
          </div>
          <div className="counter">
            <button type="button" onClick={() => change(item, -1)} aria-label={`${words.less}: ${item.name}`}>
              −
            </button>
            <span>{basket[item.id]}</span>
            <button type="button" onClick={() => change(item, 1)} aria-label={`${words.more}: ${item.name}`}>
              +
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Order({ items, basket, money, email }: Omit<LinesProps, "change"> & { email: string | undefined }) {
  const chosen = items.filter((item) => (basket[item.id] ?? 0) > 0);
  const sum = money.format(chosen.reduce((total, item) => total + item.price * (basket[item.id] ?? 0), 0));
  const text = [...chosen.map((item) => `${basket[item.id]} × ${item.name}  ${money.format(item.price)}`), `${words.total}: ${sum}`].join("\n");
  return (
    <>
      <p className="product-line basket-total">
        <span>{words.total}</span>
        <span>{sum}</span>
      </p>
      {email === undefined ? null : (
        <p className="actions">
          <a className="button button-main" href={mailto(email, `${words.basket}: ${site.name}`, text)}>
            {words.order}
          </a>
        </p>
      )}
      <p className="fine">{email === undefined ? words.noMail : fill(words.mailOpens, {})}</p>
      {email === undefined ? <CodeBlock code={text} /> : null}
    </>
  );
}
