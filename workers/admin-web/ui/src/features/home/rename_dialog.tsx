import { useState } from "react";
import type { Project } from "../../../../../host/generated/http.ts";
import { renameProject } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { TextInput } from "../../ui/text_input.tsx";

export function RenameDialog({
  project,
  onClose,
  onChange,
}: {
  readonly project: Project;
  readonly onClose: () => void;
  readonly onChange: (project: Project) => void;
}) {
  const [name, setName] = useState(project.name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      onChange(await renameProject(project.id, name.trim()));
      onClose();
    } catch (cause) {
      setProblem(toProblem(cause));
      setBusy(false);
    }
  };
  return (
    <SheetDialog title="Rename the project" isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput label="Name" value={name} onChange={setName} maxLength={80} autoFocus />
        <p className="text-small text-ink-soft">The site's address stays as it is.</p>
        {problem && <ProblemNote problem={problem} />}
        <div className="flex justify-end gap-2">
          <Button size="normal" onPress={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="normal" look="solid" isDisabled={busy || name.trim() === ""}>
            Save name
          </Button>
        </div>
      </form>
    </SheetDialog>
  );
}
