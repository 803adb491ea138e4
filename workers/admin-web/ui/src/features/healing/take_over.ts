// The follow-up that a person starts from when a build needs them. Pure.

import type { Build, BuildError } from "../../../../../host/generated/http.ts";

const shown = 5;

export const placeOf = ({ file, line }: BuildError): string =>
  file === null ? "" : line === null ? file : `${file}:${line}`;

export function takeOverWords(build: Build): string {
  const errors = build.errors.slice(0, shown).map((error) => {
    const place = placeOf(error);
    return `- ${place === "" ? "" : `${place}: `}${error.message}`;
  });
  const more = build.errors.length - errors.length;
  return [
    "Mend what the build stumbles over:",
    ...errors,
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ].join("\n");
}
