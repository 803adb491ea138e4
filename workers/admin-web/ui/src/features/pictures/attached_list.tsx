import { X } from "lucide-react";
import type { Attached } from "./attached.ts";

/** What goes with the message, each to be taken away again; nothing while there is nothing. */
export function AttachedList({
  attached,
  className = "",
}: {
  readonly attached: Attached;
  readonly className?: string;
}) {
  const { pictures, isReading, trouble, remove } = attached;
  return (
    <div className={className} hidden={pictures.length === 0 && !isReading && !trouble}>
      <ul aria-label="Pictures to go by" className="flex flex-wrap gap-2">
        {pictures.map(({ key, name, image }) => (
          <li key={key} className="relative">
            <img
              src={`data:${image.mediaType};base64,${image.data}`}
              alt={name}
              className="size-16 rounded-m border border-line-strong bg-sheet object-cover"
            />
            <button
              type="button"
              aria-label={`Take ${name} away`}
              onClick={() => remove(key)}
              className="absolute -top-2 -right-2 grid size-6 place-items-center rounded-full border border-line-strong bg-raised text-ink-soft hover:border-ink-soft hover:text-ink"
            >
              <X size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
        {isReading && <li aria-hidden="true" className="skeleton size-16 rounded-m" />}
      </ul>
      <p role="status" className={trouble ? "mt-2 text-small text-bad" : "sr-only"}>
        {trouble ?? (pictures.length > 0 ? `${pictures.length} attached` : "")}
      </p>
    </div>
  );
}
