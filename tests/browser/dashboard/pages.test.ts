import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everyItem } from "../../../workers/admin-web/ui/src/api/pages.ts";

describe("dashboard/pages", () => {
  const pages: Record<string, { items: number[]; nextCursor: string | null }> = {
    "": { items: [1, 2], nextCursor: "b" },
    b: { items: [], nextCursor: "c" },
    c: { items: [3], nextCursor: null },
  };

  test("a list is read to its end, in its order, also past a page without items", async () => {
    const asked: (string | null)[] = [];
    const items = await everyItem(async (cursor) => {
      asked.push(cursor);
      return pages[cursor ?? ""] ?? assert.fail(`no page ${cursor}`);
    });
    assert.deepEqual(items, [1, 2, 3]);
    assert.deepEqual(asked, [null, "b", "c"]);
  });

  test("of a list that breaks off nothing is given", async () => {
    const broken = everyItem(async (cursor) => {
      if (cursor !== null) throw new Error("gone");
      return { items: [1], nextCursor: "b" };
    });
    await assert.rejects(broken, /gone/);
  });
});
