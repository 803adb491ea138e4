import { Ellipsis, ExternalLink } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { Project } from "../../../../../host/generated/http.ts";
import { deleteProject } from "../../api/endpoints.ts";
import { projectPath } from "../../navigation/location.ts";
import { PageLink } from "../../navigation/page_link.tsx";
import { Button } from "../../ui/button.tsx";
import { ago, fullTime } from "../../ui/clock.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Level } from "../../ui/level.tsx";
import { menuClass, menuItemClass } from "../../ui/menu_class.ts";
import { SitePicture } from "../../ui/site_picture.tsx";
import { liveUrl, projectMood, projectWords, withoutScheme } from "./project_words.ts";
import { RenameDialog } from "./rename_dialog.tsx";
import { SiteThumbnail } from "./site_thumbnail.tsx";

export function ProjectCard({
  project,
  at,
  onChange,
  onDelete,
}: {
  readonly project: Project;
  readonly at: number;
  readonly onChange: (project: Project) => void;
  readonly onDelete: (id: string) => void;
}) {
  const [open, setOpen] = useState<"rename" | "delete">();
  const url = liveUrl(project);
  return (
    <li
      data-testid="project"
      className="group relative flex flex-col overflow-hidden rounded-l border border-line bg-raised focus-within:border-line-strong hover:border-line-strong"
    >
      {project.thumbnailUrl === null && url ? (
        <SiteThumbnail url={url} />
      ) : (
        <SitePicture path={project.thumbnailUrl} alt={`First page of ${project.name}`} />
      )}
      <div className="flex flex-1 flex-col gap-2 border-t border-line p-4">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 text-body leading-snug">
            <PageLink
              href={projectPath(project.id)}
              className="line-clamp-2 after:absolute after:inset-0 after:rounded-l focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {project.name}
            </PageLink>
          </h3>
          <MenuTrigger>
            <Button
              look="quiet"
              size="icon"
              aria-label={`Rename or delete ${project.name}`}
              className="relative z-10 -mt-1 -mr-2"
            >
              <Ellipsis size={17} />
            </Button>
            <Popover placement="bottom end" className={menuClass}>
              <Menu
                className="outline-none"
                onAction={(key) => setOpen(key === "rename" ? "rename" : "delete")}
              >
                <MenuItem id="rename" className={menuItemClass}>
                  Rename
                </MenuItem>
                <MenuItem id="delete" className={`${menuItemClass} text-bad`}>
                  Delete
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        </div>
        <p className="flex items-center gap-2 text-small text-ink-soft">
          <Level mood={projectMood[project.status]} size="small" />
          {projectWords[project.status]}
          <time
            dateTime={project.updatedAt}
            title={fullTime(project.updatedAt)}
            className="ml-auto text-ink-faint"
          >
            {ago(project.updatedAt, at)}
          </time>
        </p>
        <p className="mt-auto h-5 text-small">
          {url && (
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="relative z-10 inline-flex max-w-full items-center gap-1 text-link underline decoration-line-strong underline-offset-3 hover:decoration-current"
            >
              <span className="truncate">{withoutScheme(url)}</span>
              <ExternalLink size={13} className="shrink-0" aria-hidden="true" />
              <span className="sr-only">opens in a new tab</span>
            </a>
          )}
        </p>
      </div>
      {open === "rename" && (
        <RenameDialog project={project} onClose={() => setOpen(undefined)} onChange={onChange} />
      )}
      {open === "delete" && (
        <Confirm
          title={`Delete “${project.name}”?`}
          text="Its site stops being served at once. The project disappears from this list."
          action="Delete the project"
          keep="Keep it"
          onClose={() => setOpen(undefined)}
          onConfirm={async () => {
            await deleteProject(project.id);
            onDelete(project.id);
          }}
        />
      )}
    </li>
  );
}
