import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { pages } from "./prerender.ts";

export default defineConfig({
  // Relative addresses: the site works under any host and in any folder.
  base: "./",
  plugins: [tailwind(), pages()],
  build: {
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    // Browsers that know light-dark() and oklch(), so that neither is rewritten.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
});
