import type { Version } from "../../../../../host/generated/http.ts";

/** A version that can be looked at by itself. */
export type BuiltVersion = Version & { readonly previewUrl: string };

export const isBuilt = (version: Version): version is BuiltVersion =>
  version.buildId !== null && version.previewUrl !== null;
