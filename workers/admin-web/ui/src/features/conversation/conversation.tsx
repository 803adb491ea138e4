import { useEffect, useMemo, useRef } from "react";
import type { TextMessage } from "../../../../../host/generated/http.ts";
import { now, planOf, stateWords } from "../../state/words.ts";
import type { Workspace } from "../../state/workspace.ts";
import { fullTime } from "../../ui/clock.ts";
import { HealingCard } from "../healing/healing_card.tsx";
import { MessagePictures } from "../pictures/message_pictures.tsx";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { FollowUpBox } from "./follow_up_box.tsx";
import { LinkedText } from "./linked_text.tsx";
import { PlanCard } from "./plan_card.tsx";
import { WritingPanel } from "./writing_panel.tsx";

type Item =
  | { readonly kind: "message"; readonly key: string; readonly message: TextMessage }
  | {
      readonly kind: "plan";
      readonly key: string;
      readonly planId: string;
      readonly archived: boolean;
    };

/** The thread, with every plan where it was referred to, and plans nobody referred to yet at the end. */
function itemsOf(workspace: Workspace): readonly Item[] {
  const shown = new Set<string>();
  const items: Item[] = workspace.messages.map((message) => {
    if (message.contentType === "text") return { kind: "message", key: message.id, message };
    const { planId } = message.content;
    shown.add(planId);
    return { kind: "plan", key: message.id, planId, archived: message.status === "archived" };
  });
  for (const planId of workspace.planOrder) {
    if (!shown.has(planId)) items.push({ kind: "plan", key: planId, planId, archived: false });
  }
  return items;
}

function Bubble({ message }: { readonly message: TextMessage }) {
  const own = message.role === "user";
  const archived = message.status === "archived";
  return (
    <li className={`flex flex-col gap-1 ${own ? "items-end" : "items-start"}`}>
      <div
        title={fullTime(message.createdAt)}
        className={`max-w-[92%] rounded-l px-3.5 py-2.5 whitespace-pre-wrap [overflow-wrap:anywhere] ${own ? "rounded-br-s bg-vial-soft" : "rounded-bl-s border border-line bg-raised"} ${archived ? "border border-dashed border-line-strong bg-transparent text-ink-faint" : ""}`}
      >
        <span className="sr-only">{own ? "You: " : "Sitewright: "}</span>
        {own ? message.content : <LinkedText text={message.content} />}
      </div>
      <MessagePictures message={message} />
      {archived && <span className="label-cap">Set aside by a revert</span>}
    </li>
  );
}

/** Why the last change did not become a site, where the person reads. */
function EndNote() {
  const { workspace } = useOpenProject();
  const { mood, words, generation } = now(workspace);
  if (generation === undefined || mood !== "bad") return null;
  const last = workspace.messages.at(-1);
  // Sitewright's own last message may have said it already.
  if (last?.role === "ai" && last.generationId === generation.id && last.contentType === "text")
    return null;
  const why = generation.reason ?? generation.details?.error;
  return (
    <li className="rounded-l rounded-bl-s border border-bad/40 bg-bad-soft px-3.5 py-2.5 text-small">
      <p className="font-[620]">{stateWords[generation.state]}</p>
      {why && words !== why && <p className="text-ink-soft [overflow-wrap:anywhere]">{why}</p>}
      <p className="mt-1 text-ink-soft">
        Try again with the button above, or say below what should be different. The console has the
        whole story.
      </p>
    </li>
  );
}

function Skeleton() {
  return (
    <div className="flex flex-col gap-4" aria-hidden="true">
      <div className="skeleton h-16 w-4/5 self-end" />
      <div className="skeleton h-56 w-full" />
    </div>
  );
}

export function Conversation() {
  const { workspace } = useOpenProject();
  const items = useMemo(() => itemsOf(workspace), [workspace]);
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const current = planOf(workspace, workspace.currentGenerationId)?.id;
  const { generation } = now(workspace);
  const hasSite = workspace.live !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the end whenever the content may have grown
  useEffect(() => {
    const element = scroller.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [workspace]);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label="Messages"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          atEnd.current = scrollHeight - scrollTop - clientHeight < 60;
        }}
        className="min-h-0 flex-1 overflow-y-auto p-4 -outline-offset-2"
      >
        {items.length === 0 && !workspace.project ? (
          <Skeleton />
        ) : (
          <ol className="flex flex-col gap-4" data-testid="messages">
            {items.map((item) =>
              item.kind === "message" ? (
                <Bubble key={item.key} message={item.message} />
              ) : (
                <li key={item.key}>
                  <PlanCard
                    planId={item.planId}
                    isCurrent={item.planId === current}
                    archived={item.archived}
                  />
                </li>
              ),
            )}
            <HealingCard />
            <EndNote />
          </ol>
        )}
      </section>
      {hasSite && generation?.state === "coding" && (
        <div className="h-40 shrink-0 border-t border-line">
          <WritingPanel />
        </div>
      )}
      <FollowUpBox />
    </div>
  );
}
