import { defineConfig } from "vite";

export default defineConfig({ base: "./", build: { outDir: "../../dist/examples/companion", emptyOutDir: true, target: "chrome123" } });
