import { type BindingName, bindingName } from "../binding_name.ts";
import type { Effect } from "../effect.ts";
import type { ServiceFetchRequestService } from "../generated/effects.ts";

export type Services = { readonly [Name in BindingName<ServiceFetchRequestService>]?: Fetcher };

const longestBody = 1_048_576;

/** Asks a sibling Worker over its service binding; every status is an answer. */
export const serviceFetch: Effect<"service.fetch", Services> = async (
  { service, method, path, headers, bytes },
  body,
  { env },
) => {
  const sibling = env[bindingName(service)];
  if (sibling === undefined) throw new Error(`this Worker has no binding to ${service}`);
  const answer = await sibling.fetch(`http://${service}${path}`, {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: bytes === undefined ? null : body,
    redirect: "manual",
  });
  const answered = new Uint8Array(await answer.arrayBuffer());
  if (answered.byteLength > longestBody)
    throw new RangeError(`${service} answered more than ${longestBody} bytes`);
  return { header: { status: answer.status, bytes: answered.byteLength }, body: [answered] };
};
