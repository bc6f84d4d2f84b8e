import { build, type Plugin, type Rollup } from "vite";
import { sandboxPolicy } from "@tfx/protocol/widgets";

const folder = new URL("../widget-host/pages/", import.meta.url);
const pages = ["widget-frame", "widget-sandbox"] as const;

/** One classic script: a sandboxed page has no origin, and modules are refused to whoever has none. */
const buildScript = async (page: string): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "chrome123",
      rolldownOptions: { input: new URL(`${page}.ts`, folder).pathname, output: { format: "iife" } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  return output[0].code;
};

/** Dark until the widget is told how it looks: as every place that shows widgets is, so nothing white shows before. */
const html = (page: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="dark"><script src="/${page}.js" defer></script></head><body></body></html>\n`;

/**
 * Adds the two pages that imported widgets run in: the wrapper, and the sandbox page within it; and an empty
 * one, whose policy lets the app ask other servers through it. The extension names the sandbox page in its
 * manifest; for the web page the server sends the policies.
 */
export const widgetPages = (): Plugin => ({
  name: "tfx:widget-pages",
  apply: "build",
  generateBundle: {
    order: "post",
    async handler(_options, bundle) {
      for (const page of pages) {
        this.emitFile({ type: "asset", fileName: `${page}.js`, source: await buildScript(page) });
        this.emitFile({ type: "asset", fileName: `${page}.html`, source: html(page) });
      }
      this.emitFile({ type: "asset", fileName: "widget-fetch.html", source: '<!doctype html><meta charset="utf-8">\n' });
      const manifest = bundle["manifest.json"];
      if (manifest?.type !== "asset") return;
      const written = JSON.parse(String(manifest.source)) as { content_security_policy: object };
      const { content_security_policy: policies } = written;
      manifest.source = JSON.stringify({
        ...written,
        sandbox: { pages: ["widget-sandbox.html"] },
        content_security_policy: { ...policies, sandbox: sandboxPolicy },
      });
    },
  },
});
