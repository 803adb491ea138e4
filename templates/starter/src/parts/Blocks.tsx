import type { Block } from "../content";
import { Artwork } from "./Artwork";
import { CodeBlock } from "./CodeBlock";
import { Inline } from "./Inline";

/** "Getting started" → "getting-started", also for letters that are not Latin. */
export function anchorOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}

/** Body text. Headings can be linked to. */
export function Blocks({ body }: { body: Block[] }) {
  return (
    <div className="prose">
      {body.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "p":
      return (
        <p>
          <Inline text={block.text} />
        </p>
      );
    case "h2":
      return <h2 id={anchorOf(block.text)}>{block.text}</h2>;
    case "h3":
      return <h3 id={anchorOf(block.text)}>{block.text}</h3>;
    case "list":
      return <ListView items={block.items} ordered={block.ordered === true} />;
    case "quote":
      return (
        <figure className="quote">
          <blockquote>
            <p>
              <Inline text={block.text} />
            </p>
          </blockquote>
          {block.source === undefined ? null : <figcaption>{block.source}</figcaption>}
        </figure>
      );
    case "code":
      return <CodeBlock code={block.code} file={block.file ?? block.language} />;
    case "note":
      return (
        <aside className="note" data-tone={block.tone ?? "tip"}>
          <p>
            <Inline text={block.text} />
          </p>
        </aside>
      );
    case "art":
      return (
        <figure className="prose-art">
          <Artwork {...block.art} shape="wide" />
          {block.caption === undefined ? null : <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    case "table":
      return <TableView columns={block.columns} rows={block.rows} label={block.columns.join(", ")} />;
  }
}

function ListView({ items, ordered }: { items: string[]; ordered: boolean }) {
  const lines = items.map((item, index) => (
    <li key={index}>
      <Inline text={item} />
    </li>
  ));
  return ordered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

/** A table that scrolls inside itself on narrow screens; the first cell of a row names it. */
export function TableView({ columns, rows, label }: { columns: string[]; rows: string[][]; label: string }) {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    <Inline text={cell} />
                  </th>
                ) : (
                  <td key={place}>
                    <Inline text={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
