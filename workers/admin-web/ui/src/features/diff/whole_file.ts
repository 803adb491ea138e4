// The diff of one file with all its lines around the changes, made in the page from the two texts.
import { readFile } from "../../api/endpoints.ts";
import { loadPageModule } from "../../page_module/load.ts";
import { type DiffFile, parseDiff } from "./parse_diff.ts";

const everyLine = 1_000_000;

export async function wholeFileDiff(
  project: string,
  from: number,
  to: number,
  path: string,
): Promise<DiffFile | undefined> {
  const text = async (version: number) =>
    (await readFile(project, version, path, undefined)).text();
  const [module, before, after] = await Promise.all([loadPageModule(), text(from), text(to)]);
  return parseDiff(module.unifiedDiff(path, before, after, everyLine))[0];
}
