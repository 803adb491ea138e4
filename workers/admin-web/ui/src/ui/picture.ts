import { useEffect, useState } from "react";
import { fetchPicture } from "../api/endpoints.ts";
import { readToken } from "../api/token.ts";

/** The address to show; with an API token the bytes are fetched, since an <img> sends none. */
export function usePicture(path: string | null, mediaType: string): string | undefined {
  const [fetched, setFetched] = useState<string>();
  const needsToken = path !== null && readToken() !== null;
  useEffect(() => {
    if (!needsToken || path === null) return;
    const stopped = new AbortController();
    let url: string | undefined;
    fetchPicture(path, mediaType, stopped.signal)
      .then((picture) => {
        url = URL.createObjectURL(picture);
        if (stopped.signal.aborted) URL.revokeObjectURL(url);
        else setFetched(url);
      })
      .catch(() => {
        // Where it stands, what is around it says all that there is to say.
      });
    return () => {
      stopped.abort();
      if (url) URL.revokeObjectURL(url);
      setFetched(undefined);
    };
  }, [path, mediaType, needsToken]);
  return needsToken ? fetched : (path ?? undefined);
}
