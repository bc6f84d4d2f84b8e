import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const source = new URL("../web/theme.js", import.meta.url);

/** Puts `/theme.js` beside the pages of a build and of the development server: both builds share the one file. */
export const themeScript = (): Plugin => ({
  name: "tfx:theme-script",
  transformIndexHtml: () => [{ tag: "script", attrs: { src: "/theme.js" }, injectTo: "head-prepend" }],
  configureServer(server) {
    server.middlewares.use("/theme.js", (_request, response) => {
      response.setHeader("content-type", "text/javascript").end(readFileSync(source));
    });
  },
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "theme.js", source: readFileSync(source) });
  },
});
