import { listFiles } from "../../api/endpoints.ts";
import { useQueryValue } from "../../navigation/location.ts";
import { desk, useMedia } from "../../ui/media.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { VersionPicker } from "../../ui/version_picker.tsx";
import { WritingPanel } from "../conversation/writing_panel.tsx";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { FileTree } from "./file_tree.tsx";
import { FileView } from "./file_view.tsx";

const favourites = ["src/app.tsx", "src/App.tsx", "src/main.tsx", "index.html"];

export function CodePane() {
  const { workspace, id } = useOpenProject();
  const onDesk = useMedia(desk);
  const [chosen, setChosen] = useQueryValue("version");
  const [picked, setPicked] = useQueryValue("file");
  const newest = workspace.versions[0]?.number;
  const version = workspace.versions.find((one) => String(one.number) === chosen)?.number ?? newest;
  const [list, retry] = useImmutable(
    version === undefined ? null : `files ${id} ${version}`,
    (signal) => listFiles(id, version ?? 0, signal),
  );

  if (version === undefined) {
    return workspace.versionsLoaded ? (
      <div className="flex min-h-0 flex-1 flex-col bg-raised">
        <p className="border-b border-line px-4 py-3 text-small text-ink-soft">
          The files are listed here once the first version is written. Until then, this is what is
          being written.
        </p>
        <div className="min-h-0 flex-1">
          <WritingPanel />
        </div>
      </div>
    ) : (
      <div className="flex-1" aria-busy="true" />
    );
  }

  const files = list.state === "ready" ? list.value.items : [];
  const path =
    files.find((file) => file.path === picked)?.path ??
    (onDesk ? favourites.find((one) => files.some((file) => file.path === one)) : undefined);
  const showTree = onDesk || path === undefined;
  return (
    <div className="flex min-h-0 flex-1">
      {showTree && (
        <div className="flex min-h-0 w-full shrink-0 flex-col border-r border-line bg-sheet lg:w-64">
          <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-small text-ink-soft">
            <VersionPicker
              label="Version shown"
              versions={workspace.versions}
              value={version}
              onChange={(next) => setChosen(next === undefined ? null : String(next))}
            />
            {list.state === "ready" && `${files.length} files`}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            {list.state === "problem" && (
              <div className="p-3">
                <ProblemNote problem={list.problem} onRetry={retry} />
              </div>
            )}
            {list.state === "loading" && (
              <div className="flex flex-col gap-2 p-4" aria-hidden="true">
                {[5, 6, 4, 7, 5].map((n, i) => (
                  <div key={i} className="skeleton h-3" style={{ width: `${n * 11}%` }} />
                ))}
              </div>
            )}
            {list.state === "ready" && <FileTree files={files} path={path} onPick={setPicked} />}
          </div>
        </div>
      )}
      {path !== undefined && (
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {!onDesk && (
            <button
              type="button"
              onClick={() => setPicked(null)}
              className="h-10 shrink-0 border-b border-line bg-sheet px-4 text-left text-small text-link underline underline-offset-3"
            >
              All files
            </button>
          )}
          <FileView project={id} version={version} path={path} />
        </div>
      )}
      {path === undefined && onDesk && (
        <p className="flex-1 bg-raised p-6 text-ink-soft">Choose a file on the left.</p>
      )}
    </div>
  );
}
