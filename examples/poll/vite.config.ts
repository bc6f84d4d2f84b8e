import { defineConfig } from "vite";

export default defineConfig({
  // Calls read the manifest from another origin.
  server: { host: "localhost", port: 5190, strictPort: true, cors: { origin: "*" } },
  build: { outDir: "../../dist/examples/poll", emptyOutDir: true },
});
