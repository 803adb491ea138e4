import { useState } from "react";
import type { Image, TextMessage } from "../../../../../host/generated/http.ts";
import { imagePath } from "../../api/endpoints.ts";
import { usePicture } from "../../ui/picture.ts";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";

/** The pictures of a message, small; one is shown whole when it is pressed. */
export function MessagePictures({ message }: { readonly message: TextMessage }) {
  const images = message.images ?? [];
  if (images.length === 0) return null;
  return (
    <ul aria-label="Pictures of this message" className="flex flex-wrap justify-end gap-2">
      {images.map((image, index) => (
        <li key={`${image.id} ${index}`}>
          <Picture threadId={message.threadId} image={image} number={index + 1} />
        </li>
      ))}
    </ul>
  );
}

function Picture({
  threadId,
  image,
  number,
}: {
  readonly threadId: string;
  readonly image: Image;
  readonly number: number;
}) {
  const url = usePicture(imagePath(threadId, image.id), image.mediaType);
  const [isOpen, setOpen] = useState(false);
  const alt = `Picture ${number}`;
  return (
    <>
      <button
        type="button"
        aria-label={`Show picture ${number} whole`}
        onClick={() => setOpen(true)}
        className="block size-20 overflow-hidden rounded-m border border-line-strong bg-sheet hover:border-ink-soft"
      >
        {url && <img src={url} alt="" className="size-full object-cover" />}
      </button>
      <SheetDialog title={alt} isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {url && (
          <img
            src={url}
            alt={alt}
            className="max-h-[72dvh] w-full rounded-m bg-sheet object-contain"
          />
        )}
      </SheetDialog>
    </>
  );
}
