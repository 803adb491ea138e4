import { type CSSProperties, useEffect, useRef, useState } from "react";

/** Room left and right of a site narrower than the desk; a phone has none to spare. */
const gutter = (room: number): number => (room < 640 ? 0 : 16);

/** A site in its own origin, at a given width, scaled down to fit and never up, under a rule in its own pixels. */
export function SiteFrame({
  url,
  width,
}: {
  readonly url: string;
  readonly width: number | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number }>();
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const fits =
    room === undefined ? 0 : width === undefined ? room.width : room.width - 2 * gutter(room.width);
  const siteWidth = width ?? fits;
  const scale = siteWidth > 0 ? Math.min(1, fits / siteWidth) : 1;
  const shownWidth = Math.round(siteWidth * scale);
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-bench">
      <div
        aria-hidden="true"
        className="flex h-6 shrink-0 items-end justify-center overflow-hidden border-b border-line bg-sheet"
      >
        <div
          className="rule relative"
          style={{ width: shownWidth, "--u": `${scale}px` } as CSSProperties}
        >
          <span className="absolute right-1 -bottom-px bg-sheet pl-1 font-mono text-tiny text-ink-soft">
            {Math.round(siteWidth)} px{scale < 1 ? ` at ${Math.round(scale * 100)} %` : ""}
          </span>
        </div>
      </div>
      <div ref={box} className="dotted relative min-h-0 flex-1 overflow-hidden">
        {room !== undefined && (
          <div
            className={`absolute inset-y-0 left-1/2 -translate-x-1/2 overflow-hidden bg-[#fff] ${width === undefined ? "" : "border-x border-line-strong"}`}
            style={{ width: shownWidth }}
          >
            <iframe
              src={url}
              title="Preview of the site"
              data-testid="preview-frame"
              onLoad={() => setLoaded(true)}
              sandbox="allow-scripts allow-forms allow-popups allow-same-origin"
              referrerPolicy="no-referrer"
              className={`origin-top-left border-0 transition-opacity duration-200 ${loaded ? "opacity-100" : "opacity-0"}`}
              style={{
                width: siteWidth,
                height: room.height / scale,
                transform: `scale(${scale})`,
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}
