import { useState } from "react";
import { usePicture } from "./picture.ts";

/** A picture of a site's first page in a frame that keeps its shape; a drawing of a page where there is none. */
export function SitePicture({
  path,
  alt,
  className = "",
}: {
  readonly path: string | null;
  readonly alt: string;
  readonly className?: string;
}) {
  const [failed, setFailed] = useState<string>();
  const url = usePicture(path, "image/webp");
  const shown = url !== undefined && url !== failed;
  return (
    <div
      className={`hatch relative aspect-[1440/900] w-full overflow-hidden bg-sheet ${className}`}
      data-testid={shown ? "picture" : "no-picture"}
    >
      {shown ? (
        <img
          src={url}
          alt={alt}
          width={1440}
          height={900}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(url)}
          className="absolute inset-0 size-full object-cover object-top"
        />
      ) : (
        <PageDrawing />
      )}
    </div>
  );
}

function PageDrawing() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 144 90"
      fill="none"
      stroke="currentColor"
      className="absolute inset-0 size-full text-line-strong"
    >
      <rect x="42" y="20" width="60" height="50" rx="2.5" className="fill-sheet" />
      <path d="M42 28.5h60" />
      <path d="M50 38h26M50 44h18" strokeWidth="2" strokeLinecap="round" />
      <rect x="50" y="52" width="13" height="10" rx="1" />
      <rect x="66" y="52" width="13" height="10" rx="1" />
      <rect x="82" y="52" width="13" height="10" rx="1" />
    </svg>
  );
}
