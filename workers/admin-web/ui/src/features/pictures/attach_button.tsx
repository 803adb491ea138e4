import { ImagePlus } from "lucide-react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "../../ui/button.tsx";
import { Tip } from "../../ui/tip.tsx";
import type { Attached } from "./attached.ts";
import { mostPictures } from "./shrink.ts";

export function AttachButton({
  attached,
  className = "",
}: {
  readonly attached: Attached;
  readonly className?: string;
}) {
  const isFull = attached.pictures.length >= mostPictures;
  return (
    <Tip words={isFull ? `${mostPictures} pictures at most` : "Add pictures to go by"}>
      <FileTrigger
        acceptedFileTypes={["image/*"]}
        allowsMultiple
        onSelect={(files) => void attached.add(files ?? [])}
      >
        <Button
          look="quiet"
          size="icon"
          aria-label="Add pictures"
          isDisabled={isFull}
          className={className}
        >
          <ImagePlus size={18} aria-hidden="true" />
        </Button>
      </FileTrigger>
    </Tip>
  );
}
