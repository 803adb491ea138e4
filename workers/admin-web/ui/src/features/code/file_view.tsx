import { memo, useMemo } from "react";
import { readFile } from "../../api/endpoints.ts";
import { TokenMeter } from "../../page_module/token_meter.tsx";
import { CopyButton } from "../../ui/copy_button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { size } from "../../ui/size.ts";
import { type CodeLine, highlight } from "./highlight.ts";

const blockLines = 100;
const shownLimit = 2_000_000;

interface FileContent {
  readonly bytes: number;
  /** Undefined when the file is not text. */
  readonly text: string | undefined;
}

async function load(
  project: string,
  version: number,
  path: string,
  signal: AbortSignal,
): Promise<FileContent> {
  const response = await readFile(project, version, path, signal);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > shownLimit || bytes.subarray(0, 8_000).includes(0)) {
    return { bytes: bytes.length, text: undefined };
  }
  return { bytes: bytes.length, text: new TextDecoder().decode(bytes) };
}

const Lines = memo(function Lines({ lines }: { readonly lines: readonly CodeLine[] }) {
  const blocks: CodeLine[][] = [];
  for (let i = 0; i < lines.length; i += blockLines) blocks.push(lines.slice(i, i + blockLines));
  return blocks.map((block, b) => (
    <div key={b} className="code-block">
      {block.map((tokens, i) => (
        <div key={i} className="code-line">
          <span className="code-number" aria-hidden="true">
            {b * blockLines + i + 1}
          </span>
          <span className="code-text">
            {tokens.map((token, t) => (
              <span key={t} className={`t-${token.type}`}>
                {token.value}
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  ));
});

export function FileView({
  project,
  version,
  path,
}: {
  readonly project: string;
  readonly version: number;
  readonly path: string;
}) {
  const [file, retry] = useImmutable(`file ${project} ${version} ${path}`, (signal) =>
    load(project, version, path, signal),
  );
  const text = file.state === "ready" ? file.value.text : undefined;
  const lines = useMemo(() => (text === undefined ? [] : highlight(path, text)), [path, text]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-raised">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4 text-small">
        <code className="min-w-0 truncate font-mono text-tiny">{path}</code>
        {file.state === "ready" && (
          <span className="ml-auto flex shrink-0 items-center gap-2 text-ink-faint">
            {text === undefined ? "" : `${lines.length} lines, `}
            {size(file.value.bytes)}
            {text !== undefined && <TokenMeter text={text} />}
            {text !== undefined && <CopyButton text={() => text} what="this file" />}
          </span>
        )}
      </div>
      <section
        aria-label={`Contents of ${path}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        data-testid="file-text"
        className="code min-h-0 flex-1 overflow-auto py-2 -outline-offset-2"
      >
        {file.state === "loading" && (
          <div className="flex flex-col gap-2 px-4 py-2" aria-hidden="true">
            <div className="skeleton h-3 w-1/2" />
            <div className="skeleton h-3 w-2/3" />
            <div className="skeleton h-3 w-2/5" />
          </div>
        )}
        {file.state === "problem" && (
          <div className="p-4 font-sans">
            <ProblemNote problem={file.problem} onRetry={retry} />
          </div>
        )}
        {file.state === "ready" &&
          (text === undefined ? (
            <p className="px-4 py-2 font-sans text-ink-soft">
              This file is not text. The download has it.
            </p>
          ) : (
            <Lines lines={lines} />
          ))}
      </section>
    </div>
  );
}
