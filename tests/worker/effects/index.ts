// Runs effects without wasm: POST a list of {kind, request, body} (body in base64), all in one run;
// answers a list of {reply, body} or {failed}.
// POST /seal {secret, owner, keys?} answers {sealed}. POST /abandon {request, reads} opens an answer,
// reads so many times and lets go of it as a run does that is given up.
import type { ProjectChannel } from "../../../workers/admin-web/project_channel.ts";
import type { BuildSlot } from "../../../workers/build-service/build_slot.ts";
import type { Effect } from "../../../workers/host/effect.ts";
import type { AiBinding } from "../../../workers/host/effects/http_open.ts";
import { pick } from "../../../workers/host/effects/table.ts";
import type { EffectKind, EffectRequests } from "../../../workers/host/generated/effects.ts";
import { createHeld } from "../../../workers/host/held.ts";
import { seal } from "../../../workers/host/vault.ts";

export { ProjectChannel } from "../../../workers/admin-web/project_channel.ts";
export { BuildSlot } from "../../../workers/build-service/build_slot.ts";

interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly PLAN_STEPS_QUEUE: Queue;
  readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel>;
  readonly BUILD_SLOT: DurableObjectNamespace<BuildSlot>;
  readonly CORE_API: Fetcher;
  readonly VAULT_KEYS: string;
  readonly AI?: AiBinding;
}

interface Asked {
  readonly kind: EffectKind;
  readonly request: EffectRequests[EffectKind];
  readonly body?: string;
}

const effects = pick(
  "asset.read",
  "blob.get.many",
  "blob.open",
  "blob.put.many",
  "channel.publish",
  "clock.sleep",
  "d1.batch",
  "http.head",
  "http.open",
  "queue.send",
  "response.start",
  "response.write",
  "runner.cancel",
  "runner.health",
  "runner.open",
  "secret.keys",
  "secret.reseal",
  "secret.seal",
  "service.fetch",
  "stream.close",
  "stream.read",
);

interface Sealing {
  readonly secret: string;
  readonly owner: string;
  readonly keys?: string;
}

interface Abandoned {
  readonly request: EffectRequests["http.open"];
  readonly reads: number;
}

/** Workers AI as these tests play it: the inputs come back as its stream. */
const ai: AiBinding = {
  run: async (model, inputs) =>
    new Response(new Blob([`data: ${JSON.stringify({ model, inputs })}\n\n`]).stream()),
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.fromBase64(base64);

async function abandon({ request, reads }: Abandoned, env: Env): Promise<Response> {
  const held = createHeld();
  const using = { env, held, assets: {} };
  const opening = effects["http.open"](request, bytesOf(""), using);
  if (reads > 0) {
    const { header } = await opening;
    for (let done = 0; done < reads; done++)
      await effects["stream.read"]({ stream: header.stream ?? 0 }, bytesOf(""), using);
  } else {
    await scheduler.wait(100);
  }
  held.release();
  const { header } = await opening;
  return Response.json({ status: header.status });
}

export default {
  fetch: async (request, env) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/seal") {
      const { secret, owner, keys } = await request.json<Sealing>();
      return Response.json({
        sealed: await seal({ VAULT_KEYS: keys ?? env.VAULT_KEYS }, secret, owner),
      });
    }
    if (pathname === "/abandon") return abandon(await request.json<Abandoned>(), env);
    const held = createHeld();
    const answers: object[] = [];
    for (const asked of await request.json<Asked[]>()) {
      const effect = effects[asked.kind] as Effect<EffectKind, Env>;
      try {
        const reply = await effect(asked.request, bytesOf(asked.body ?? ""), {
          env: { ...env, AI: ai },
          held,
          assets: { greeting: bytesOf("aGVsbG8=").buffer },
        });
        const pieces = await new Blob(reply.body?.map((piece) => piece.slice()) ?? []).bytes();
        answers.push({ reply: reply.header, body: pieces.toBase64() });
      } catch (thrown) {
        answers.push({ failed: String(thrown) });
      }
    }
    held.release();
    return Response.json(answers);
  },
  queue: (batch) => {
    for (const { body } of batch.messages) console.log(JSON.stringify({ event: "got", body }));
  },
} satisfies ExportedHandler<Env>;
