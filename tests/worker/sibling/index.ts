// Answers a request when /release was asked for its name: tests decide what is under way when.
// /echo answers at once what it was sent.
import { DurableObject } from "cloudflare:workers";

/** One place for all waiting requests, whatever isolate they reach. */
export class Gate extends DurableObject {
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  async pass(name: string): Promise<void> {
    await this.#at(name).promise;
  }

  open(name: string): void {
    this.#at(name).resolve();
  }

  /** How many wait or were let through under a name that begins so. */
  known(prefix: string): number {
    return [...this.#waiting.keys()].filter((name) => name.startsWith(prefix)).length;
  }

  #at(name: string): PromiseWithResolvers<void> {
    const there = this.#waiting.get(name) ?? Promise.withResolvers<void>();
    this.#waiting.set(name, there);
    return there;
  }
}

interface Env {
  readonly GATE: DurableObjectNamespace<Gate>;
}

export default {
  fetch: async (request, env) => {
    const [, verb = "", name = ""] = new URL(request.url).pathname.split("/");
    if (verb === "echo") return new Response(await request.arrayBuffer());
    const gate = env.GATE.getByName("gate");
    if (verb === "known") return new Response(String(await gate.known(name)));
    if (verb === "open") await gate.open(name);
    else await gate.pass(name);
    return new Response(name);
  },
} satisfies ExportedHandler<Env>;
