import type { DataTableContent } from "../content";
import { TableView } from "../parts/Blocks";
import { headOf, Section } from "../parts/Section";

export function DataTable({ columns, rows, note, ...head }: DataTableContent) {
  return (
    <Section kind="table" {...headOf(head)}>
      <TableView columns={columns} rows={rows} label={head.title} />
      {note === undefined ? null : <p className="fine">{note}</p>}
    </Section>
  );
}
