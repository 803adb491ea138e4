import { useState } from "react";
import type { Version } from "../../../../../host/generated/http.ts";
import { publishVersion, revertTo } from "../../api/endpoints.ts";
import { navigate } from "../../navigation/location.ts";
import { now } from "../../state/words.ts";
import type { Workspace } from "../../state/workspace.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { ago, fullTime, useClock } from "../../ui/clock.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Level } from "../../ui/level.tsx";
import { SitePicture } from "../../ui/site_picture.tsx";
import { size } from "../../ui/size.ts";
import { isBuilt } from "../workspace/live_site.ts";
import { useOpenProject } from "../workspace/workspace_context.ts";

/** What made the version: the message, or the revert when there was none. */
function causeOf(workspace: Workspace, version: Version): string {
  const message = workspace.messages.find((one) => one.id === version.triggeringMessageId);
  if (message?.contentType === "text") return message.content;
  const twin = workspace.versions.find(
    (one) => one.number < version.number && one.treeHash === version.treeHash,
  );
  return twin === undefined ? "" : `The same as version ${twin.number}`;
}

function compare(from: number, to: number): void {
  navigate(`${location.pathname}?tab=diff&from=${from}&to=${to}`, "replace");
}

type Asking = { readonly what: "revert" | "publish"; readonly version: Version };

function Row({
  version,
  live,
  at,
  onAsk,
}: {
  readonly version: Version;
  readonly live: boolean;
  readonly at: number;
  readonly onAsk: (asking: Asking) => void;
}) {
  const { workspace } = useOpenProject();
  const newest = workspace.versions[0]?.number === version.number;
  const { mood } = now(workspace);
  const busy = mood === "working" || mood === "paused";
  const before = workspace.versions.find((one) => one.number < version.number);
  return (
    <li
      data-testid="version"
      className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-4 gap-y-3 border-b border-line px-4 py-4 sm:grid-cols-[3.25rem_minmax(0,1fr)_11rem] sm:px-6"
    >
      <span className="text-title font-[680] leading-7 wide">{version.number}</span>
      <div className="flex min-w-0 flex-col gap-2">
        <p className="line-clamp-2 min-h-7 leading-7 [overflow-wrap:anywhere]">
          {causeOf(workspace, version)}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-faint">
          {live && (
            <span className="flex items-center gap-1.5 font-[600] text-ink">
              <Level mood="good" size="small" />
              Live
            </span>
          )}
          <time dateTime={version.createdAt} title={fullTime(version.createdAt)}>
            {ago(version.createdAt, at)}
          </time>
          <span>{version.fileCount} files</span>
          <span>{size(version.bytes)}</span>
          <code className="font-mono text-tiny" title={`Tree hash ${version.treeHash}`}>
            {version.treeHash.slice(0, 10)}
          </code>
        </p>
        <div className="flex flex-wrap gap-1.5">
          {isBuilt(version) ? (
            <a
              href={version.previewUrl}
              target="_blank"
              rel="noreferrer"
              className={buttonClass("line", "small")}
            >
              Preview
              <span className="sr-only"> of version {version.number}, opens in a new tab</span>
            </a>
          ) : (
            <span className="flex h-8 items-center text-small text-ink-faint">Not built</span>
          )}
          {before && (
            <Button
              aria-label={`Compare version ${version.number} with ${before.number}`}
              onPress={() => compare(before.number, version.number)}
            >
              Compare with {before.number}
            </Button>
          )}
          {!newest && (
            <Button
              aria-label={`Revert to version ${version.number}`}
              onPress={() => onAsk({ what: "revert", version })}
            >
              Revert to this
            </Button>
          )}
          {!live && (isBuilt(version) || !busy) && (
            <Button
              aria-label={`Publish version ${version.number}`}
              onPress={() => onAsk({ what: "publish", version })}
            >
              {isBuilt(version) ? "Publish" : "Build and publish"}
            </Button>
          )}
        </div>
      </div>
      <SitePicture
        path={version.thumbnailUrl}
        alt={`First page of version ${version.number}`}
        className="col-start-2 max-w-64 self-start rounded-m border border-line sm:col-start-3"
      />
    </li>
  );
}

export function VersionsPane() {
  const { workspace, id, store } = useOpenProject();
  const [asking, setAsking] = useState<Asking>();
  const at = useClock(30_000, true);
  const live = workspace.live?.version;
  const { versions, versionsLoaded } = workspace;
  return (
    <section aria-label="Versions" className="min-h-0 flex-1 overflow-y-auto bg-raised">
      {!versionsLoaded && (
        <div className="flex flex-col gap-4 p-6" aria-hidden="true">
          <div className="skeleton h-16 w-full" />
          <div className="skeleton h-16 w-full" />
        </div>
      )}
      {versionsLoaded && versions.length === 0 && (
        <div className="px-6 py-10">
          <p className="text-large font-[600]">No version yet</p>
          <p className="text-ink-soft">A version is kept every time a change is fully written.</p>
        </div>
      )}
      <ol>
        {versions.map((version) => (
          <Row
            key={version.number}
            version={version}
            live={version.number === live}
            at={at}
            onAsk={setAsking}
          />
        ))}
      </ol>
      {asking?.what === "revert" && (
        <Confirm
          title={`Revert to version ${asking.version.number}?`}
          text={`A new version with the same files as version ${asking.version.number} is made and published. Nothing is deleted; later messages are set aside.`}
          action="Revert"
          look="solid"
          onClose={() => setAsking(undefined)}
          onConfirm={() => revertTo(id, asking.version.number)}
        />
      )}
      {asking?.what === "publish" && (
        <Confirm
          title={`Publish version ${asking.version.number}?`}
          text={
            isBuilt(asking.version)
              ? "Visitors see it from the next page they open. You can publish another version at any time."
              : "It has no finished build, so it is built first. Once that has worked, visitors see it from the next page they open; until then nothing changes for them."
          }
          action={isBuilt(asking.version) ? "Publish it" : "Build and publish it"}
          look="solid"
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            const deployment = await publishVersion(id, asking.version.number);
            store.apply({ kind: "deployment", deployment });
          }}
        />
      )}
    </section>
  );
}
