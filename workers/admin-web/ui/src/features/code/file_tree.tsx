import { FileText, Folder } from "lucide-react";
import { useMemo } from "react";
import { Header } from "react-aria-components/Header";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import type { FileEntry } from "../../../../../host/generated/http.ts";
import { size } from "../../ui/size.ts";

function byFolder(
  files: readonly FileEntry[],
): readonly (readonly [string, readonly FileEntry[]])[] {
  const folders = new Map<string, FileEntry[]>();
  for (const file of files) {
    const folder = file.path.includes("/") ? file.path.slice(0, file.path.lastIndexOf("/")) : "";
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [file]);
    else known.push(file);
  }
  return [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export function FileTree({
  files,
  path,
  onPick,
}: {
  readonly files: readonly FileEntry[];
  readonly path: string | undefined;
  readonly onPick: (path: string) => void;
}) {
  const folders = useMemo(() => byFolder(files), [files]);
  return (
    <ListBox
      aria-label="Files"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={path === undefined ? [] : [path]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onPick(String(key));
      }}
      className="flex flex-col gap-3 p-2 outline-none"
    >
      {folders.map(([folder, entries]) => (
        <ListBoxSection key={folder} id={`folder ${folder}`}>
          <Header className="flex items-center gap-1.5 px-2 py-1 font-mono text-tiny text-ink-faint">
            <Folder size={12} aria-hidden="true" />
            <span className="truncate">{folder === "" ? "top folder" : folder}</span>
          </Header>
          {entries.map((file) => (
            <ListBoxItem
              key={file.path}
              id={file.path}
              textValue={nameOf(file.path)}
              className="flex cursor-pointer items-center gap-1.5 rounded-s px-2 py-1 font-mono text-tiny text-ink-soft -outline-offset-2 hover:bg-line/60 data-[selected]:bg-vial-soft data-[selected]:text-ink"
            >
              <FileText size={12} aria-hidden="true" className="shrink-0 text-ink-faint" />
              <span className="min-w-0 truncate">{nameOf(file.path)}</span>
              <span className="ml-auto shrink-0 pl-2 text-ink-faint">{size(file.bytes)}</span>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}
