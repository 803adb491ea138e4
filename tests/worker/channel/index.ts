// A Worker around ProjectChannel for its tests: POST /<name>/publish and GET /<name>/events.
import type { ProjectChannel } from "../../../workers/admin-web/project_channel.ts";

export { ProjectChannel } from "../../../workers/admin-web/project_channel.ts";

interface Env {
  readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel>;
}

export default {
  fetch: async (request, env) => {
    const [, name = "", verb = ""] = new URL(request.url).pathname.split("/");
    const channel = env.PROJECT_CHANNEL.getByName(name);
    if (verb === "publish") return Response.json(await channel.publish(await request.json()));
    return channel.fetch(request);
  },
} satisfies ExportedHandler<Env>;
