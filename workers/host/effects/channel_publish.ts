import type { ProjectChannel } from "../../admin-web/project_channel.ts";
import { type Effect, pieces } from "../effect.ts";

const decoder = new TextDecoder();

/** The order of the events is the order in which the channel numbers them. */
export const channelPublish: Effect<
  "channel.publish",
  { readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel> }
> = async ({ projectId, events }, body, { env }) => {
  const data = pieces(
    body,
    events.map((event) => event.bytes),
  ).map((bytes) => decoder.decode(bytes));
  const published = events.map(({ key, subject, rank, type }, index) => ({
    key,
    subject,
    rank,
    type,
    data: data[index] ?? "",
  }));
  return {
    header: { lastSequence: await env.PROJECT_CHANNEL.getByName(projectId).publish(published) },
  };
};
