// A picture of any kind that the browser can show, as one that the contract takes: PNG or JPEG, small
// enough that four fit into a request of 1 MiB.
import type { NewImage } from "../../../../../host/generated/http.ts";

/** The most that a message takes (schemas/http/create_message_request.json). */
export const mostPictures = 4;
/** Models scale down what is larger. */
const longestSide = 1568;
/** Four of them as base64 leave room for the words. */
const mostBytes = 180_000;
const qualities = [0.85, 0.7, 0.55] as const;
/** Of a picture that is too large at every quality. */
const smaller = 0.7;

/** Rejects when the browser cannot read it as a picture. */
export async function shrink(file: Blob): Promise<NewImage> {
  const bitmap = await createImageBitmap(file);
  try {
    const kept = await smallEnough(bitmap);
    return { mediaType: kept.type as NewImage["mediaType"], data: await base64Of(kept) };
  } finally {
    bitmap.close();
  }
}

async function smallEnough(bitmap: ImageBitmap): Promise<Blob> {
  let scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const sharp = await drawn(bitmap, scale, "image/png");
  if (sharp.size <= mostBytes) return sharp;
  for (; ; scale *= smaller) {
    for (const quality of qualities) {
      const blob = await drawn(bitmap, scale, "image/jpeg", quality);
      if (blob.size <= mostBytes) return blob;
    }
  }
}

function drawn(bitmap: ImageBitmap, scale: number, type: string, quality?: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gives no canvas to draw on.");
  if (type === "image/jpeg") {
    context.fillStyle = "#fff"; // a JPEG has no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob(quality === undefined ? { type } : { type, quality });
}

async function base64Of(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(blob);
  const url = await read;
  return url.slice(url.indexOf(",") + 1);
}
