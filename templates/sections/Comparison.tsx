import type { ComparisonContent } from "../content";
import { Icon } from "../parts/Icon";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

export function Comparison({ columns, rows, note, ...head }: ComparisonContent) {
  return (
    <Section kind="comparison" {...headOf(head)}>
      <div className="table-frame" tabIndex={0} role="region" aria-label={head.title}>
        <table className="table comparison">
          <thead>
            <tr>
              <td />
              {columns.map((column, index) => (
                <th key={column} scope="col" data-ours={index === 0 ? "" : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {row.values.map((value, index) => (
                  <td key={index} data-ours={index === 0 ? "" : undefined}>
                    <Value value={value} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note === undefined ? null : <p className="fine">{note}</p>}
    </Section>
  );
}

function Value({ value }: { value: string | boolean }) {
  if (typeof value === "string") return value;
  return (
    <span className={value ? "yes" : "meta"}>
      {value ? <Icon name="check" size={18} /> : null}
      <span className={value ? "sr-only" : ""}>{value ? words.yes : words.no}</span>
    </span>
  );
}
