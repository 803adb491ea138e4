import {
  ExternalLink,
  Monitor,
  RotateCw,
  Smartphone,
  Tablet,
  UnfoldHorizontal,
} from "lucide-react";
import { useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { useQueryValue } from "../../navigation/location.ts";
import { now } from "../../state/words.ts";
import type { Workspace } from "../../state/workspace.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Level } from "../../ui/level.tsx";
import { Tip } from "../../ui/tip.tsx";
import { VersionPicker } from "../../ui/version_picker.tsx";
import { WritingPanel } from "../conversation/writing_panel.tsx";
import { isBuilt } from "../workspace/live_site.ts";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { SiteFrame } from "./site_frame.tsx";

const widths = [
  { id: "375", name: "Phone, 375 px", icon: Smartphone },
  { id: "768", name: "Tablet, 768 px", icon: Tablet },
  { id: "1440", name: "Desk, 1440 px", icon: Monitor },
  { id: "full", name: "Full width", icon: UnfoldHorizontal },
] as const;

interface Shown {
  readonly url: string;
  /** Changes when the site behind the address has changed. */
  readonly edition: string;
}

function shownSite(workspace: Workspace, version: number | undefined): Shown | undefined {
  if (version !== undefined) {
    const chosen = workspace.versions.find((one) => one.number === version);
    if (chosen !== undefined && isBuilt(chosen))
      return { url: chosen.previewUrl, edition: `v${version}` };
  }
  const { live } = workspace;
  if (live !== undefined) return { url: live.url, edition: live.deploymentId };
  const built = workspace.versions.find(isBuilt);
  return built && { url: built.previewUrl, edition: `v${built.number}` };
}

function Waiting() {
  const { workspace } = useOpenProject();
  const { mood, words, generation } = now(workspace);
  const ended = mood === "bad" || (mood === "idle" && generation !== undefined);
  return (
    <div className="dotted flex min-h-0 flex-1 flex-col items-center justify-center gap-6 p-4 sm:p-8">
      <div className="flex flex-col items-center gap-4 text-center">
        <Level mood={mood} size="large" />
        <p className="max-w-md text-large font-[600] text-balance">{words}</p>
        <p className="-mt-3 max-w-md text-small text-ink-soft">
          {ended
            ? "No version has been built yet. The console says what happened."
            : "The site appears here as soon as its first build is done."}
        </p>
      </div>
      {!ended && (
        <div className="h-72 max-h-[45%] w-full max-w-3xl overflow-hidden rounded-l border border-line shadow-sheet">
          <WritingPanel />
        </div>
      )}
    </div>
  );
}

export function PreviewPane() {
  const { workspace } = useOpenProject();
  const [width, setWidth] = useQueryValue("width");
  const [chosen, setChosen] = useQueryValue("version");
  const [reloads, setReloads] = useState(0);
  const version = chosen === null ? undefined : Number(chosen);
  const site = shownSite(workspace, version);
  const selected = widths.find((one) => one.id === width)?.id ?? "full";
  if (site === undefined) return <Waiting />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3">
        <ToggleButtonGroup
          aria-label="Width of the preview"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[selected]}
          onSelectionChange={(keys) => {
            const [key] = keys;
            setWidth(key === undefined || key === "full" ? null : String(key));
          }}
          className="flex overflow-hidden rounded-m border border-line-strong"
        >
          {widths.map(({ id, name, icon: Icon }) => (
            <ToggleButton
              key={id}
              id={id}
              aria-label={name}
              className="flex h-7.5 items-center gap-1 border-r border-line-strong bg-raised px-2 text-small text-ink-soft -outline-offset-2 last:border-r-0 hover:text-ink data-[selected]:bg-accent data-[selected]:text-on-accent"
            >
              <Icon size={15} aria-hidden="true" />
              <span className="hidden xl:inline">{id === "full" ? "Full" : id}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <VersionPicker
          label="Version shown"
          versions={workspace.versions.filter(isBuilt)}
          value={version}
          none="Live"
          onChange={(next) => setChosen(next === undefined ? null : String(next))}
        />
        <div className="ml-auto flex items-center">
          <Tip words="Reload the preview">
            <Button
              look="quiet"
              size="icon"
              aria-label="Reload the preview"
              onPress={() => setReloads((n) => n + 1)}
            >
              <RotateCw size={15} />
            </Button>
          </Tip>
          <a
            href={site.url}
            target="_blank"
            rel="noreferrer"
            aria-label="Open in a new tab"
            title="Open in a new tab"
            className={buttonClass("quiet", "icon")}
          >
            <ExternalLink size={15} aria-hidden="true" />
          </a>
        </div>
      </div>
      <SiteFrame
        key={`${site.url} ${site.edition} ${reloads}`}
        url={site.url}
        width={selected === "full" ? undefined : Number(selected)}
      />
    </div>
  );
}
