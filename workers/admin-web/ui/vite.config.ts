import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pageModule } from "./page_module_plugin.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const api = process.env["SITEWRIGHT_BASE"] ?? "http://localhost:8787";

export default defineConfig({
  root: here("."),
  plugins: [react(), tailwindcss(), pageModule()],
  build: {
    outDir: here("../dist"),
    emptyOutDir: true,
    target: "es2023",
    // The page's policy has no font-src data:, so every font stays a file.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  server: { proxy: { "/api": api, "/readyz": api } },
});
