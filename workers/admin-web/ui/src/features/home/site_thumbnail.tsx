import { useEffect, useRef, useState } from "react";

const siteWidth = 1440;
const siteHeight = 900;

/** The live site, small and inert, for sites without a picture. Pages are pre-rendered, so it needs no script to look right. */
export function SiteThumbnail({ url }: { readonly url: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.28);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setScale(element.clientWidth / siteWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={box}
      aria-hidden="true"
      className="hatch pointer-events-none relative w-full overflow-hidden bg-sheet"
      style={{ aspectRatio: `${siteWidth} / ${siteHeight}` }}
    >
      <iframe
        src={url}
        title="The live site"
        tabIndex={-1}
        loading="lazy"
        sandbox="allow-same-origin"
        onLoad={() => setLoaded(true)}
        className={`absolute top-0 left-0 origin-top-left border-0 bg-[#fff] transition-opacity duration-300 ${loaded ? "opacity-100" : "opacity-0"}`}
        style={{ width: siteWidth, height: siteHeight, transform: `scale(${scale})` }}
      />
    </div>
  );
}
