// Half a memory of other projects: their helpers, their packages, their files, their words.
import { dropLetter, isMarkup, isScript, isTyped, mutation, one, swapLetters } from "./edits.mjs";

const isManifest = (path) => path === "package.json";

/** @type {import("./edits.mjs").Mutation[]} */
export const memories = [
  mutation(
    "memories",
    "key of the packages mistyped",
    true,
    one(
      isManifest,
      /"(dependencies|devDependencies)"/g,
      (m) => `"${m[1].replace("encies", "ancies")}"`,
    ),
  ),
  mutation(
    "memories",
    "helper of class names that there is not",
    true,
    one(isMarkup, / className="([^"{}]+)"/g, (m) => ` className={cn("${m[1]}")}`),
  ),
  mutation(
    "memories",
    "picture mistyped",
    true,
    one(
      isScript,
      /from (["'])([^"']*\/)([\w-]+)\.(svg|png|jpg|webp)\1/g,
      (m) => `from ${m[1]}${m[2]}${m[3]}s.${m[4]}${m[1]}`,
    ),
  ),
  mutation(
    "memories",
    "member of a union mistyped in its type",
    true,
    one(isTyped, /(\| )"([a-z]{5,})"(?= \||;)/g, (m) => {
      const swapped = swapLetters(m[2]);
      return swapped === undefined ? undefined : `${m[1]}"${swapped}"`;
    }),
  ),
  mutation(
    "memories",
    "parameter of a list called item",
    true,
    one(isMarkup, /\b(\w{4,})s\.map\(\(\1(?=[,)])/g, (m) => `${m[1]}s.map((item`),
  ),
  mutation(
    "memories",
    "use client without quotes",
    true,
    one(isMarkup, /^/g, () => "use client;\n"),
  ),
  mutation(
    "memories",
    "default export twice",
    true,
    one(
      isMarkup,
      /export default function (\w+)[\s\S]*$/g,
      (m) => `${m[0].trimEnd()}\n\nexport default ${m[1]};\n`,
    ),
  ),
  mutation(
    "memories",
    "less sign in a text",
    true,
    one(isMarkup, />([A-Z][^<>{}\n]+)<\/(?=p|li|h\d|span)/g, (m) => `>${m[1]} < 5</`),
  ),
  mutation(
    "memories",
    "chain with a space in it",
    true,
    one(isScript, /(?<=\w)\?\.(?=\w)/g, () => "? ."),
  ),
  mutation(
    "memories",
    "icons of another package",
    true,
    one(isScript, /from (["'])lucide-react\1/g, (m) => `from ${m[1]}lucide${m[1]}`),
  ),
  mutation(
    "memories",
    "component that waits for nothing async",
    true,
    one(isMarkup, /^export function (?=[A-Z])/gm, () => "export async function "),
  ),
  mutation(
    "memories",
    "property with a letter missing",
    true,
    one(isTyped, /\{(\w+)\.([a-z]\w{4,})\}/g, (m) => `{${m[1]}.${dropLetter(m[2])}}`),
  ),
];
