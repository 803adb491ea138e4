import assert from "node:assert/strict";
import { exchange } from "../../contract/api_client.mjs";
import { eventually } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/**
 * A picture that no format makes small: every pixel another one.
 * @param {import("playwright-core").Page} page
 * @param {number} width
 * @param {number} height
 */
async function noise(page, width, height) {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext("2d");
      const pixels = new ImageData(w, h);
      for (let at = 0, seed = 1; at < pixels.data.length; at += 1) {
        seed = (seed * 48271) % 2147483647;
        pixels.data[at] = at % 4 === 3 ? 255 : seed & 255;
      }
      context?.putImageData(pixels, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    /** @type {const} */ ([width, height]),
  );
  return Buffer.from(base64, "base64");
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function picturesGoWithThePrompt({ page }, { base }) {
  await page.goto("/");
  const box = page.getByLabel("Describe the site");
  await box.fill("A kiosk by the sea, as drawn");
  const large = await noise(page, 2000, 1500);
  assert.ok(large.length > 5_000_000, "larger than any request may be");
  const files = page.locator("form input[type=file]");
  await files.setInputFiles([
    { name: "sketch.png", mimeType: "image/png", buffer: large },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("menu") },
  ]);
  const attached = page.getByRole("list", { name: "Pictures to go by" });
  await attached.getByRole("img", { name: "sketch.png" }).waitFor();
  await page.getByText("“notes.txt” is no picture that this browser can read.").waitFor();

  await box.evaluate(async (area) => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext("2d")?.fillRect(0, 0, 20, 30);
    const data = new DataTransfer();
    data.items.add(new File([await canvas.convertToBlob()], "pasted.png", { type: "image/png" }));
    area.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await attached.getByRole("img", { name: "pasted.png" }).waitFor();
  const count = () => attached.getByRole("listitem").count();
  assert.equal(await count(), 2);
  await page.getByRole("button", { name: "Take pasted.png away" }).click();
  await eventually(count, (n) => n === 1, "pictures");

  await page.getByRole("button", { name: "Build this site" }).click();
  await page.waitForURL(/\/projects\/[^/]+/);
  const messages = page.getByTestId("messages");
  const shown = messages.getByRole("list", { name: "Pictures of this message" });
  await shown.getByRole("button", { name: "Show picture 1 whole" }).click();
  const whole = page.getByRole("dialog").getByRole("img", { name: "Picture 1" });
  const [width, height] = await eventually(
    () =>
      whole.evaluate((img) => [
        /** @type {any} */ (img).naturalWidth,
        /** @type {any} */ (img).naturalHeight,
      ]),
    ([w]) => w > 0,
    "the whole picture",
  );
  assert.ok(Math.max(width, height) <= 1568, `${width} by ${height}`);
  await page.keyboard.press("Escape");
  await messages.getByText(/The built-in model cannot look at pictures/).waitFor();

  const id = page.url().split("/projects/")[1]?.split(/[?#]/)[0];
  const { json: project } = await exchange(`${base}/api/v1/projects/${id}`);
  const { json: thread } = await exchange(`${base}/api/v1/threads/${project.threadId}`);
  const [image] = thread.messages[0].images;
  assert.ok(image.bytes <= 180_000, `${image.bytes} bytes`);

  // A change has the same way in.
  await page
    .locator("form input[type=file]")
    .setInputFiles([
      { name: "menu.png", mimeType: "image/png", buffer: await noise(page, 60, 40) },
    ]);
  await page.getByRole("img", { name: "menu.png" }).waitFor();
}
