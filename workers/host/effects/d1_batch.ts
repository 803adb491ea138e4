import type { Effect } from "../effect.ts";
import type { D1BatchReplyResult } from "../generated/effects.ts";

type Row = Readonly<Record<string, string | number | null>>;

const longestError = 2000; // of d1_batch_reply.json

/**
 * One transaction: all statements or none. What the database refuses is an answer, not a failed
 * effect: the caller tells a broken constraint from an outage by its text.
 * Rows are arrays in the order of the columns, so every column of a statement needs its own name.
 */
export const d1Batch: Effect<"d1.batch", { readonly DB: D1Database }> = async (
  { statements },
  _body,
  { env },
) => {
  if (statements.length === 0) return { header: { results: [] } };
  try {
    const prepared = statements.map(({ sql, params }) => env.DB.prepare(sql).bind(...params));
    const results = await env.DB.batch<Row>(prepared);
    return { header: { results: results.map(rowsOf) } };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { header: { error: text.slice(0, longestError), results: [] } };
  }
};

const rowsOf = ({ results, meta }: D1Result<Row>): D1BatchReplyResult => ({
  rows: results.map((row) => Object.values(row)),
  changes: meta.changes,
});
