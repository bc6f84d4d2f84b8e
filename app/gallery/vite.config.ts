import { preact } from "@preact/preset-vite";
import { defineConfig } from "vite";

/** The picture gallery alone; the product is built by the configuration at the root. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  server: { host: "127.0.0.1" },
  build: { outDir: "../../test-results/gallery-page", emptyOutDir: true, target: "chrome123" },
});
