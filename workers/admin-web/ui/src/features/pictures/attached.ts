// The pictures that go with the message being written: chosen, pasted or dropped.
import { type ClipboardEvent, type DragEvent, useCallback, useState } from "react";
import type { NewImage } from "../../../../../host/generated/http.ts";
import { mostPictures, shrink } from "./shrink.ts";

export interface AttachedPicture {
  readonly key: string;
  readonly name: string;
  readonly image: NewImage;
}

export interface Attached {
  readonly pictures: readonly AttachedPicture[];
  readonly isReading: boolean;
  /** Why one was not taken. */
  readonly trouble: string | undefined;
  readonly add: (files: Iterable<File>) => Promise<void>;
  readonly remove: (key: string) => void;
  readonly clear: () => void;
}

const isPicture = (file: File): boolean => file.type.startsWith("image/");
const tooMany = `A message takes ${mostPictures} pictures.`;

export function useAttached(): Attached {
  const [pictures, setPictures] = useState<readonly AttachedPicture[]>([]);
  const [reading, setReading] = useState(0);
  const [trouble, setTrouble] = useState<string>();

  const add = useCallback(async (files: Iterable<File>) => {
    setTrouble(undefined);
    setReading((n) => n + 1);
    for (const file of files) {
      try {
        const image = await shrink(file);
        const picture = { key: crypto.randomUUID(), name: file.name || "Picture", image };
        setPictures((all) => {
          if (all.length < mostPictures) return [...all, picture];
          setTrouble(tooMany);
          return all;
        });
      } catch {
        setTrouble(`“${file.name}” is no picture that this browser can read.`);
      }
    }
    setReading((n) => n - 1);
  }, []);
  const remove = useCallback((key: string) => {
    setTrouble(undefined);
    setPictures((all) => all.filter((one) => one.key !== key));
  }, []);
  const clear = useCallback(() => setPictures([]), []);
  return { pictures, isReading: reading > 0, trouble, add, remove, clear };
}

/** Handlers for the box that pictures are pasted into or dropped on. Text is left to the browser. */
export function takesPictures({ add }: Attached) {
  return {
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files].filter(isPicture);
      if (files.length === 0) return;
      event.preventDefault();
      void add(files);
    },
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void add([...event.dataTransfer.files]);
    },
  };
}
