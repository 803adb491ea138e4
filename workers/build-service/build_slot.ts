// The one way to the build runner: owns its container in production, else passes on to RUNNER_URL.
// Extends DurableObject and not @cloudflare/containers' class, which cannot be constructed where
// there is no container.
import { DurableObject } from "cloudflare:workers";

export interface BuildSlotEnv {
  /** Where the runner listens when there is no container. */
  readonly RUNNER_URL?: string;
}

const runnerPort = 8080; // build-runner/Dockerfile
const idleMs = 10 * 60_000; // then the container is stopped
const startTries = 100;
const startPauseMs = 100;

export class BuildSlot extends DurableObject<BuildSlotEnv> {
  override async fetch(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const { container } = this.ctx;
    if (container === undefined)
      return fetch(new URL(pathname + search, this.#runnerUrl()), request);
    await this.#ready(container);
    return container.getTcpPort(runnerPort).fetch(`http://runner${pathname}${search}`, request);
  }

  #runnerUrl(): string {
    if (this.env.RUNNER_URL === undefined) throw new Error("no container and no RUNNER_URL");
    return this.env.RUNNER_URL;
  }

  /** Starts the container when it does not run and waits until the runner answers. */
  async #ready(container: Container): Promise<void> {
    if (!container.running) {
      // No network: the image has the starter's packages, and a build needs no others.
      container.start({ enableInternet: false });
      // Without a listener its end would be an unhandled rejection; the next request starts it anew.
      container.monitor().catch(() => undefined);
    }
    await container.setInactivityTimeout(idleMs);
    for (let tries = 0; tries < startTries; tries++) {
      try {
        const answer = await container.getTcpPort(runnerPort).fetch("http://runner/healthz");
        await answer.body?.cancel();
        return;
      } catch {
        await scheduler.wait(startPauseMs);
      }
    }
    throw new Error("the runner's container does not answer");
  }
}
