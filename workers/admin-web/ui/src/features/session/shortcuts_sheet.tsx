import { SheetDialog } from "../../ui/sheet_dialog.tsx";

const everywhere: readonly (readonly [string, string])[] = [
  ["?", "This sheet"],
  ["G", "All projects"],
  ["T", "Light or dark"],
];
const inProject: readonly (readonly [string, string])[] = [
  ["1 to 5", "Preview, Code, Diff, Versions, Console"],
  ["C", "Write a change"],
  ["P", "Pause or go on"],
  ["O", "Open the live site"],
];
const inBox: readonly (readonly [string, string])[] = [
  ["Enter", "Send"],
  ["Ctrl or ⌘ Enter", "Send"],
  ["Shift Enter", "New line"],
];

function Rows({ title, rows }: { readonly title: string; readonly rows: typeof everywhere }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="label-cap">{title}</h3>
      <dl>
        {rows.map(([keys, does]) => (
          <div
            key={keys}
            className="flex items-center justify-between gap-4 border-b border-line py-1.5 text-small"
          >
            <dt>
              <kbd className="rounded-s border border-line-strong bg-sheet px-1.5 py-0.5 font-mono text-tiny">
                {keys}
              </kbd>
            </dt>
            <dd className="text-right text-ink-soft">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function ShortcutsSheet({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <SheetDialog title="Keyboard" isOpen={isOpen} onClose={onClose}>
      <Rows title="Everywhere" rows={everywhere} />
      <Rows title="In a project" rows={inProject} />
      <Rows title="In a text box" rows={inBox} />
      <p className="text-small text-ink-soft">
        Esc closes a sheet. Tab and the arrow keys reach everything.
      </p>
    </SheetDialog>
  );
}
