import { Download, ExternalLink } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { type ArchiveFormat, downloadArchive, publishVersion } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { CopyButton } from "../../ui/copy_button.tsx";
import { menuClass, menuItemClass } from "../../ui/menu_class.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { withoutScheme } from "../home/project_words.ts";
import { isBuilt } from "./live_site.ts";
import { useOpenProject } from "./workspace_context.ts";

export function LiveAddress() {
  const { workspace } = useOpenProject();
  const site = workspace.live;
  if (site === undefined) return null;
  return (
    <div className="flex min-w-0 items-center">
      <a
        href={site.url}
        target="_blank"
        rel="noreferrer"
        data-testid="live-link"
        className="inline-flex h-8 min-w-8 items-center justify-center gap-1.5 rounded-s text-small text-link underline decoration-line-strong underline-offset-3 hover:decoration-current"
      >
        <span className="hidden truncate md:inline">{withoutScheme(site.url)}</span>
        <ExternalLink aria-hidden="true" className="size-4 shrink-0 md:size-3.5" />
        <span className="sr-only">Live site, opens in a new tab</span>
      </a>
      <span className="hidden md:block">
        <CopyButton text={() => site.url} what="the address" />
      </span>
    </div>
  );
}

export function ExportMenu() {
  const { workspace, id } = useOpenProject();
  const [problem, setProblem] = useState<Problem>();
  const newest = workspace.versions[0];
  if (newest === undefined) return null;
  const save = async (format: ArchiveFormat): Promise<void> => {
    const file = `${workspace.project?.slug ?? "site"}-v${newest.number}-${format}`;
    try {
      await downloadArchive(id, newest.number, format, file);
    } catch (cause) {
      setProblem(toProblem(cause));
    }
  };
  return (
    <>
      <MenuTrigger>
        <Button aria-label={`Download version ${newest.number}`}>
          <Download size={14} aria-hidden="true" />
          <span className="hidden md:inline">Download</span>
        </Button>
        <Popover placement="bottom end" className={menuClass}>
          <Menu className="outline-none" onAction={(key) => void save(key as ArchiveFormat)}>
            <MenuItem id="source.zip" className={menuItemClass}>
              Source code, v{newest.number} (zip)
            </MenuItem>
            <MenuItem id="static.zip" isDisabled={!isBuilt(newest)} className={menuItemClass}>
              Built site, v{newest.number} (zip)
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <SheetDialog
        title="The download did not work"
        isOpen={problem !== undefined}
        onClose={() => setProblem(undefined)}
      >
        {problem && <ProblemNote problem={problem} />}
      </SheetDialog>
    </>
  );
}

/** Offered only when the newest version is built and something else is live. */
export function PublishNewest() {
  const { workspace, id, store } = useOpenProject();
  const [asking, setAsking] = useState(false);
  const newest = workspace.versions.find(isBuilt);
  const live = workspace.live?.version;
  if (newest === undefined || live === undefined || live === newest.number) return null;
  return (
    <>
      <Button look="solid" onPress={() => setAsking(true)}>
        Publish v{newest.number}
      </Button>
      {asking && (
        <Confirm
          title={`Publish version ${newest.number}?`}
          text={`Visitors see version ${live} now. They will see version ${newest.number} from the next page they open.`}
          action="Publish it"
          look="solid"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            store.apply({
              kind: "deployment",
              deployment: await publishVersion(id, newest.number),
            });
          }}
        />
      )}
    </>
  );
}
